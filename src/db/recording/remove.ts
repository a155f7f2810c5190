import { type Column, sql } from 'drizzle-orm'
import type { Transaction } from '../backend.ts'
import { mayChange } from '../sql/flowlimit.ts'
import { as } from '../sql/select.ts'
import { apart, statement } from '../sql/statement.ts'
import type { Tables } from '../tables/tables.ts'
import { queueStates } from '../tables/queue.ts'

/** Locks queue rows, which precede executions in the lock order. */
const lockOfQueue = statement<{ id: string; state: number }>(
  'recording.lockOfQueue',
  ({ tables: { queueExecutions: q }, dialect }) =>
    sql`
      select ${as(q.id, 'id')}, ${as(q.state, 'state')}
      from ${q}
      where ${dialect.isIn(q.id, 'ids')}
      order by ${q.id} ${dialect.forUpdate}
    `,
)

/** Ids of the executions that the queue works on or will work on. The locks keep the queue from beginning another of them. */
export async function lockQueuedAmong(
  transaction: Transaction,
  ids: readonly string[],
): Promise<ReadonlySet<string>> {
  if (ids.length === 0) return new Set()
  const rows = await transaction.run(lockOfQueue, { ids })
  return new Set(rows.filter(({ state }) => state !== queueStates.ENDED).map(({ id }) => id))
}

const lockStored = apart(
  { of: 'executions', keys: 'ids' },
  statement<{ id: string; flow: string }>(
    'recording.lockExecutions',
    ({ tables: { executions: e }, dialect }) =>
      sql`
      select ${as(e.id, 'id')}, ${as(e.flow, 'flow')}
      from ${e}
      where ${dialect.isIn(e.id, 'ids')}
      order by ${e.id} ${dialect.forUpdate}
    `,
  ),
)

/** Locks the stored ones of these executions, and returns the ids of those that the transaction may change. */
export async function lockExecutions(transaction: Transaction, ids: readonly string[]): Promise<string[]> {
  const rows = await transaction.run(lockStored, { ids })
  return rows.filter(({ flow }) => mayChange(transaction, flow)).map(({ id }) => id)
}

const deleteFrom = (table: string, columnOf: (tables: Tables) => Column) =>
  statement(`removing.${table}`, ({ tables, dialect }) => {
    const column = columnOf(tables)
    return sql`delete from ${column.table} where ${dialect.isIn(column, 'ids')}`
  })

const hanging = [
  deleteFrom('queueExecutions', ({ queueExecutions }) => queueExecutions.id),
  deleteFrom('actions', ({ actions }) => actions.executionId),
  deleteFrom('joins', ({ joins }) => joins.executionId),
  deleteFrom('queueValues', ({ queueValues }) => queueValues.executionId),
  deleteFrom('executionTags', ({ executionTags }) => executionTags.executionId),
  deleteFrom('executionMetadata', ({ executionMetadata }) => executionMetadata.executionId),
  deleteFrom('payloads', ({ payloads }) => payloads.executionId),
  deleteFrom('largeValues', ({ largeValues }) => largeValues.executionId),
  deleteFrom('nodeResults', ({ nodeResults }) => nodeResults.executionId),
]

const deleteRows = deleteFrom('executions', ({ executions }) => executions.id)

/** Deletes the details of executions, which the transaction must have locked. */
export async function removeDetails(transaction: Transaction, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  for (const table of hanging) await transaction.run(table, { ids })
}

/** Deletes executions that the transaction has locked, with their details. DAGs are shared, and retention deletes them. */
export async function removeExecutions(transaction: Transaction, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  await removeDetails(transaction, ids)
  await transaction.run(deleteRows, { ids })
  transaction.changed('executions', ids, 'gone')
}
