import { useEffect, useState } from 'react'
import { now } from '../data/clock.ts'
import type { QueueStateFragment } from './queue.gen.ts'
import { type Sample, sampleOf, samplesIn, withSample } from './history.ts'

const renewMs = 5_000
const keyOf = (backend: string) => `execgraph.queue.${backend}`

/** How a queue was in the last ten minutes, as this browser has seen it. */
export function useHistory(queue: QueueStateFragment | undefined): readonly Sample[] {
  const backend = queue?.backend
  const [samples, setSamples] = useState<readonly Sample[]>([])
  useEffect(() => {
    if (backend !== undefined) setSamples(read(backend))
  }, [backend])
  useEffect(() => {
    if (!queue) return
    const take = () =>
      setSamples((old) => {
        const next = withSample(old, sampleOf(queue, now()))
        write(queue.backend, next)
        return next
      })
    take()
    // What does not change is still so.
    const timer = setInterval(take, renewMs)
    return () => clearInterval(timer)
  }, [queue])
  return samples
}

function read(backend: string): readonly Sample[] {
  try {
    return samplesIn(JSON.parse(sessionStorage.getItem(keyOf(backend)) ?? '[]'))
  } catch {
    return []
  }
}

function write(backend: string, samples: readonly Sample[]) {
  try {
    sessionStorage.setItem(keyOf(backend), JSON.stringify(samples))
  } catch {
    // Without storage they last as long as the page.
  }
}
