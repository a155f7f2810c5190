import { type SQL, getTableName, sql } from 'drizzle-orm'
import { type FoundColumns, checkColumns } from '../../source/columncheck.ts'
import { type TimeText, isoTexts, timestamps } from '../../source/times.ts'
import type { Dialect } from '../../sql/dialect.ts'
import type { KeyOfExecutions } from '../../sql/scope.ts'
import type { Tables } from '../../tables/tables.ts'

/** OpenWorkflow's tables, and how a database says what both have. */
export interface OpenWorkflowTables {
  readonly runs: SQL
  readonly steps: SQL
  /** A literal. */
  readonly namespace: SQL
  readonly has: (column: string) => boolean
  readonly words: WorkflowWords
  readonly native: Tables
  readonly dialect: Dialect
}

/** What the databases say otherwise. */
export interface WorkflowWords {
  readonly times: TimeText
  /** A number that is another one after each update. */
  readonly versionOf: (updatedAt: SQL) => SQL
  /** A text in byte order. */
  readonly inBytes: (text: SQL) => SQL
  readonly json: (value: SQL) => SQL
  /** A member of an object as text. Of another value, or without it, `null`. */
  readonly member: (value: SQL, name: string) => SQL
  /** The value as text, without the quotes of a string. */
  readonly plain: (value: SQL) => SQL
}

export const workflowsOnServer: WorkflowWords = {
  times: timestamps,
  versionOf: (time) => sql`floor(extract(epoch from ${time}) * 1000000)::bigint`,
  inBytes: (text) => sql`${text} collate "C"`,
  json: (value) => sql`${value}::text`,
  member: (value, name) => sql`${value} ->> ${sql.raw(`'${name}'`)}`,
  plain: (value) => sql`${value} #>> '{}'`,
}

export const workflowsInFile: WorkflowWords = {
  times: isoTexts,
  versionOf: isoTexts.ms,
  inBytes: (text) => text,
  json: (value) => sql`case when json_valid(${value}) then ${value} else json_quote(${value}) end`,
  member: (value, name) =>
    sql`case when json_valid(${value}) then json_extract(${value}, ${sql.raw(`'$.${name}'`)}) end`,
  plain: (value) => sql`case when json_valid(${value}) then json_extract(${value}, '$') else ${value} end`,
}

const ofBoth = ['namespace_id', 'id', 'status', 'output', 'error', 'started_at', 'finished_at', 'created_at']

/** The columns that statements read. */
const wanted = {
  workflow_runs: [
    ...ofBoth,
    'workflow_name',
    'input',
    'attempts',
    'worker_id',
    'available_at',
    'updated_at',
    'parent_step_attempt_namespace_id',
    'parent_step_attempt_id',
  ],
  step_attempts: [...ofBoth, 'workflow_run_id', 'step_name'],
}

export const openWorkflowTables = Object.keys(wanted)

export const checkOpenWorkflowFile = (found: FoundColumns, file: string): void =>
  checkColumns(found, wanted, `"${file}"`, 'Name the file that BackendSqlite.connect is given.')

export function checkOpenWorkflowSchema(found: FoundColumns, schema: string): void {
  const remedy = 'Name the schema that the engine uses, such as ?schema=openworkflow.'
  checkColumns(found, wanted, `schema "${schema}"`, remedy)
}

/** How ids find rows. Where the id of an execution is in byte order, no index has it. */
export const openWorkflowKey = ({ isIn }: Dialect): KeyOfExecutions => ({
  types: { id: 'text' },
  isOf: (table, keys) => sql`${rowId(table)} = ${sql.raw(`${keys}.id`)}`,
  rowsOf: (from, id) => sql`${from} where ${isIn(rowId(getTableName(id.table)), 'ids')}`,
})

const rowId = (table: string) =>
  sql.raw(table === 'executions' ? 'executions.row_id' : `${table}.execution_id`)
