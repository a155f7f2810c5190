import { type SQL, sql } from 'drizzle-orm'
import { executionsByStart } from '../sql/orders.ts'
import { statusesIn } from '../sql/filter.ts'
import type { Lanes } from '../sql/lanes.ts'
import type { Scope } from '../sql/scope.ts'
import type { EngineRange } from '../sql/enginewords.ts'
import type { TimeStretch } from '../sql/starts.ts'
import type { Near } from '../sql/walks.ts'
import type { ExecutionStatus } from '../statuses.ts'
import { at } from './filter.ts'
import { type Fields, type Reach, type Walk, isTagged, range, walkOf } from './walk.ts'

/** The walks of a store that is not Execgraph's: along what the source says that it has, else as the planner finds. */
export function foreignWalks(reach: Reach, scope: Scope): Walk[] {
  const { children, withParents, key: ids, lanes } = scope.executions
  const { where, orderBy } = range([], executionsByStart, reach)
  if (children && reach.filter.parentId) {
    const parents = sql`(select * from ${scope.dialect.rows('ofParent', ids.types)}) as parents`
    const below = sql`${parents} cross join lateral (select executions.* from ${children}) as executions`
    return [walkOf({ from: below, where, orderBy }, reach, scope)]
  }
  if (withParents && reach.filter.parentId)
    return [walkOf({ from: withParents, where, orderBy }, reach, scope)]
  if (!lanes) return rangeWalks(reach, scope)
  return [laneWalk(lanes, reach, scope)]
}

function laneWalk(lanes: Lanes, reach: Reach, scope: Scope): Walk {
  const { filter, down } = reach
  const { flows } = filter
  const isOne = sql`${lanes.flow} = ${at('ofFlow')}`
  const isAsked = flows && (flows === 'one' ? isOne : scope.dialect.isIn(lanes.flow, 'flows'))
  const { where: beyond, orderBy } = range([], executionsByStart, { ...reach, filter: { statuses: '' } })
  // Bounds are told in the words of the index. Only rows of the position's own millisecond are compared with it.
  const position = sql`cast(${at('sortAt')} as bigint)`
  const isFar = down
    ? sql`${lanes.time} < ${lanes.at(position)}`
    : sql`${lanes.time} >= ${lanes.at(sql`${position} + 1`)}`
  const where = beyond.map((one) => sql`(${isFar} or ${one})`)
  const found = walkOf({ from: scope.executions.from, where, orderBy }, reach, scope, ['flows'])
  const along = { lanes, isAsked, stretch: stretchOf(reach), hasAll: found.conditions.length === 0 }
  return { ...found, along }
}

/** Filters that few executions meet, and for which an engine may have an index: all of them are sorted. */
const few: Fields = ['run', 'parentId', 'anyTags', 'allTags']

/** Along the ranges that the engine's own indexes have, else along all executions, by their start if an index has that. */
function rangeWalks(reach: Reach, scope: Scope): Walk[] {
  const { from, rangesOf, starts } = scope.executions
  const statuses = statusesIn<ExecutionStatus>(reach.filter)
  const isOfFlow = reach.filter.flows === 'one'
  const isNarrow = few.some((field) => reach.filter[field] !== undefined)
  const asked = { statuses, isTagged: isTagged(reach.filter), isOfFlow, isNarrow }
  const near = starts && !isNarrow ? { starts, stretch: stretchOf(reach) } : undefined
  return (rangesOf?.(asked) ?? [undefined]).flatMap((one) => {
    const { where, orderBy } = range([], executionsByStart, reach)
    if (one !== undefined && 'few' in one) return walksOfFew(one, near, reach, scope)
    const isSorted = one !== undefined && 'sorted' in one
    const condition = isSorted ? one.sorted : one
    const found = walkOf({ from, where: condition ? [condition, ...where] : where, orderBy }, reach, scope)
    return isSorted ? found : { ...found, near }
  })
}

/** More are walked, not sorted. */
const mostSorted = 2_000

/** All that meet a condition, if they are few, and all executions, if they are not: one of both reads nothing. */
function walksOfFew(
  { few: where, isAll = sql`true` }: Extract<EngineRange, { readonly few: SQL }>,
  near: Near | undefined,
  reach: Reach,
  scope: Scope,
): Walk[] {
  const { from } = scope.executions
  const [all, more] = [mostSorted, mostSorted + 1].map((count) => sql.raw(String(count)))
  const first = (columns: SQL, limit: SQL) =>
    sql`select ${columns} from ${from} where ${where} limit ${limit}`
  const areFew = sql`(${isAll} and (select count(*) from (${first(sql`1`, more!)}) as few) <= ${all})`
  const rows = first(sql`executions.*`, sql`case when ${areFew} then ${all} else 0 end`)
  const { where: within, orderBy } = range([], executionsByStart, reach)
  return [
    walkOf({ from: sql`(${rows}) as executions`, where: within, orderBy }, reach, scope),
    near
      ? { ...walkOf({ from, where: within, orderBy }, reach, scope), near: { ...near, unless: areFew } }
      : walkOf({ from, where: [sql`not (${areFew})`, ...within], orderBy }, reach, scope),
  ]
}

/** The times within which the executions of a list began. */
function stretchOf({ filter, down, from }: Reach): TimeStretch {
  const time = (parameter: string) => sql`cast(${at(parameter)} as bigint)`
  const bound = (field: 'startedFrom' | 'startedTo', isBeyond: boolean) =>
    isBeyond ? time('sortAt') : filter[field] && time(field)
  return { least: bound('startedFrom', from && !down), most: bound('startedTo', from && down) }
}
