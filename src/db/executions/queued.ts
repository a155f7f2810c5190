import { sql } from 'drizzle-orm'
import type { Backend, Reading } from '../backend.ts'
import { as } from '../sql/select.ts'
import { statement } from '../sql/statement.ts'

export interface QueuedId {
  readonly id: string
}

const queued = statement<QueuedId>(
  'executions.queued',
  ({ tables: { queueExecutions: q }, executions: { key, queued: from } }) =>
    from && sql`select ${as(q.id, 'id')} from ${key.rowsOf(from, q.id)}`,
)

/** Those of the executions that the queue has. */
export const queuedOf = (backend: Backend, ids: readonly string[], reading: Reading): Promise<QueuedId[]> =>
  backend.read(queued, { ids }, reading)
