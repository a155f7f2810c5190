import { defineTables } from './tables.ts'
import { sqliteKit } from './kit/sqlite.ts'

/** The tables in SQLite's dialect. */
export const tables = defineTables(sqliteKit)
// drizzle-kit finds tables among a module's exports.
export const { flows, dags, runs, runTags, runMetadata } = tables
export const { executions, executionTags, executionMetadata } = tables
export const { payloads, largeValues, nodeResults } = tables
export const { queueExecutions, workers, actions, joins, queueValues } = tables
