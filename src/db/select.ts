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
