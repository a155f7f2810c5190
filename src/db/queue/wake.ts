import type { Backend } from '../backend.ts'

interface Waiters {
  /** How often there was something to wake up for. */
  wakes: number
  readonly waiting: Set<() => void>
}

/** Claims that wait for work, by backend. */
const waiters = new WeakMap<Backend, Waiters>()

function waitersOf(backend: Backend): Waiters {
  let found = waiters.get(backend)
  if (!found) waiters.set(backend, (found = { wakes: 0, waiting: new Set() }))
  return found
}

/** There is work: whoever waits for it in this process looks again, and other processes are told. */
export function wakeUp(backend: Backend): void {
  wakeHere(backend)
  backend.notify?.()
}

function wakeHere(backend: Backend): void {
  const all = waitersOf(backend)
  all.wakes += 1
  for (const wake of [...all.waiting]) wake()
}

/** There will be work from then on. A timer may be early: whoever were woken then would find nothing. */
export function wakeAt(backend: Backend, time: number): void {
  const left = time - Date.now()
  if (left > 0) setTimeout(() => wakeAt(backend, time), left).unref()
  else wakeHere(backend)
}

/** What `untilWoken` is told by whoever looks for work before it waits: nothing that comes between is missed. */
export const wakesOf = (backend: Backend): number => waitersOf(backend).wakes

/** Waits until there may be work that was not there at `seen`, or some time has passed. Holds no connection. */
export function untilWoken(backend: Backend, seen: number, most: number, signal: AbortSignal): Promise<void> {
  backend.listen?.(() => wakeHere(backend))
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
