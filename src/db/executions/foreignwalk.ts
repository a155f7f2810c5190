import { sql } from 'drizzle-orm'
import type { Scope } from '../sql/scope.ts'
import { at } from './filter.ts'
import { type Reach, type Walk, key, range, walk } from './walk.ts'

/** The walk of a store that is not Execgraph's: along what the source says that it has, else as the planner finds. */
export function foreignWalk(reach: Reach, scope: Scope): Walk {
  const { from, children, key: ids, lanes } = scope.executions
  const { where, orderBy } = range([], key, reach)
  if (children && reach.filter.parentId) {
    const parents = sql`(select * from ${scope.dialect.rows('ofParent', ids.types)}) as parents`
    const below = sql`${parents} cross join lateral (select executions.* from ${children}) as executions`
    return walk({ from: below, where, orderBy }, reach, scope)
  }
  if (!lanes) return walk({ from, where, orderBy }, reach, scope)
  const { flows } = reach.filter
  const isOne = sql`${lanes.flow} = ${at('ofFlow')}`
  const isAsked = flows && (flows === 'one' ? isOne : scope.dialect.isIn(lanes.flow, 'flows'))
  const along = { lanes, isAsked, stretch: stretchOf(reach) }
  return { ...walk({ from, where, orderBy }, reach, scope, ['flows']), along }
}

/** The times within which the executions of a list began. */
function stretchOf({ filter, down, from }: Reach) {
  const time = (parameter: string) => sql`cast(${at(parameter)} as bigint)`
  const bound = (field: 'startedFrom' | 'startedTo', isBeyond: boolean) =>
    isBeyond ? time('sortAt') : filter[field] && time(field)
  return { least: bound('startedFrom', from && !down), most: bound('startedTo', from && down) }
}
