import { type SQL, sql } from 'drizzle-orm'
import {
  type ExecutionFilter,
  type ExecutionShape,
  at,
  executionConditions,
  inFailureGroup,
  inPrefix,
} from './filter.ts'
import { fieldsOf, statusesIn } from '../sql/filter.ts'
import { type Gated, closable, firstOf, gated, opens, rangesOfStandings } from './ranges.ts'
import { type RowRange, type Shared, rowRange } from '../sql/rowrange.ts'
import type { Stretch } from '../sql/starts.ts'
import type { Near } from '../sql/walks.ts'
import type { ExecutionStatus } from '../statuses.ts'
import type { Scope } from '../sql/scope.ts'

type Fields = readonly (keyof ExecutionFilter)[]

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
  readonly near?: Near
}

const key = [sql`executions.sort_at`, sql`executions.execution_id`]
const tagKey = [sql`execution_tags.sort_at`, sql`execution_tags.execution_id`]
const flowOf = sql`executions.flow_id`

/** Leading index columns that few executions share, by filter field. The rarest come first. */
const narrow: readonly (readonly [field: keyof ExecutionFilter, shared: readonly (readonly [SQL, SQL])[]])[] =
  [
    ['run', [[flowOf, at('runFlow')] as const, [sql`executions.run_number`, at('runNumber')] as const]],
    ['parentId', [[sql`executions.parent_id`, at('parentId')] as const]],
    ['scriptPath', [[sql`executions.script_path`, at('scriptPath')] as const]],
  ]

const isTagged = (shape: ExecutionShape) => shape.allTags !== undefined || shape.anyTags === 'one'

/** Whether only statuses, a flow and a time decide which index is walked. */
export const isByStanding = (shape: ExecutionShape, { executions: { indexed } }: Scope): boolean =>
  indexed &&
  !isTagged(shape) &&
  shape.scriptPrefix === undefined &&
  shape.failureGroups === undefined &&
  narrow.every(([field]) => shape[field] === undefined)

/** Filters whose list an index holds in order: a page reads hardly more rows than it returns. */
const held = new Set([
  ...['', 'statuses', 'flows', 'statuses,flows', 'run', 'parentId', 'scriptPath'],
  'failureGroups',
])

/** Whether one index covers the filter. Otherwise, rows are read that are not in the list. */
export function isHeld(shape: ExecutionShape): boolean {
  const asked = fieldsOf(shape).filter((field) => !times.includes(field))
  if (asked.length === 1 && isTagged(shape)) return shape.allTags !== 'many'
  return shape.flows !== 'many' && shape.failureGroups !== 'many' && held.has(asked.join())
}

/** What a source has no index for, of a list by a filter. */
export const lacksFor =
  (shape: ExecutionShape) =>
  ({ executions }: Scope): string | undefined =>
    executions.lacks?.(fieldsOf(shape))

export function walksOf(reach: Reach, scope: Scope): Walk[] {
  const { filter } = reach
  const { indexed, byTag, from } = scope.executions
  if (!indexed) return foreignWalks(reach, scope)
  const found = narrow.find(([field]) => filter[field] !== undefined)
  if (found) return [walk({ from, ...range(found[1], key, reach) }, reach, scope, [found[0]])]
  if (filter.failureGroups !== undefined) return [failureWalk(reach, scope)]
  if (byTag && isTagged(filter)) {
    const { where, orderBy } = range([], tagKey, reach)
    const ofTag = [sql`execution_tags.tag = ${at('tag')}`, ...where]
    const met: Fields =
      filter.allTags === undefined ? ['anyTags'] : filter.allTags === 'one' ? ['allTags'] : []
    return [walk({ from: byTag, where: ofTag, orderBy }, reach, scope, met)]
  }
  return filter.scriptPrefix === undefined ? walksOfStandings(reach, scope) : prefixWalks(reach, scope)
}

/** Filters that few executions meet, and for which an engine may have an index: all are sorted. */
const few: Fields = ['run', 'parentId', 'anyTags', 'allTags']

