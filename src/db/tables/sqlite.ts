import { integer, sqliteTable } from 'drizzle-orm/sqlite-core'
import { defineTables } from './tables.ts'
import { sqliteKit } from './kit/sqlite.ts'

/** The tables in SQLite's dialect. */
export const sqliteTables = defineTables(sqliteKit)
// drizzle-kit finds tables among a module's exports.
export const { flows, dags, runs, runTags, runMetadata } = sqliteTables
export const { runHours, flowHours, hourChanges } = sqliteTables
export const { executions, executionTags, executionMetadata } = sqliteTables
export const { payloads, largeValues, nodeResults } = sqliteTables
export const { queueExecutions, workers, actions, joins, queueValues, touched, tokens, audit } = sqliteTables

/** One row. Transactions that change records count it up before they commit, so that its order is theirs. */
export const changeCounter = sqliteTable('change_counter', {
  id: integer('id').primaryKey(),
  value: integer('value').notNull(),
})
