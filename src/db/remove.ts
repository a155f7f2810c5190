import { type Column, sql } from 'drizzle-orm'
import type { Transaction } from './backend.ts'
import { as } from './select.ts'
import { statement } from './statement.ts'
import type { Tables } from './tables.ts'

/** Those of the executions that are stored. None of them changes until the transaction ends. */
export const lockExecutions = statement<{ id: string }>(
  ({ tables: { executions: e }, dialect }) =>
    sql`select ${as(e.id, 'id')} from ${e} where ${dialect.isIn(e.id, 'ids')} order by ${e.id} ${dialect.forUpdate}`,
)

const deleteFrom = (columnOf: (tables: Tables) => Column) =>
  statement(({ tables, dialect }) => {
    const column = columnOf(tables)
    return sql`delete from ${column.table} where ${dialect.isIn(column, 'ids')}`
  })

const hanging = [
  deleteFrom(({ executionTags }) => executionTags.executionId),
  deleteFrom(({ executionMetadata }) => executionMetadata.executionId),
  deleteFrom(({ payloads }) => payloads.executionId),
  deleteFrom(({ largeValues }) => largeValues.executionId),
  deleteFrom(({ nodeResults }) => nodeResults.executionId),
]
const deleteRows = deleteFrom(({ executions }) => executions.id)

/** Removes what hangs on executions, which the transaction must have locked. */
export async function removeDetails(transaction: Transaction, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  for (const table of hanging) await transaction.run(table, { ids })
}

/** Removes executions that the transaction has locked, with all that hangs on them. DAGs are shared: retention collects them. */
export async function removeExecutions(transaction: Transaction, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  await removeDetails(transaction, ids)
  await transaction.run(deleteRows, { ids })
}
