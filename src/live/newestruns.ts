import type { Backend, Reading } from '../db/backend.ts'
import { StoreFailure } from '../db/failure.ts'
import { narrowedTo } from '../db/narrowed.ts'
import { listRuns } from '../db/runs/list.ts'
import { type RunKey, type RunRow, keysOf } from '../db/runs/rows.ts'
import { noStart } from '../db/source/runs.ts'
import type { SeenRuns } from './sight.ts'

/** What was read last of the newest runs of a filter. */
export interface NewestPage {
  /** `undefined`: they could not be read yet. */
  readonly keys: readonly RunKey[] | undefined
  /** When the newest of them began, of all times until then. */
  readonly newest: number | undefined
  /** In `performance.now()`. */
  readonly restsUntil?: number
}

/** How many of the newest runs are compared each time, and how many more are read where those do not go back far enough. */
const [pageSize, mostMore] = [50, 450]

/** Runs that appear so many milliseconds after they began are still found: clocks differ, and transactions take time. */
const overlapMs = 30_000

const newestFirst = { field: 'STARTED', descending: true } as const

/**
 * The newest runs of a filter. A store that does not list its changes is read until before the newest of the last time:
 * what began since then are more than a page at times.
 */
export async function newestOf(
  backend: Backend,
  { within, ...filter }: SeenRuns,
  before: NewestPage | undefined,
  reading: Reading,
): Promise<{ rows: readonly RunRow[]; page: NewestPage }> {
  // Runs of other flows take no place among the newest.
  const narrowed = within ? { ...backend, ...narrowedTo(backend, within) } : backend
  const list = { filter, order: newestFirst }
  const first = await listRuns(narrowed, list, { limit: pageSize, from: undefined, backward: false }, reading)
  const keys = keysOf(first)
  const began = first.map(({ startedAt }) => startedAt).filter((at) => at !== null && at <= reading.now)
  const newest = Math.max(before?.newest ?? -Infinity, ...began.map(Number))
  const page = { keys, newest: newest === -Infinity ? undefined : newest }
  const last = first.at(-1)
  const isEnough =
    backend.changes === 'range' ||
    first.length < pageSize ||
    before?.keys === undefined ||
    startOf(last!) < (before.newest ?? -Infinity) - overlapMs
  if (isEnough) return { rows: first, page }
  const from = { value: startOf(last!), flow: last!.flow, number: last!.number }
  const more = await listRuns(narrowed, list, { limit: mostMore, from, backward: false }, reading)
  return { rows: [...first, ...more], page }
}

const startOf = ({ startedAt }: RunRow) => startedAt ?? noStart

/** Whether it is the reading that costs too much, and not the store that is away. */
export const isRefused = (error: unknown): boolean =>
  error instanceof StoreFailure && (error.code === 'QUERY_TOO_EXPENSIVE' || error.code === 'RATE_LIMITED')
