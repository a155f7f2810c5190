import { useEffect, useRef, useState } from 'react'
import { now } from '../data/clock.ts'
import type { QueueStateFragment } from './queue.gen.ts'
import { type Sample, sampleOf, samplesIn, withSample } from './history.ts'

const renewMs = 5_000
const keyOf = (backend: string) => `execgraph.queue.${backend}`

/**
 * How a queue was in the last ten minutes, as this browser has seen it. `isTold`: what changes is told, so that `queue` is
 * how it stands now.
 */
export function useHistory(queue: QueueStateFragment | undefined, isTold: boolean): readonly Sample[] {
  const backend = queue?.backend
  const [samples, setSamples] = useState<readonly Sample[]>([])
  useEffect(() => {
    if (backend !== undefined) setSamples(read(backend))
  }, [backend])
  const isFollowed = useRef(false)
  useEffect(() => {
    if (!queue) return
    if (!isTold) return void (isFollowed.current = false)
    const take = (begins: boolean) =>
      setSamples((old) => {
        const next = withSample(old, { ...sampleOf(queue, now()), ...(begins && { begins }) })
        write(queue.backend, next)
        return next
      })
    take(!isFollowed.current)
    isFollowed.current = true
    // What does not change is still so.
    const timer = setInterval(() => take(false), renewMs)
    return () => clearInterval(timer)
  }, [queue, isTold])
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
