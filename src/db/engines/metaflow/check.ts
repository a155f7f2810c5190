import type postgres from 'postgres'
import { WrongStore } from '../../failure.ts'
import { type MetaflowNames, type TableName, type ValueType } from './names.ts'

const ofAll = ['flow_id', 'ts_epoch']
const ofRuns = [...ofAll, 'run_number']
const ofTasks = [...ofRuns, 'step_name', 'task_id']

/** The columns that statements read. */
const columns: Readonly<Record<TableName, readonly string[]>> = {
  flows: ofAll,
  runs: [...ofRuns, 'run_id', 'user_name', 'tags', 'system_tags', 'last_heartbeat_ts'],
  steps: [...ofRuns, 'step_name'],
  tasks: [...ofTasks, 'tags', 'system_tags', 'last_heartbeat_ts'],
  metadata: [...ofTasks, 'id', 'field_name', 'value', 'tags'],
  artifacts: [...ofTasks, 'name', 'location', 'ds_type', 'sha', 'content_type', 'attempt_id'],
}

interface Found {
  readonly name: string
  readonly column: string
  readonly type: string
  readonly readable: boolean
}

const catalog = `
  select c.relname::text as name, a.attname::text as column, format_type(a.atttypid, null) as type,
    has_table_privilege(c.oid, 'select') as readable
  from pg_class c
  join pg_namespace n on n.oid = c.relnamespace
  join pg_attribute a on a.attrelid = c.oid
  where n.nspname = $1
    and c.relname = any($2::text[])
    and c.relkind in ('r', 'p', 'v', 'm', 'f')
    and a.attnum > 0
    and not a.attisdropped
`

/** Throws a message that names what is missing. Returns how values are stored. */
export async function checkTables(sql: postgres.Sql, { schema, tables }: MetaflowNames): Promise<ValueType> {
  const list = `{${Object.values(tables).join(',')}}`
  const found = await sql.unsafe<Found[]>(catalog, [schema, list])
  const of = (table: TableName) => found.filter(({ name }) => name === tables[table])
  const problems = (Object.keys(tables) as TableName[]).flatMap((table) =>
    problemOf(table, tables[table], of(table)),
  )
  if (problems.length > 0) {
    const remedy =
      'Name another schema or other tables by options of the URL, such as ?schema=metaflow&runs=runs_v3.'
    throw new WrongStore(`schema "${schema}" ${problems.join(', ')}. ${remedy}`)
  }
  return of('metadata').find(({ column }) => column === 'value')!.type === 'jsonb' ? 'jsonb' : 'text'
}

function problemOf(table: TableName, name: string, found: readonly Found[]): string[] {
  if (found.length === 0) return [`has no table "${name}" (${table})`]
  if (found.some(({ readable }) => !readable))
    return [`has a table "${name}" (${table}) that the user may not read`]
  const missing = columns[table].filter((column) => !found.some((one) => one.column === column))
  if (missing.length > 0) return [`has a table "${name}" (${table}) without ${missing.join(', ')}`]
  const value = table === 'metadata' ? found.find(({ column }) => column === 'value')!.type : 'text'
  if (['text', 'character varying', 'jsonb'].includes(value)) return []
  return [`has a table "${name}" (${table}) whose column value is ${value}, not text or jsonb`]
}
