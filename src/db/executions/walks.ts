import { type SQL, sql } from 'drizzle-orm'
import { fieldsOf, statusesIn } from '../sql/filter.ts'
import type { Shared } from '../sql/rowrange.ts'
import type { Scope } from '../sql/scope.ts'
import type { ExecutionStatus } from '../statuses.ts'
import { type ExecutionFilter, type ExecutionShape, at, inFailureGroup, inPrefix } from './filter.ts'
import { foreignWalks } from './foreignwalk.ts'
import { type Gated, firstOf, gated, opens, rangesOfStandings } from './ranges.ts'
import { type Fields, type Reach, type Walk, isTagged, key, range, times, walkOf } from './walk.ts'

const tagKey = [sql`execution_tags.sort_at`, sql`execution_tags.execution_id`]
const flowOf = sql`executions.flow_id`

/** Leading index columns that few executions share, by filter field. The rarest come first. */
const narrow: readonly (readonly [field: keyof ExecutionFilter, shared: readonly (readonly [SQL, SQL])[]])[] =
  [
    ['run', [[flowOf, at('runFlow')] as const, [sql`executions.run_number`, at('runNumber')] as const]],
    ['parentId', [[sql`executions.parent_id`, at('parentId')] as const]],
    ['scriptPath', [[sql`executions.script_path`, at('scriptPath')] as const]],
  ]

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
  if (found) return [walkOf({ from, ...range(found[1], key, reach) }, reach, scope, [found[0]])]
  if (filter.failureGroups !== undefined) return [failureWalk(reach, scope)]
  if (byTag && isTagged(filter)) {
    const { where, orderBy } = range([], tagKey, reach)
    const ofTag = [sql`execution_tags.tag = ${at('tag')}`, ...where]
    const met: Fields =
      filter.allTags === undefined ? ['anyTags'] : filter.allTags === 'one' ? ['allTags'] : []
    return [walkOf({ from: byTag, where: ofTag, orderBy }, reach, scope, met)]
  }
  return filter.scriptPrefix === undefined ? walksOfStandings(reach, scope) : prefixWalks(reach, scope)
}

/** Along the failures of one group, or along all failures, whose index has their groups. */
function failureWalk(reach: Reach, scope: Scope): Walk {
  const isOne = reach.filter.failureGroups === 'one'
  const group: Shared[] = isOne ? [[sql`executions.failure_group`, at('failureGroup')]] : []
  const { where, orderBy } = range(group, key, reach, [])
  const along = { from: scope.executions.from, where: [inFailureGroup, ...where], orderBy }
  return walkOf(along, reach, scope, isOne ? ['failureGroups'] : [])
}

/** Up to this many executions of a prefix are all sorted. Among more, a walk by start soon finds enough. */
const fewOfPrefix = 2_000

/** Callers of a substring search have checked that there are no more candidates. */
export const mostCandidates = 100_000

function prefixWalks(reach: Reach, scope: Scope): Walk[] {
  const { filter } = reach
  const [prefix, path] = [inPrefix(filter), sql`executions.script_path`]
  const sorted = (from: SQL) => walkOf({ from, ...range([], key, reach) }, reach, scope, ['scriptPrefix'])
  if (isSearched(filter)) {
    const all = firstOf(sql`executions.*`, prefix, path, sql.raw(String(mostCandidates + 1)))
    return [sorted(sql`(${all}) as executions`)]
  }
  const { from, areFew } = gated(prefix, path, fewOfPrefix, scope)
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
  if (statuses.length === 0)
    return [walkOf({ from, ...range(flow, key, reach, [unless]) }, reach, scope, met)]
  return rangesOfStandings(statuses, scope).map((part) => {
    if ('areFew' in part) return sortedWalk(part, reach, scope, unless)
    if ('standing' in part) {
      const shared: Shared[] = [...flow, [sql`executions.standing`, part.standing]]
      return walkOf({ from, ...range(shared, key, reach, [unless]) }, reach, scope, met)
    }
    const { where, orderBy } = range(flow, key, reach, [unless, part.unless])
    return walkOf({ from, where: [opens[part.open], ...where], orderBy }, reach, scope, met)
  })
}

/** Open executions, sorted, since they are few. */
function sortedWalk({ from }: Gated, reach: Reach, scope: Scope, unless?: SQL): Walk {
  const { where, orderBy } = range([], key, reach)
  const within = unless ? [sql`not (${unless})`, ...where] : where
  return walkOf({ from, where: within, orderBy }, reach, scope)
}
