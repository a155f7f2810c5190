import type Database from 'better-sqlite3'
import type postgres from 'postgres'
import { WrongStore } from '../../failure.ts'
import { type KnownColumns, agentTables, firstMissing } from './names.ts'

interface Found {
  readonly table: string
  readonly column: string
  readonly readable: boolean
}

const catalog = `
  select c.relname::text as table, a.attname::text as column, has_table_privilege(c.oid, 'select') as readable
  from pg_class c
  join pg_namespace n on n.oid = c.relnamespace
  join pg_attribute a on a.attrelid = c.oid
  where n.nspname = $1
    and c.relname = any($2::text[])
    and c.relkind in ('r', 'p', 'v', 'm', 'f')
    and a.attnum > 0
    and not a.attisdropped
`

/** The columns that a schema has of AgentField. Throws what is missing first. */
export async function columnsOfServer(sql: postgres.Sql, schema: string): Promise<KnownColumns> {
  const found = await sql.unsafe<Found[]>(catalog, [schema, `{${agentTables.join(',')}}`])
  const locked = found.find(({ readable }) => !readable)
  if (locked) throw new WrongStore(`the user may not read the table "${locked.table}" of schema "${schema}".`)
  const remedy = 'Name the schema that has the tables of AgentField in the URL: ?schema=agentfield.'
  return checked(found, `schema "${schema}" has`, remedy)
}

const listed = `
  select t.name as "table", c.name as "column", 1 as readable
  from sqlite_schema t
  join pragma_table_info(t.name) c
  where t.type in ('table', 'view') and t.name in (select value from json_each(?))
`

/** The columns that a file has of AgentField. Throws what is missing first. */
export function columnsOfFile(db: Database.Database): KnownColumns {
  const found = db.prepare<[string], Found>(listed).all(JSON.stringify(agentTables))
  return checked(found, 'the file has', 'AgentField keeps its own in ~/.agentfield/data/agentfield.db.')
}

function checked(found: readonly Found[], what: string, remedy: string): KnownColumns {
  const known = new Set(found.map(({ table, column }) => `${table}.${column}`))
  const missing = firstMissing(known)
  if (missing !== undefined) throw new WrongStore(`${what} ${missing}. ${remedy}`)
  return known
}
