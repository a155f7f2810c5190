import type { Backend, Reading } from '../db/backend.ts'
import type { ExecutionRow } from '../db/executions/rows.ts'
import { isAway } from '../db/failure.ts'
import { createMeter } from '../db/meter.ts'
import { createAgenda } from './agenda.ts'
import { type Due, createLooks } from './looks.ts'
import { type Seen, type Watched, isNothingFound } from './seen.ts'

/** Follows one store, as long as something of it is watched. */
export interface Follower {
  /**
   * Must be called when what is watched has changed. Resolves when all changes from then on will be seen, or the store
   * turned out to be away.
   */
  update(): Promise<void>
  /** Reads executions that are watched from now on. */
  lookUp(ids: readonly string[], reading: Reading): Promise<ExecutionRow[]>
  /** Whether the store answered when it was last read. */
  isAvailable(): boolean
  close(): Promise<void>
}

interface Listeners {
  /** Called after each reading that found something. */
  seen(seen: Seen): void
  /** The store stopped answering. */
  away(): void
  /** The store answers again. Then `seen` is called with all that is watched. */
  back(): void
  /** A reading failed, and is repeated. */
  failed(error: unknown): void
}

export interface FollowerOptions {
  /** Milliseconds between two readings. */
  readonly tickMs?: number
  /** Milliseconds between two rounds of the net. */
  readonly netMs?: number
  /** The same for a store that has no range of changes. */
  readonly pollMs?: number
  /** By what the time between two readings is multiplied now. */
  readonly growth?: () => number
}

/** How long a reading may take. No client waits for it. */
const patience = 5_000
/** How long the net waits after a ring, so that one round is for many. */
const ringMs = 1_000
/** When a reading that failed is repeated, at first and at most. */
const [firstRetry, lastRetry] = [250, 2_000]

export function followStore(
  backend: Backend,
  watched: Watched,
  listeners: Listeners,
  { tickMs = 50, netMs = 10_000, pollMs = 1_000, growth = () => 1 }: FollowerOptions = {},
): Follower {
  const looks = createLooks(backend, watched)
  const every = () => (looks.hasRange() ? netMs : pollMs)
  const agenda = createAgenda<Due>({ range: () => tickMs * growth(), net: () => tickMs }, round)
  const failures = createFailures(listeners)
  let stopBell: (() => void) | undefined
  let isClosed = false

  async function round(due: ReadonlySet<Due>) {
    const reading = newReading()
    try {
      const { found, afresh, dueAt } = await looks.look(due, reading)
      // The net reads in parts: changes are told between.
      if (stopBell) agenda.at('net', looks.isCasting() ? 0 : every())
      if (stopBell && dueAt !== undefined) agenda.at('range', Math.max(0, dueAt - Date.now()))
      failures.end()
      if (afresh || !isNothingFound(found)) listeners.seen({ ...found, backend, now: reading.now, afresh })
    } catch (error) {
      looks.lost()
      const retryMs = failures.add(error)
      if (stopBell) for (const one of due.size > 0 ? due : (['range'] as const)) agenda.at(one, retryMs)
    }
  }
  const ring = (what?: 'net') => {
    if (what === undefined && looks.hasRange()) agenda.at('range', 0)
    else agenda.at('net', Math.min(every(), ringMs))
  }
  const begin = () => {
    stopBell = backend.follow?.(ring) ?? (() => {})
    agenda.at('net', every())
  }
  const end = () => {
    stopBell?.()
    stopBell = undefined
    agenda.clear()
    looks.forget()
  }
  return {
    async update() {
      // Streams end also after the store is closed.
      if (isClosed || isNothing(watched)) return end()
      if (!stopBell) begin()
      if (!looks.isReady()) await agenda.now('range')
    },
    async lookUp(ids, reading) {
      const rows = await looks.lookUp(ids, reading)
      if (looks.owes()) agenda.at('range', 0)
      return rows
    },
    isAvailable: () => !failures.isAway(),
    async close() {
      isClosed = true
      end()
      await agenda.close()
    },
  }
}

const newReading = (): Reading => ({
  now: Date.now(),
  meter: createMeter(),
  deadline: performance.now() + patience,
})

const isNothing = (watched: Watched) => watched.executionCount() === 0 && watched.runFilters().length === 0

/** Failed readings in a row: when the next attempt is, and whether the store is away. */
function createFailures({ away, back, failed }: Listeners) {
  let retryMs = firstRetry
  let isGone = false
  return {
    isAway: () => isGone,
    add(error: unknown): number {
      if (!isAway(error)) failed(error)
      else if (!isGone) {
        isGone = true
        away()
      }
      const ms = retryMs
      retryMs = Math.min(retryMs * 2, lastRetry)
      return ms
    },
    end() {
      retryMs = firstRetry
      if (isGone) back()
      isGone = false
    },
  }
}