/** Along the ranges that the engine's own indexes have, else along all executions, by an index over their start if there is one. */
function foreignWalks(reach: Reach, scope: Scope): Walk[] {
  const { from, rangesOf, starts } = scope.executions
  const statuses = statusesIn<ExecutionStatus>(reach.filter)
  const ranges = rangesOf?.({ statuses, isTagged: isTagged(reach.filter) }) ?? [undefined]
  const isNear = starts && few.every((field) => reach.filter[field] === undefined)
  return ranges.map((one) => {
    const { where, orderBy } = range([], key, reach)
    const found = walk({ from, where: one ? [one, ...where] : where, orderBy }, reach, scope)
    return isNear ? { ...found, near: { starts, stretch: stretchOf(reach) } } : found
  })
}

/** The times within which the executions of a list began. */
function stretchOf({ filter, down, from }: Reach): Stretch {
  const time = (parameter: string) => sql`cast(${at(parameter)} as bigint)`
  const bound = (field: 'startedFrom' | 'startedTo', isBeyond: boolean) =>
    isBeyond ? time('sortAt') : filter[field] && time(field)
  return { least: bound('startedFrom', from && !down), most: bound('startedTo', from && down) }
}

/** Along the failures of one group, or along all failures, whose index has their groups. */
function failureWalk(reach: Reach, scope: Scope): Walk {
  const isOne = reach.filter.failureGroups === 'one'
  const group: Shared[] = isOne ? [[sql`executions.failure_group`, at('failureGroup')]] : []
  const { where, orderBy } = range(group, key, reach, [])
  const along = { from: scope.executions.from, where: [inFailureGroup, ...where], orderBy }
  return walk(along, reach, scope, isOne ? ['failureGroups'] : [])
}

/** Up to this many executions of a prefix are all sorted. Among more, a walk by start soon finds enough. */
const fewOfPrefix = 2_000

/** Callers of a substring search have checked that there are no more candidates. */
export const mostCandidates = 100_000

function prefixWalks(reach: Reach, scope: Scope): Walk[] {
  const { filter } = reach
  const [prefix, path] = [inPrefix(filter), sql`executions.script_path`]
  const sorted = (from: SQL) => walk({ from, ...range([], key, reach) }, reach, scope, ['scriptPrefix'])
  if (isSearched(filter)) {
    const all = firstOf(sql`executions.*`, prefix, path, sql.raw(String(mostCandidates + 1)))
    return [sorted(sql`(${all}) as executions`)]
  }
  const { from, areFew } = gated(prefix, path, fewOfPrefix)
  return [sorted(from), ...walksOfStandings(reach, scope, areFew)]
}

/** Whether the filter searches for a substring. */
const isSearched = (shape: ExecutionShape): boolean => Boolean(shape.scriptContains ?? shape.errorContains)

/** Walks along the ranges of the statuses, the flow, or all executions. Matches nothing if `unless` is true. */
function walksOfStandings(reach: Reach, scope: Scope, unless?: SQL): Walk[] {
  const { filter } = reach
  const { from } = scope.executions
  const ofOne = filter.flows === 'one'
  const flow: Shared[] = ofOne ? [[flowOf, at('ofFlow')]] : []
  const met: Fields = ofOne ? ['flows'] : []
  const statuses = statusesIn<ExecutionStatus>(filter)
  if (statuses.length === 0) return [walk({ from, ...range(flow, key, reach, [unless]) }, reach, scope, met)]
  return rangesOfStandings(statuses, scope).map((part) => {
    if ('areFew' in part) return sortedWalk(part, reach, scope, unless)
    if ('standing' in part) {
      const shared: Shared[] = [...flow, [sql`executions.standing`, part.standing]]
      return walk({ from, ...range(shared, key, reach, [unless]) }, reach, scope, met)
    }
    const { where, orderBy } = range(flow, key, reach, [unless, part.unless])
    return walk({ from, where: [opens[part.open], ...where], orderBy }, reach, scope, met)
  })
}

/** Open executions, sorted, since they are few. */
function sortedWalk({ from }: Gated, reach: Reach, scope: Scope, unless?: SQL): Walk {
  const { where, orderBy } = range([], key, reach)
  const within = unless ? [sql`not (${unless})`, ...where] : where
  return walk({ from, where: within, orderBy }, reach, scope)
}

const times: Fields = ['startedFrom', 'startedTo']

const walk = (
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
function range(
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
