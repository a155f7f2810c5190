import { type SQL, sql } from 'drizzle-orm'
import type { Along } from '../sql/lanes.ts'
import { type RowRange, type Shared, rowRange } from '../sql/rowrange.ts'
import type { Scope } from '../sql/scope.ts'
import type { Near } from '../sql/walks.ts'
import { type ExecutionFilter, type ExecutionShape, at, executionConditions } from './filter.ts'
import { closable } from './ranges.ts'

export type Fields = readonly (keyof ExecutionFilter)[]

/** Which part of a list is read, and in which direction. */
export interface Reach {
  readonly filter: ExecutionShape
  readonly down: boolean
  /** Whether it begins at a position, which is `sortAt` and `id`. */
  readonly from: boolean
}

/** A walk along an index in the order of the list. Together, the walks meet each execution of the list once. */
export interface Walk {
  readonly from: SQL
  /** Conditions that the index answers. */
  readonly within: readonly SQL[]
  readonly orderBy: readonly SQL[]
  /** Conditions that are checked row by row. */
  readonly conditions: readonly SQL[]
  readonly along?: Along | undefined
  readonly near?: Near | undefined
}

/** All that a list has is tagged by one tag. */
export const isTagged = (shape: ExecutionShape) => shape.allTags !== undefined || shape.anyTags === 'one'

export const times: Fields = ['startedFrom', 'startedTo']

export const walkOf = (
  { from, where, orderBy }: RowRange & { readonly from: SQL },
  { filter }: Reach,
  scope: Scope,
  met: Fields = [],
): Walk => ({
  from,
  within: where,
  orderBy,
  conditions: executionConditions(filter, scope, [...met, ...times]),
})

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
