import type { Backend, Reading } from '../backend.ts'
import { inFailureGroup } from '../executions/filter.ts'
import { as } from '../sql/select.ts'
import { sql } from 'drizzle-orm'
import { keepsNoGroups, lateGroupIds } from './late.ts'
import { statement } from '../sql/statement.ts'

/** A failure, and the group that it is in. */
export interface GroupOfFailure {
  readonly id: string
  readonly failureGroup: string
}

const groupIds = statement<GroupOfFailure>(
  'failures.groupIds',
  ({ tables: { executions: e }, dialect, executions: { indexed } }) =>
    indexed
      ? sql`
          select ${as(e.id, 'id')}, ${as(e.failureGroup, 'failureGroup')}
          from ${e}
          where ${dialect.isIn(e.id, 'ids')} and ${inFailureGroup}
        `
      : undefined,
)

/** The groups of those of these failures that are in one. */
export const groupIdsOf = (backend: Backend, ids: readonly string[], reading: Reading) =>
  keepsNoGroups(backend) ? lateGroupIds(backend, ids, reading) : backend.read(groupIds, { ids }, reading)
