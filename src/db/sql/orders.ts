import { type SQL, type SQLWrapper, sql } from 'drizzle-orm'

/** Columns in one direction. */
export const directed = (columns: readonly SQLWrapper[], down: boolean): SQL =>
  sql.join(
    columns.map((column) => sql`${column} ${sql.raw(down ? 'desc' : 'asc')}`),
    sql`, `,
  )

/** Executions by start: the order of lists, and of the indexes that end with it. */
export const executionsByStart: readonly SQL[] = [sql`executions.sort_at`, sql`executions.execution_id`]

/** The runs of one flow by start. */
export const flowRunsByStart: readonly SQL[] = [sql`runs.started_at`, sql`runs.number`]

/** The runs of all flows by start. `flow`: where flows are not in the order of the column. */
export const runsByStart = (flow: SQL = sql`runs.flow_id`): readonly SQL[] => [
  sql`runs.started_at`,
  flow,
  sql`runs.number`,
]
