import { sql } from 'drizzle-orm'
import { statusesIn } from '../sql/filter.ts'
import type { Along, Lanes } from '../sql/lanes.ts'
import type { Scope } from '../sql/scope.ts'
import type { ExecutionStatus } from '../statuses.ts'
import { at } from './filter.ts'
import { type Reach, type Walk, isTagged, key, range, walkOf } from './walk.ts'

/** The walks of a store that is not Execgraph's: along what the engine's own indexes have, else along all executions. */
export function foreignWalks(reach: Reach, scope: Scope): Walk[] {
  const { from, children, key: ids, lanes, rangesOf } = scope.executions
  const { where, orderBy } = range([], key, reach)
  if (children && reach.filter.parentId) {
    const parents = sql`(select * from ${scope.dialect.rows('ofParent', ids.types)}) as parents`
    const below = sql`${parents} cross join lateral (select executions.* from ${children}) as executions`
    return [walkOf({ from: below, where, orderBy }, reach, scope)]
  }
  if (lanes)
    return [
      {
        ...walkOf({ from, where, orderBy }, reach, scope, ['flows']),
        along: alongLanes(lanes, reach, scope),
      },
    ]
  const statuses = statusesIn<ExecutionStatus>(reach.filter)
  const ranges = rangesOf?.({ statuses, isTagged: isTagged(reach.filter) }) ?? [undefined]
  return ranges.map((one) => walkOf({ from, where: one ? [one, ...where] : where, orderBy }, reach, scope))
}

/** The lanes of the flows that are asked for, and the times within which the executions of the list began. */
function alongLanes(lanes: Lanes, { filter, down, from }: Reach, { dialect }: Scope): Along {
  const isOne = sql`${lanes.flow} = ${at('ofFlow')}`
  const isAsked = filter.flows && (filter.flows === 'one' ? isOne : dialect.isIn(lanes.flow, 'flows'))
  const time = (parameter: string) => sql`cast(${at(parameter)} as bigint)`
  const bound = (field: 'startedFrom' | 'startedTo', isBeyond: boolean) =>
    isBeyond ? time('sortAt') : filter[field] && time(field)
  const stretch = { least: bound('startedFrom', from && !down), most: bound('startedTo', from && down) }
  return { lanes, isAsked, stretch }
}
