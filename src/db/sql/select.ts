import { type Column, type SQL, type Table, getTableColumns, sql } from 'drizzle-orm'

/** `column as "key"` for the columns of a table, so that a row arrives under the names of the code. */
export function fields<T extends Table>(table: T, ...omit: (keyof T['_']['columns'] & string)[]): SQL {
  const columns = Object.entries(getTableColumns(table)).filter(([key]) => !omit.includes(key))
  return sql.join(
    columns.map(([key, column]) => as(column, key)),
    sql`, `,
  )
}

export const as = (value: Column | SQL, key: string): SQL => sql`${value} as ${sql.identifier(key)}`

/** What a row shows: the columns of a table apart from some, and what is computed, in place of a column or beside them. */
export function shownOf<T extends Table>(
  table: T,
  omit: readonly (keyof T['_']['columns'] & string)[],
  computed: Readonly<Record<string, SQL>>,
): SQL {
  const names = Object.keys(computed)
  const stored = fields(table, ...omit, ...(names as typeof omit))
  return sql.join([stored, ...names.map((name) => as(computed[name]!, name))], sql`, `)
}
