import { type SQL, sql } from 'drizzle-orm'
import type { EngineRanges } from '../sql/scope.ts'
import { type RowRange, type Shared, rowRange } from '../sql/rowrange.ts'
import { type ExecutionFilter, type ExecutionShape, at } from './filter.ts'
import { closable } from './ranges.ts'

/** Which part of a list is read, and in which direction. */
export interface Reach {
  readonly filter: ExecutionShape
  readonly down: boolean
  /** Whether it begins at a position, which is `sortAt` and `id`. */
  readonly from: boolean
}

/** The order of lists. */
export const key = [sql`executions.sort_at`, sql`executions.execution_id`]

/** The fields of a filter that are bounds of every walk. */
export const times: readonly (keyof ExecutionFilter)[] = ['startedFrom', 'startedTo']

/**
 * A walk starts and stops at the bounds of the time. A position is within them. With `unless`, it matches nothing if one
 * of these conditions is true.
 */
export function range(
  shared: readonly Shared[],
  order: readonly SQL[],
  { filter, down, from }: Reach,
  unless?: readonly (SQL | undefined)[],
): RowRange {
  const [begin, end] = down
    ? (['startedTo', 'startedFrom'] as const)
    : (['startedFrom', 'startedTo'] as const)
  // A sum, even with 0: a bare cast has an affinity, for which SQLite would use only a part of the index.
  const time = (parameter: string, more: string) => sql`cast(${at(parameter)} as bigint) + ${sql.raw(more)}`
  const bound = filter[begin] === undefined ? undefined : [time(begin, down ? '1' : '0'), sql`''`]
  const position = from ? [at('sortAt'), at('id')] : bound
  const stop = filter[end] === undefined ? undefined : time(end, '0')
  if (!unless) return rowRange(shared, order, { position, down, stop })
  const closed = unless.filter((condition) => condition !== undefined)
  const last = sql.raw(String(down ? Number.MIN_SAFE_INTEGER : Number.MAX_SAFE_INTEGER))
  if (shared.length === 0)
    return rowRange([], order, {
      position,
      down,
      stop: closed.length > 0 ? closable(stop ?? last, closed) : stop,
    })
  const closing = shared.map(
    ([column, value], place) =>
      [column, place === shared.length - 1 ? closable(value, closed) : value] as const,
  )
  // Always with a stop: between two bounds of one column Postgres expects so few rows that it sorts them.
  return rowRange(closing, order, { position, down, stop: stop ?? last })
}

/** Along a column of time. A position, which is in milliseconds, is a bound of it and a condition of its own. */
export function timeRange({ time, at: inColumn }: EngineRanges, { filter, down, from }: Reach): RowRange {
  const ms = (parameter: string, more: string) =>
    inColumn(sql`(cast(${at(parameter)} as bigint) + ${sql.raw(more)})`)
  const least = from && !down ? 'sortAt' : filter.startedFrom && 'startedFrom'
  const most = from && down ? 'sortAt' : filter.startedTo && 'startedTo'
  const beyond = sql`(${sql.join(key, sql`, `)}) ${sql.raw(down ? '<' : '>')} (${at('sortAt')}, ${at('id')})`
  return {
    where: [
      ...(least ? [sql`${time} >= ${ms(least, '0')}`] : []),
      ...(most ? [sql`${time} < ${ms(most, '1')}`] : []),
      ...(from ? [beyond] : []),
    ],
    orderBy: [time, sql`executions.execution_id`],
  }
}
