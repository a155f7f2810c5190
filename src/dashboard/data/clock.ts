import { useEffect, useState } from 'react'
import { live } from './live.ts'
import { onShown } from './shownagain.ts'

/** The server's clock. That of this machine may go wrong. */
export const now = () => live.serverNow()

const listeners = new Set<() => void>()
let end: (() => void) | undefined

/** Calls back once a second while the page is shown: one timer for the page. */
export function onSecond(listener: () => void): () => void {
  listeners.add(listener)
  end ??= onShown(1_000, () => {
    for (const one of listeners) one()
  })
  return () => {
    listeners.delete(listener)
    if (listeners.size > 0) return
    end?.()
    end = undefined
  }
}

/** The time, renewed so often while the page is shown. For a text that counts, use `Ticking`, which renders nothing anew. */
export function useNow(everyMs = 60_000): number {
  const [time, setTime] = useState(now)
  useEffect(() => onShown(everyMs, () => setTime(now())), [everyMs])
  return time
}
