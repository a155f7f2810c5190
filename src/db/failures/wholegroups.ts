import { sql } from 'drizzle-orm'
import type { Backend, Reading } from '../backend.ts'
import { inFailureGroup } from '../executions/filter.ts'
import { apart, statement } from '../sql/statement.ts'
import type { WholeGroup } from './group.ts'
import { isBehind, seenOf } from './groups.ts'
import { keepsNoGroups } from './late.ts'
import { lateGroupsByIds } from './lategroups.ts'

/** Most failures that are counted for all groups of a call, and for one. */
const [mostCounted, mostOfOne] = [100_000, 10_000]

const byId = apart(
  { each: 'keys' },
  statement<WholeGroup>('failures.byIds', ({ dialect, executions: { indexed } }) => {
    if (!indexed) return undefined
    const group = sql`keys.id`
    const each = sql.placeholder('each')
    // Materialized, since Postgres would count anew wherever the number is used.
    return sql`
    with found as materialized (
      select keys.id as id, ${isBehind} as behind, ${seenOf(group, 'asc')} as "firstSeen",
        ${seenOf(group, 'desc')} as "lastSeen", (
          select count(*)
          from (
            select 1
            from executions
            where ${inFailureGroup} and executions.failure_group = ${group}
            limit ${each} + 1
          ) as counted
        ) as count
      from ${dialect.rows('keys', { id: 'text' })}
    )
    select id, case when count < ${each} then count else ${each} end as count, "firstSeen", "lastSeen",
      case when count <= ${each} and behind = 0 then 1 else 0 end as exact
    from found
    where "lastSeen" is not null
  `
  }),
)

/** The groups with these ids. Each is counted up to 10,000, or less if they are many. */
export function failureGroupsByIds(
  backend: Backend,
  ids: readonly string[],
  reading: Reading,
): Promise<WholeGroup[]> {
  if (keepsNoGroups(backend)) return lateGroupsByIds(backend, ids, reading)
  const each = Math.max(100, Math.min(mostOfOne, Math.floor(mostCounted / ids.length)))
  return backend.read(byId, { keys: ids.map((id) => ({ id })), each }, reading)
}
