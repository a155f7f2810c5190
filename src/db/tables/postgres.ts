import { defineTables } from './tables.ts'
import { postgresKit } from './kit/postgres.ts'

/** The tables in Postgres's dialect. */
export const postgresTables = defineTables(postgresKit)
// drizzle-kit finds tables among a module's exports.
export const { flows, dags, runs, runTags, runMetadata } = postgresTables
export const { runHours, flowHours, hourChanges } = postgresTables
export const { executions, executionTags, executionMetadata } = postgresTables
export const { payloads, largeValues, nodeResults } = postgresTables
export const { queueExecutions, workers, actions, joins, queueValues, touched, tokens, audit } =
  postgresTables
