import { sql } from 'drizzle-orm'
import type { Transaction } from '../backend.ts'
import { insertAll } from '../recording/writes.ts'
import { statement } from '../sql/statement.ts'
import { type QueueValue, addValues } from './statements.ts'

/** A longer value is a parameter by itself: among rows SQLite would read it once for each column. */
const mostLength = 256 * 1024

export const addValue = statement(() => {
  const [executionId, kind, nodeId, json] = ['executionId', 'kind', 'nodeId', 'json'].map((name) =>
    sql.placeholder(name),
  )
  return sql`
    insert into queue_values (execution_id, kind, node_id, json)
    values (${executionId}, ${kind}, ${nodeId}, ${json})
    on conflict do nothing`
})

/** Keeps values whole, in one statement but for large ones. */
export async function insertValues(transaction: Transaction, values: readonly QueueValue[]): Promise<void> {
  await insertAll(
    transaction,
    addValues,
    values.filter(({ json }) => json.length <= mostLength),
  )
  for (const value of values.filter(({ json }) => json.length > mostLength))
    await transaction.run(addValue, { ...value })
}
