import { type Table, and, sql } from 'drizzle-orm'
import type { Transaction } from '../backend.ts'
import { runIdOf } from '../changes.ts'
import type { RunKey } from '../runs/rows.ts'
import { statement } from '../sql/statement.ts'
import type { Tables } from '../tables/tables.ts'

const deleteOfRuns = (table: string, tableOf: (tables: Tables) => Table) =>
  statement(`removing.${table}`, ({ tables, dialect }) => {
    const rows = dialect.rows('rows', { flow: 'text', number: 'bigint' })
    const isOne = sql`(flow_id, number) in (select rows.flow, rows.number from ${rows})`
    const among = dialect.implied(dialect.isIn(sql`flow_id`, 'rows.flow'))
    return sql`delete from ${tableOf(tables)} where ${and(isOne, among)}`
  })

const ofRuns = [
  deleteOfRuns('runTags', ({ runTags }) => runTags),
  deleteOfRuns('runMetadata', ({ runMetadata }) => runMetadata),
  deleteOfRuns('runs', ({ runs }) => runs),
]

/** Deletes runs with their tags and metadata. Their executions stay. */
export async function removeRuns(transaction: Transaction, runs: readonly RunKey[]): Promise<void> {
  const rows = runs.map(({ flow, number }) => ({ flow, number }))
  for (const table of ofRuns) await transaction.run(table, { rows })
  transaction.changed('runs', rows.map(runIdOf), 'gone')
}
