import { type SQL, and, sql } from 'drizzle-orm'
import type { Backend, Reading } from '../backend.ts'
import {
  type ExecutionFilter,
  type ExecutionShape,
  executionConditions,
  executionShape,
  executionValues,
  inFailureGroup,
  joinedForExecutions,
} from '../executions/filter.ts'
import { fingerprintVersion } from '../fingerprint/fingerprint.ts'
import type { GroupRow, StoreGroups } from './group.ts'
import { scan, shapes } from '../sql/statement.ts'
import { keepsNoGroups } from './late.ts'
import { lateGroups } from './lategroups.ts'
import { isUngrouped } from '../tables/execution.ts'
import type { Scope } from '../sql/scope.ts'

export const groupOrders = { COUNT: 'count', LAST_SEEN: '"lastSeen"', FIRST_SEEN: '"firstSeen"' } as const

export type GroupOrder = keyof typeof groupOrders

/** Most failures that are counted, the newest ones. */
const mostFailures = 100_000
/** Most groups of a store. */
const mostGroups = 10_000

/** The failures that match a filter and are in a group, with the joins of the conditions. */
export function failuresOf(filter: ExecutionShape, scope: Scope, ...where: SQL[]): SQL {
  const { from } = scope.executions
  const { flows: _, ...others } = filter
  // A `case` keeps planners from walking all executions of a flow.
  const flows = filter.flows && executionConditions({ statuses: '', flows: filter.flows }, scope)
  const ofFlows = flows && sql`case when ${and(...flows)} then true else false end`
  const conditions = and(inFailureGroup, ...where, ...executionConditions(others, scope), ofFlows)!
  return sql`${from} ${joinedForExecutions(filter, scope)} where ${conditions}`
}

/** 1 if a failure has no group, or one of an earlier version. Both are found along an index that has few rows. */
export const isBehind = sql`
  case
    when exists (
      select 1
      from (select execution_id from executions where ${sql.raw(isUngrouped)} order by execution_id limit 1) as ungrouped
    ) then 1
    when exists (
      select 1
      from (
        select failure_group
        from executions
        where ${inFailureGroup} and failure_group < ${sql.raw(`'${fingerprintVersion}:'`)}
        order by failure_group
        limit 1
      ) as earlier
    ) then 1
    else 0
  end
`

/** The time of the first failure of a group, or of the last. */
export const seenOf = (group: SQL, direction: 'asc' | 'desc') => sql`
  (
    select executions.sort_at
    from executions
    where ${inFailureGroup} and executions.failure_group = ${group}
    order by executions.failure_group ${sql.raw(direction)}, executions.sort_at ${sql.raw(direction)}
    limit 1
  )
`

/** The first failure of each counted group: looked up, or else from all failures of these groups. */
function firstOfCounted({ dialect }: Scope): { seen: SQL; joined: SQL } {
  if (dialect.looksUpFound) return { seen: seenOf(sql`counted.failure_group`, 'asc'), joined: sql`` }
  const all = sql`
    select executions.failure_group, min(executions.sort_at) as at
    from executions
    where ${inFailureGroup} and executions.failure_group in (select counted.failure_group from counted)
    group by executions.failure_group
  `
  return {
    seen: sql`seen.at`,
    joined: sql`join (${all}) as seen on seen.failure_group = counted.failure_group`,
  }
}

type Found = (GroupRow & { readonly behind: null }) | Summary

/** How many failures were counted, and when the oldest of them started. */
interface Summary {
  readonly id: null
  readonly count: number
  readonly firstSeen: number | null
  readonly behind: number
}

interface Shape {
  readonly filter: ExecutionShape
  readonly order: GroupOrder
}

const groups = shapes(({ filter, order }: Shape) =>
  scan<Found>('failures.groups', (scope) => {
    if (!scope.executions.indexed) return undefined
    const most = sql.raw(String(mostFailures + 1))
    const first = firstOfCounted(scope)
    return sql`
      with counted as materialized (
        select failure_group, count(*) as count, max(sort_at) as newest, min(sort_at) as oldest
        from (
          select executions.failure_group, executions.sort_at
          from ${failuresOf(filter, scope)}
          order by executions.sort_at desc
          limit ${most}
        ) as looked
        group by failure_group
      ), summed as (
        select coalesce(sum(count), 0) as count, min(oldest) as oldest from counted
      )
      select cast(null as text) as id, count, oldest as "firstSeen", cast(null as bigint) as "lastSeen",
        ${isBehind} as behind
      from summed
      union all
      select *
      from (
        select counted.failure_group, count, ${first.seen} as "firstSeen", newest as "lastSeen",
          cast(null as bigint)
        from counted ${first.joined}
        order by ${sql.raw(groupOrders[order])} desc, counted.failure_group
        limit ${sql.raw(String(mostGroups + 1))}
      ) as groups
    `
  }),
)

/** The groups of the failures that match a filter: the first ones in this order, if they are very many. */
export async function failureGroupsOf(
  backend: Backend,
  filter: ExecutionFilter,
  order: GroupOrder,
  reading: Reading,
): Promise<StoreGroups> {
  if (keepsNoGroups(backend)) return lateGroups(backend, filter, reading)
  const values = { ...executionValues(filter), now: reading.now }
  const found = await backend.read(groups({ filter: executionShape(filter), order }), values, reading)
  const summary = found.find((row) => row.id === null)
  const all = found.filter((row) => row.id !== null)
  const { count = 0, firstSeen = null, behind = 0 } = summary ?? {}
  const isCut = count > mostFailures
  return {
    groups: all.slice(0, mostGroups),
    failures: Math.min(count, mostFailures),
    isExact: !isCut && all.length <= mostGroups && behind === 0,
    isBehind: behind === 1,
    since: isCut ? firstSeen! : undefined,
  }
}
