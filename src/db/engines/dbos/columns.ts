import { WrongStore } from '../../failure.ts'

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

/** Whether a table has a column, such as `workflow_status.attributes`: what newer versions added is used where it is. */
export type Has = (column: `${DbosTable}.${string}`) => boolean

export interface FoundColumn {
  readonly name: string
  readonly column: string
  /** Not given: it is. */
  readonly readable?: boolean | undefined
}

/** Throws a message that names the first table or column that is missing. `place`: what has them, such as `schema "dbos"`. */
export function checkDbosColumns(place: string, found: readonly FoundColumn[]): Has {
  const known = new Set(found.map(({ name, column }) => `${name}.${column}`))
  const tables = new Set(found.map(({ name }) => name))
  const unreadable = found.find(({ readable }) => readable === false)
  if (unreadable)
    throw new WrongStore(
      `${place} has a table "${unreadable.name}" that the user may not read. Grant usage on the schema and select on its tables.`,
    )
  for (const [table, columns] of Object.entries(needed)) {
    if (!tables.has(table))
      throw new WrongStore(`${place} has no table "${table}". Is it where DBOS keeps its system tables?`)
    const missing = columns.find((column) => !known.has(`${table}.${column}`))
    if (missing === undefined) continue
    throw new WrongStore(
      `${place} has a table "${table}" without the column "${missing}": let a version of DBOS from mid-2025 or later migrate it.`,
    )
  }
  return (column) => known.has(column)
}
