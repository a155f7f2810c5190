import { useEffect, useState } from 'react'
import { live } from './live.ts'

/** The server's clock. That of this machine may go wrong. */
export const now = () => live.serverNow()

const listeners = new Set<() => void>()
let timer: ReturnType<typeof setInterval> | undefined

/** Calls back once a second while the page is shown: one timer for the page. */
export function onSecond(listener: () => void): () => void {
  listeners.add(listener)
  timer ??= setInterval(() => {
    if (document.visibilityState === 'visible') for (const one of listeners) one()
  }, 1_000)
  return () => {
    listeners.delete(listener)
    if (listeners.size > 0) return
    clearInterval(timer)
    timer = undefined
  }
}

/** The time, renewed so often. For a text that counts, use `Ticking`, which renders nothing anew. */
export function useNow(everyMs = 60_000): number {
  const [time, setTime] = useState(now)
  useEffect(() => {
    const renewing = setInterval(() => setTime(now()), everyMs)
    return () => clearInterval(renewing)
  }, [everyMs])
  return time
}
