import { type SQL, sql } from 'drizzle-orm'
import { PgDialect } from 'drizzle-orm/pg-core'
import type { Dialect } from '../../sql/dialect.ts'
import { readIf } from '../../sql/select.ts'

const dialect = new PgDialect()

const position = sql`${sql.placeholder('position')}::text::pg_snapshot`

export const postgresDialect: Dialect = {
  toQuery: (query) => dialect.sqlToQuery(query),
  isIn: (column, name) => sql`${column} = any(${sql.placeholder(name)}::text[])`,
  implied: () => undefined,
  rows: (name, types) => {
    const arrays = Object.entries(types).map(
      ([column, type]) => sql`${sql.placeholder(`${name}.${column}`)}::${sql.raw(type)}[]`,
    )
    const columns = Object.keys(types).map((column) => sql.identifier(column))
    return sql`unnest(${sql.join(arrays, comma)}) as ${sql.identifier(name)}(${sql.join(columns, comma)})`
  },
  own: (name) => sql`${sql.identifier(name)}`,
  ownColumns: sql``,
  // Postgres knows by its statistics.
  isCommon: (condition) => condition,
  readIf,
  looksUpFound: true,
  forUpdate: sql`for update`,
  skipLocked: sql`for update skip locked`,
  forUpdateIfFree: sql`for update skip locked`,
  changed: sql`pg_current_xact_id()`,
  sparesIndexes: true,
  // Numbers are given at a transaction's first write, and not at its commit. So what a snapshot does not see has a number
  // beyond it, or one that it lists as in progress. Both together are all that was committed since, each once. The upper
  // bound leaves out numbers that a dump brought from another cluster.
  position: sql`pg_current_snapshot()::text`,
  changedSince: (table, column) => [
    {
      from: sql`${table}`,
      where: sql`${column} >= pg_snapshot_xmax(${position}) and ${column} < pg_snapshot_xmax(pg_current_snapshot())`,
    },
    {
      from: sql`pg_snapshot_xip(${position}) as open(number) cross join ${table}`,
      // Not an equality: for a number that wrote much of the table, Postgres would read all of it.
      where: sql`${column} >= open.number and ${column} <= open.number`,
    },
  ],
  joinListed: (list) =>
    sql`left join lateral json_array_elements_text(cast(${list} as json)) as listed(value) on true`,
  leftJoinOne: (table, on) =>
    sql`left join lateral (select ${table}.* from ${table} where ${on} limit 1) as ${table} on true`,
  isAlone: sql`pg_try_advisory_xact_lock(7823461093)`,
  topPerParent: ({ parents, table, from = table, where, orderBy, limit, share = limit, lock = sql`` }) => sql`
    ${parents}
    cross join lateral (
      select ${table}.* from ${from} where ${where} order by ${orderBy} limit ${share} ${lock}
    ) as ${table}
  `,
  ofParent: (_, column) => sql`parents.${sql.identifier(column)}`,
}

const comma: SQL = sql`, `

/** A list as a Postgres array literal, so that no array type is looked up on a new connection. */
export const arrayLiteral = (list: readonly unknown[]): string => `{${list.map(element).join(',')}}`

function element(item: unknown): string {
  if (typeof item === 'string') return `"${/["\\]/.test(item) ? item.replaceAll(/["\\]/g, '\\$&') : item}"`
  return item === null ? 'NULL' : JSON.stringify(item)
}
