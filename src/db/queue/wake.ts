import type { Backend } from '../backend.ts'

interface Waiters {
  /** The number of wake-ups so far. */
  wakes: number
  readonly waiting: Set<() => void>
}

/** Waiting claims, by backend. */
const waiters = new WeakMap<Backend, Waiters>()

function waitersOf(backend: Backend): Waiters {
  let found = waiters.get(backend)
  if (!found) {
    waiters.set(backend, (found = { wakes: 0, waiting: new Set() }))
    backend.onChange?.(({ work }) => void (work && wakeUp(backend)))
  }
  return found
}

function wakeUp(backend: Backend): void {
  const all = waitersOf(backend)
  all.wakes += 1
  for (const wake of [...all.waiting]) wake()
}

/** A timer that is to take longer fires at once. A clock that is set back by a month would be looked at without end. */
const longestMs = 2 ** 31 - 1

/** Wakes claims at this time. A timer may fire early, when nothing is due yet: then it is set again. */
export function wakeAt(backend: Backend, time: number): void {
  const left = time - Date.now()
  if (left > 0) setTimeout(() => wakeAt(backend, time), Math.min(left, longestMs)).unref()
  else wakeUp(backend)
}

/** The number of wake-ups. Read it before looking for work and pass it to `untilWoken`: no wake-up in between is missed. */
export const wakesOf = (backend: Backend): number => waitersOf(backend).wakes

/** Waits for a wake-up after `seen`, or until the time is up. Holds no connection. */
export function untilWoken(backend: Backend, seen: number, most: number, signal: AbortSignal): Promise<void> {
  backend.listen?.()
  const all = waitersOf(backend)
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer)
      all.waiting.delete(done)
      signal.removeEventListener('abort', done)
      resolve()
    }
    const timer = setTimeout(done, most)
    all.waiting.add(done)
    if (signal.aborted || all.wakes !== seen) done()
    else signal.addEventListener('abort', done)
  })
}
