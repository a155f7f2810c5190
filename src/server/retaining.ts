import type { Logger } from 'pino'
import type { Backend } from '../db/backend.ts'
import { isAway } from '../db/failure.ts'
import { createMeter } from '../db/meter.ts'
import { retain } from '../db/retention/pass.ts'
import type { RetainRule } from '../db/retention/rule.ts'
import { loggable } from '../db/watching/loggable.ts'

/** Retention passes that run while the server does. */
export interface Retention {
  begin(): void
  /** Starts no further pass. A running one ends with its transaction. */
  stop(): Promise<void>
}

const soon = 2_000
const hour = 3_600_000
/** When to retry a store that was away. */
const again = 5_000
/** Spreads the passes of servers that started together. */
const jittered = (ms: number) => ms * (0.9 + Math.random() * 0.2)

/**
 * Soon after the start and then every hour, deletes from each backend in turn what the retention rule does not keep.
 */
export function createRetention(backends: readonly Backend[], rule: RetainRule, log: Logger): Retention {
  const abort = new AbortController()
  const { signal } = abort
  const timers = new Map<Backend, NodeJS.Timeout>()
  const away = new Set<Backend>()
  // Passes run one after another, over all stores.
  let passes: Promise<void> = Promise.resolve()
  const wait = (backend: Backend, ms: number) => {
    const begin = () => void (passes = passes.then(() => run(backend)))
    if (!signal.aborted) timers.set(backend, setTimeout(begin, jittered(ms)))
  }
  const run = async (backend: Backend) => {
    if (!signal.aborted) await once(backend)
    wait(backend, away.has(backend) ? again : hour)
  }
  const once = async (backend: Backend) => {
    const { name } = backend
    const wasAway = away.delete(backend)
    try {
      const removed = await retain({ backend, rule, now: Date.now(), meter: createMeter(), signal })
      if (removed.dags > 0 || removed.parts.some(({ executions }) => executions > 0))
        log.info({ backend: name, ...removed }, 'retention removed old history')
    } catch (error) {
      if (isAway(error)) away.add(backend)
      if (!signal.aborted && !(wasAway && away.has(backend)))
        log.warn(
          { backend: name, error: loggable(error) },
          'retention failed and is retried in the next pass',
        )
    }
  }
  return {
    begin: () => {
      for (const backend of backends) if (!backend.readOnly) wait(backend, soon)
    },
    stop() {
      abort.abort()
      timers.forEach(clearTimeout)
      return passes
    },
  }
}
