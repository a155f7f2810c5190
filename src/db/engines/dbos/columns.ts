import {
  type FoundColumns,
  type HasColumn,
  checkColumns,
  columnsAmong,
  ifThere,
} from '../../source/columncheck.ts'

/** The columns without which nothing can be said. All versions from mid-2025 on have them. */
const needed = {
  workflow_status: [
    ...['workflow_uuid', 'status', 'name', 'class_name', 'authenticated_user', 'executor_id'],
    ...['application_version', 'queue_name', 'recovery_attempts', 'created_at', 'updated_at'],
  ],
  operation_outputs: ['workflow_uuid', 'function_id', 'function_name', 'output', 'error'],
  workflow_events: ['workflow_uuid', 'key', 'value'],
} as const

/** Payloads stand here from 2026-09 on, and in the row of the workflow before. */
const payloads = ['workflow_input', 'workflow_output'] as const

export const dbosTables = [...(Object.keys(needed) as (keyof typeof needed)[]), ...payloads]

export type DbosTable = (typeof dbosTables)[number]

/** What newer versions added is used where it is. */
export type HasDbosColumn = HasColumn<DbosTable>

/** Throws a message that names the first table or column that is missing. `place`: what has them, such as `schema "dbos"`. */
export function dbosColumns(found: FoundColumns, place: string): HasDbosColumn {
  const remedy = 'Name the place where a version of DBOS from mid-2025 or later keeps its system tables.'
  checkColumns(found, { ...needed, ...ifThere(found, payloads) }, place, remedy)
  return columnsAmong<DbosTable>(found)
}
