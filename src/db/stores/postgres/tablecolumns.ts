import type postgres from 'postgres'
import type { FoundColumns } from '../../source/columncheck.ts'

interface Found {
  readonly schema: string
  readonly name: string
  readonly column: string
  readonly readable: boolean
}

const catalog = (where: string) => `
  select n.nspname::text as schema, c.relname::text as name, a.attname::text as column,
    has_schema_privilege(n.oid, 'usage') and has_table_privilege(c.oid, 'select') as readable
  from pg_class c
  join pg_namespace n on n.oid = c.relnamespace
  join pg_attribute a on a.attrelid = c.oid
  where ${where}
    and c.relkind in ('r', 'p', 'v', 'm', 'f')
    and a.attnum > 0
    and not a.attisdropped
`

const tablesOf = (rows: readonly Found[]): FoundColumns =>
  new Map(
    [...Map.groupBy(rows, ({ name }) => name)].map(([name, columns]) => [
      name,
      new Set(columns.filter(({ readable }) => readable).map(({ column }) => column)),
    ]),
  )

type Unsafe = postgres.Sql['unsafe']

/** The columns of all tables of a schema. */
export const columnsInSchema = async ({ unsafe }: postgres.Sql, schema: string): Promise<FoundColumns> =>
  tablesOf(await unsafe<Found[]>(catalog('n.nspname = $1'), [schema]))

const isOwn = `n.nspname !~ '^pg_' and n.nspname <> 'information_schema'`

/** Those of all schemas that are not the server's. */
export async function columnsInSchemas(unsafe: Unsafe): Promise<ReadonlyMap<string, FoundColumns>> {
  const rows = await unsafe<Found[]>(`${catalog(isOwn)} order by 1, 2`)
  return new Map(
    [...Map.groupBy(rows, ({ schema }) => schema)].map(([schema, own]) => [schema, tablesOf(own)]),
  )
}
