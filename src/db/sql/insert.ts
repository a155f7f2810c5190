import { type Column, type SQL, type Table, and, getTableColumns, sql } from 'drizzle-orm'
import type { Dialect, RowTypes } from './dialect.ts'
import type { Scalar, Values } from './scope.ts'

const types: Readonly<Record<string, 'bigint' | 'double precision'>> = {
  PgBigInt53: 'bigint',
  PgInteger: 'bigint',
  PgDoublePrecision: 'double precision',
  SQLiteInteger: 'bigint',
  SQLiteReal: 'double precision',
}

/** A row with more characters is inserted alone: among others, SQLite would read it once for each column. */
export const largeRow = 128 * 1024

export function charactersOf(row: Readonly<Record<string, Scalar>>, columns: readonly string[]): number {
  let characters = 0
  for (const column of columns) {
    const value = row[column]
    if (typeof value === 'string') characters += value.length
  }
  return characters
}

/** Whether the values are a single, large row. */
export function isLargeRow({ rows }: Values): boolean {
  if (!Array.isArray(rows) || rows.length !== 1) return false
  const [row] = rows as readonly Readonly<Record<string, Scalar>>[]
  return charactersOf(row!, Object.keys(row!)) > largeRow
}

/** The type that a parameter needs to be compared with the column. */
export const rowType = (column: Column): RowTypes[string] => types[column.columnType] ?? 'text'

/** The column of the transaction's number, which is no parameter. */
const isChange = (key: string) => key === 'changed'

/** `insert into table (…) select … from rows` for all columns that are not generated. `rows` is bound as a parameter. */
export function insertRows(table: Table, dialect: Dialect): SQL {
  const columns = Object.entries(getTableColumns(table)).filter(([, column]) => !column.generated)
  const given = columns.filter(([key]) => !isChange(key))
  const rowTypes = Object.fromEntries(given.map(([key, column]) => [key, rowType(column)]))
  const names = columns.map(([, column]) => sql.identifier(column.name))
  const values = columns.map(([key]) => (isChange(key) ? dialect.changed : sql`rows.${sql.identifier(key)}`))
  // `where true` keeps SQLite from reading `on conflict` as a join's `on`.
  return sql`
    insert into ${table} (${sql.join(names, sql`, `)})
    select ${sql.join(values, sql`, `)}
    from ${dialect.rows('rows', rowTypes)}
    where true
  `
}

/** Like `insertRows`, but a row with the same key is updated, with `computed` values for some columns. */
export function upsertRows(
  table: Table,
  key: readonly Column[],
  dialect: Dialect,
  computed: Readonly<Record<string, SQL>> = {},
): SQL {
  const columns = Object.entries(getTableColumns(table)).filter(
    ([, column]) => !column.generated && !key.includes(column),
  )
  const set = columns.map(([name, column]) => {
    const excluded = sql`excluded.${sql.identifier(column.name)}`
    return sql`${sql.identifier(column.name)} = ${computed[name] ?? excluded}`
  })
  const unique = key.map(({ name }) => sql.identifier(name))
  return sql`
    ${insertRows(table, dialect)}
    on conflict (${sql.join(unique, sql`, `)})
    do update set ${sql.join(set, sql`, `)}
  `
}

/** What an update of rows writes: columns of a table, matched by `key`, which the rows call `id`. */
interface Written<T extends Table> {
  readonly table: T
  readonly key: Column
  readonly names: readonly (keyof T['_']['columns'] & string)[]
}

/**
 * `update table set …` from rows that are bound as a parameter. `also`: columns that are set to other values than the
 * rows', and what more the rows have for it.
 */
export function updateRows<T extends Table>(
  { table, key, names }: Written<T>,
  dialect: Dialect,
  also: { readonly set: readonly SQL[]; readonly types: RowTypes } = { set: [], types: {} },
): SQL {
  const columns = getTableColumns(table)
  const given = Object.fromEntries(names.map((name) => [name, rowType(columns[name]!)]))
  const set = names.map((name) => sql`${sql.identifier(columns[name]!.name)} = rows.${sql.identifier(name)}`)
  const rows = dialect.rows('rows', { id: rowType(key), ...given, ...also.types })
  const isOf = and(sql`${key} = rows.${sql.identifier('id')}`, dialect.implied(dialect.isIn(key, 'rows.id')))
  return sql`
    update ${table}
    set ${sql.join([...set, ...also.set], sql`, `)}
    from ${rows}
    where ${isOf}
  `
}
