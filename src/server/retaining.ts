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

/** What is deleted from a store. Without a rule: only entries of the audit that are old, or too many. */
interface Retaining {
  readonly backend: Backend
  readonly rule: RetainRule | undefined
}

/**
 * Every hour, deletes from each store in turn what its retention rule does not keep; the first time soon after the
 * start, if it has a rule.
 */
export function createRetention(stores: readonly Retaining[], log: Logger): Retention {
  const abort = new AbortController()
  const { signal } = abort
  const timers = new Map<Backend, NodeJS.Timeout>()
  const away = new Set<Backend>()
  // Passes run one after another, over all stores.
  let passes: Promise<void> = Promise.resolve()
  const wait = (store: Retaining, ms: number) => {
    const begin = () => void (passes = passes.then(() => run(store)))
    if (!signal.aborted) timers.set(store.backend, setTimeout(begin, jittered(ms)))
  }
  const run = async (store: Retaining) => {
    if (!signal.aborted) await once(store)
    wait(store, away.has(store.backend) ? again : hour)
  }
  const once = async ({ backend, rule }: Retaining) => {
    const { name } = backend
    const wasAway = away.delete(backend)
    try {
      const removed = await retain({ backend, rule, now: Date.now(), meter: createMeter(), signal })
      const { audit, ...history } = removed
      if (history.dags > 0 || history.parts.some(({ executions }) => executions > 0))
        log.info({ backend: name, ...history }, 'retention removed old history')
      if (audit > 0) log.info({ backend: name, entries: audit }, 'retention removed old entries of the audit')
    } catch (error) {
      if (isAway(error)) away.add(backend)
      // Nobody waits for a pass without a rule, and the store reports its outages itself.
      const isKnown = away.has(backend) && (wasAway || !rule)
      if (!signal.aborted && !isKnown)
        log.warn(
          { backend: name, error: loggable(error) },
          'retention failed and is retried in the next pass',
        )
    }
  }
  return {
    begin: () => {
      for (const store of stores) if (!store.backend.readOnly) wait(store, store.rule ? soon : hour)
    },
    stop() {
      abort.abort()
      timers.forEach(clearTimeout)
      return passes
    },
  }
}
