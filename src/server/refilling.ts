import type { Logger } from 'pino'
import type { Backend } from '../db/backend.ts'
import { refillGroups } from '../db/failures/refill.ts'
import { isAway } from '../db/failure.ts'
import { createMeter } from '../db/meter.ts'
import { loggable } from '../db/watching/loggable.ts'

/** Finds the groups of failures that have none: those that earlier versions wrote. */
export interface Refilling {
  /** Looks for them soon, in each backend. */
  begin(): void
  /** Looks again, since a reading met some. */
  look(backend: Backend): void
  /** Begins no further transaction. */
  stop(): Promise<void>
}

const soon = 2_000
/** When to try again a store that was away. */
const again = 5_000
/** How long a store is left alone after its last refill: another process may be at work. */
const pause = 60_000
/** Spreads the refills of servers that started together. */
const jittered = (ms: number) => ms * (0.9 + Math.random() * 0.2)

export function createRefilling(backends: readonly Backend[], log: Logger): Refilling {
  const abort = new AbortController()
  const { signal } = abort
  const timers = new Map<Backend, NodeJS.Timeout>()
  const ends = new Map<Backend, number>()
  // One after another, over all stores.
  let refills: Promise<void> = Promise.resolve()
  const wait = (backend: Backend, ms: number) => {
    if (signal.aborted || backend.readOnly || timers.has(backend)) return
    const begin = () => void (refills = refills.then(() => run(backend)))
    timers.set(backend, setTimeout(begin, jittered(ms)).unref())
  }
  const run = async (backend: Backend) => {
    const isBack = signal.aborted || (await once(backend))
    timers.delete(backend)
    ends.set(backend, performance.now())
    if (!isBack) wait(backend, again)
  }
  /** Returns false if the store was away. */
  const once = async (backend: Backend): Promise<boolean> => {
    const { name } = backend
    try {
      const executions = await refillGroups({ backend, meter: createMeter(), signal })
      if (executions > 0) log.info({ backend: name, executions }, 'found the groups of earlier failures')
    } catch (error) {
      if (isAway(error)) return false
      if (!signal.aborted)
        log.warn({ backend: name, error: loggable(error) }, 'the groups of earlier failures were not found')
    }
    return true
  }
  return {
    begin: () => {
      for (const backend of backends) wait(backend, soon)
    },
    look(backend) {
      const end = ends.get(backend)
      wait(backend, end === undefined ? 0 : Math.max(0, end + pause - performance.now()))
    },
    stop() {
      abort.abort()
      timers.forEach(clearTimeout)
      return refills
    },
  }
}
