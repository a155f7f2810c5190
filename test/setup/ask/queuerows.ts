import type { Sql } from '../servers/sql.ts'

const queueTables = ['queue_executions', 'actions', 'joins', 'queue_values'] as const

/** How many rows the queue holds of an execution, by table; tables without any are left out. */
export async function rowsOf(store: Sql, id: string): Promise<Record<string, number>> {
  const counts = queueTables.map(
    (table) =>
      `select '${table}' as name, count(*) as n from ${table} where execution_id = '${id.replaceAll("'", "''")}'`,
  )
  const rows = await store.run(counts.join(' union all '))
  return Object.fromEntries(
    rows.filter(({ n }) => Number(n) > 0).map(({ name, n }) => [String(name), Number(n)]),
  )
}
