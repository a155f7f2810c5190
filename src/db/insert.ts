import { type Column, type SQL, type Table, getTableColumns, sql } from 'drizzle-orm'
import type { Dialect, RowTypes } from './backend.ts'

const types: Readonly<Record<string, 'bigint' | 'double precision'>> = {
  PgBigInt53: 'bigint',
  PgInteger: 'bigint',
  PgDoublePrecision: 'double precision',
  SQLiteInteger: 'bigint',
  SQLiteReal: 'double precision',
}

/** The type that a parameter of rows has to compare with the column. */
export const rowType = (column: Column): RowTypes[string] => types[column.columnType] ?? 'text'

/** `insert into table (…) select … from rows` for all its columns that are not generated, `rows` bound as a parameter. */
export function insertRows(table: Table, dialect: Dialect): SQL {
  const columns = Object.entries(getTableColumns(table)).filter(([, column]) => !column.generated)
  const rowTypes = Object.fromEntries(columns.map(([key, column]) => [key, rowType(column)]))
  const names = columns.map(([, column]) => sql.identifier(column.name))
  const values = columns.map(([key]) => sql`rows.${sql.identifier(key)}`)
  // `where true` keeps SQLite from reading `on conflict` as a join's `on`.
  return sql`insert into ${table} (${sql.join(names, sql`, `)}) select ${sql.join(values, sql`, `)} from ${dialect.rows('rows', rowTypes)} where true`
}
