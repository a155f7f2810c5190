import type postgres from 'postgres'
import type { FoundColumns } from '../../source/columncheck.ts'

interface Found {
  readonly name: string
  readonly column: string
  readonly readable: boolean
}

const catalog = `
  select c.relname::text as name, a.attname::text as column, has_table_privilege(c.oid, 'select') as readable
  from pg_class c
  join pg_namespace n on n.oid = c.relnamespace
  join pg_attribute a on a.attrelid = c.oid
  where n.nspname = $1
    and c.relkind in ('r', 'p', 'v', 'm', 'f')
    and a.attnum > 0
    and not a.attisdropped
`

/** The columns of all tables of a schema. */
export async function columnsInSchema(sql: postgres.Sql, schema: string): Promise<FoundColumns> {
  const rows = await sql.unsafe<Found[]>(catalog, [schema])
  return new Map(
    [...Map.groupBy(rows, ({ name }) => name)].map(([name, columns]) => [
      name,
      new Set(columns.filter(({ readable }) => readable).map(({ column }) => column)),
    ]),
  )
}
