import type { Backend, Reading } from '../db/backend.ts'
import type { ExecutionRow } from '../db/executions/rows.ts'
import { isAway } from '../db/failure.ts'
import { createMeter } from '../db/meter.ts'
import { createAgenda } from './agenda.ts'
import { createNet } from './net.ts'
import { createRanges } from './ranges.ts'
import { type Found, type Seen, type Watched, bothFound, isNothingFound, nothingFound } from './seen.ts'

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
/** When a reading that failed is repeated, at first and at most. */
const [firstRetry, lastRetry] = [250, 2_000]

/** What of a store's reading is due. */
type Due = 'range' | 'net'

export function followStore(
  backend: Backend,
  watched: Watched,
  listeners: Listeners,
  { tickMs = 50, netMs = 10_000, pollMs = 2_000, growth = () => 1 }: FollowerOptions = {},
): Follower {
  const hasRange = backend.changes === 'range'
  const every = hasRange ? netMs : pollMs
  const ranges = createRanges(backend, watched)
  const net = createNet(backend, watched)
  const agenda = createAgenda<Due>(
    { range: () => tickMs * growth(), net: () => Math.min(every, 1_000) },
    round,
  )
  let stopBell: (() => void) | undefined
  let retryMs = firstRetry
  let isGone = false
  let mustReadAll = false

  async function round(due: ReadonlySet<Due>) {
    const now = Date.now()
    const reading = { now, meter: createMeter(), deadline: performance.now() + patience }
    try {
      const found = await look(due, reading)
      retryMs = firstRetry
      if (stopBell) agenda.at('net', every)
      if (isGone) listeners.back()
      isGone = false
      const afresh = mustReadAll
      mustReadAll = false
      if (afresh || !isNothingFound(found)) listeners.seen({ ...found, backend, now, afresh })
    } catch (error) {
      failed(error, due)
    }
  }

  /** A failed reading is repeated whole: what was found before it failed would be lost otherwise. */
  async function look(due: ReadonlySet<Due>, reading: Reading): Promise<Found> {
    const isFirst = !net.isReady()
    const ranged =
      hasRange && (due.has('range') || !ranges.isReady()) ? await ranges.read(reading) : undefined
    if (stopBell && ranged?.dueAt !== undefined) agenda.at('range', Math.max(0, ranged.dueAt - Date.now()))
    if (ranged?.isTooMany) mustReadAll = true
    let found = ranged?.found ?? nothingFound
    net.note(found)
    if (isFirst) found = bothFound(found, await net.begin(reading))
    if (mustReadAll) return bothFound(found, await net.allExecutions(reading))
    return due.has('net') ? bothFound(found, await net.cast(reading)) : found
  }

  function failed(error: unknown, due: ReadonlySet<Due>) {
    mustReadAll = true
    if (stopBell) for (const one of due.size > 0 ? due : (['range'] as const)) agenda.at(one, retryMs)
    retryMs = Math.min(retryMs * 2, lastRetry)
    if (!isAway(error)) return listeners.failed(error)
    if (!isGone) listeners.away()
    isGone = true
  }

  const ring = (what?: 'net') => agenda.at(what ?? (hasRange ? 'range' : 'net'), 0)
  const begin = () => {
    stopBell ??= backend.follow?.(ring) ?? (() => {})
    agenda.at('net', every)
  }
  const end = () => {
    stopBell?.()
    stopBell = undefined
    agenda.clear()
  }
  return {
    async update() {
      if (watched.executionCount() === 0 && watched.runFilters().length === 0) return end()
      if (!stopBell) begin()
      if (!net.isReady() || (hasRange && !ranges.isReady())) await agenda.now('range')
    },
    lookUp: net.lookUp,
    isAvailable: () => !isGone,
    async close() {
      end()
      await agenda.close()
    },
  }
}
