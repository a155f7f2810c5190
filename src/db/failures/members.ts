import { sql } from 'drizzle-orm'
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
import { mostRead } from '../fingerprint/fingerprint.ts'
import { firstNodeError } from '../recording/regroup.ts'
import { apart, longTexts, scan, shapes } from '../sql/statement.ts'
import type { GroupFlow, GroupTime, GroupBucket, NewestKey, NewestFailure } from './group.ts'
import { failuresOf } from './groups.ts'
import { keepsNoGroups } from './late.ts'
import { lateBuckets, lateFlows, lateNewest } from './lategroups.ts'

/** Most failures that are counted for all groups of a call. */
const mostCounted = sql.raw('100000')

const flows = shapes((filter: ExecutionShape) =>
  scan<GroupFlow>('failures.flows', (scope) => {
    const { dialect, tables, executions } = scope
    if (!executions.indexed) return undefined
    const among = dialect.isIn(tables.executions.failureGroup, 'groups')
    return sql`
      select id, flow, count(*) as count
      from (
        select executions.failure_group as id, executions.flow_id as flow
        from ${failuresOf(filter, scope, among)}
        limit ${mostCounted}
      ) as found
      group by id, flow
      order by count(*) desc, flow
    `
  }),
)

/** How many failures of each group, among those that match a filter, each flow has; most first. */
export function groupFlowsOf(
  backend: Backend,
  groups: readonly string[],
  filter: ExecutionFilter,
  reading: Reading,
): Promise<GroupFlow[]> {
  if (keepsNoGroups(backend)) return lateFlows({ backend, groups, filter, reading })
  const values = { ...executionValues(filter), groups, now: reading.now }
  return backend.read(flows(executionShape(filter)), values, reading)
}

const buckets = shapes((filter: ExecutionShape) =>
  scan<GroupBucket>('failures.buckets', (scope) => {
    const { dialect, tables, executions } = scope
    if (!executions.indexed) return undefined
    const whole = (name: string) => sql`cast(${sql.placeholder(name)} as bigint)`
    const bucket = sql`(executions.sort_at - ${whole('from')}) * ${whole('buckets')} / ${whole('span')}`
    const within = sql`executions.sort_at >= ${whole('from')} and executions.sort_at <= ${whole('to')}`
    const among = dialect.isIn(tables.executions.failureGroup, 'groups')
    return sql`
      select id, bucket, count(*) as count
      from (
        select executions.failure_group as id, ${bucket} as bucket
        from ${failuresOf(filter, scope, among, within)}
        limit ${mostCounted}
      ) as found
      group by id, bucket
    `
  }),
)

/** How many failures of each group, among those that match a filter, each part of a time has. */
export function groupBucketsOf(
  backend: Backend,
  groups: readonly string[],
  { filter, time: { from, to, count } }: { readonly filter: ExecutionFilter; readonly time: GroupTime },
  reading: Reading,
): Promise<GroupBucket[]> {
  if (keepsNoGroups(backend)) return lateBuckets({ backend, groups, filter, reading }, { from, to, count })
  const time = { from, to, span: to - from + 1, buckets: count }
  const values = { ...executionValues(filter), ...time, groups, now: reading.now }
  return backend.read(buckets(executionShape(filter)), values, reading)
}

const newest = shapes((filter: ExecutionShape) =>
  apart(
    { each: 'keys' },
    longTexts<NewestFailure>('failures.newest', (scope) => {
      const { dialect, executions } = scope
      if (!executions.indexed) return undefined
      const conditions = executionConditions(filter, scope).map((condition) => sql`and ${condition}`)
      return sql`
      select found.id, executions.execution_id as "executionId",
        substr(executions.error, 1, ${sql.raw(String(mostRead))}) as error,
        ${firstNodeError(sql`executions.execution_id`)} as "nodeError"
      from (
        select keys.id as id, (
          select executions.execution_id
          from executions ${joinedForExecutions(filter, scope)}
          where ${inFailureGroup} and executions.failure_group = keys.id and executions.sort_at = keys."lastSeen"
            ${sql.join(conditions, sql` `)}
          order by executions.execution_id desc
          limit 1
        ) as execution_id
        from ${dialect.rows('keys', { id: 'text', lastSeen: 'bigint' })}
      ) as found
      join executions on executions.execution_id = found.execution_id
    `
    }),
  ),
)

/** The newest failures of groups, among those that match a filter. */
export function newestFailuresOf(
  backend: Backend,
  keys: readonly NewestKey[],
  filter: ExecutionFilter,
  reading: Reading,
): Promise<NewestFailure[]> {
  const groups = keys.map(({ id }) => id)
  if (keepsNoGroups(backend)) return lateNewest({ backend, groups, filter, reading }, keys)
  const rows = keys.map(({ id, lastSeen }) => ({ id, lastSeen }))
  const values = { ...executionValues(filter), keys: rows, now: reading.now }
  return backend.read(newest(executionShape(filter)), values, reading)
}
