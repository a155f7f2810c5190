import { type SQL, sql } from 'drizzle-orm'
import { PgDialect } from 'drizzle-orm/pg-core'
import type { Dialect } from '../../sql/scope.ts'

const dialect = new PgDialect()

export const postgresDialect: Dialect = {
  toQuery: (query) => dialect.sqlToQuery(query),
  isIn: (column, name) => sql`${column} = any(${sql.placeholder(name)}::text[])`,
  rows: (name, types) => {
    const arrays = Object.entries(types).map(
      ([column, type]) => sql`${sql.placeholder(`${name}.${column}`)}::${sql.raw(type)}[]`,
    )
    const columns = Object.keys(types).map((column) => sql.identifier(column))
    return sql`unnest(${sql.join(arrays, comma)}) as ${sql.identifier(name)}(${sql.join(columns, comma)})`
  },
  // Postgres knows by its statistics.
  isCommon: (condition) => condition,
  forUpdate: sql`for update`,
  skipLocked: sql`for update skip locked`,
  forUpdateIfFree: sql`for update skip locked`,
  isAlone: sql`pg_try_advisory_xact_lock(7823461093)`,
  topPerParent: ({ parents, table, from = table, where, orderBy, limit, share = limit, lock = sql`` }) => sql`
    ${parents}
    cross join lateral (
      select ${table}.* from ${from} where ${where} order by ${orderBy} limit ${share} ${lock}
    ) as ${table}
  `,
}

const comma: SQL = sql`, `

/** A list as a Postgres array literal, so that no array type is looked up on a new connection. */
export const arrayLiteral = (list: readonly unknown[]): string => `{${list.map(element).join(',')}}`

function element(item: unknown): string {
  if (typeof item === 'string') return `"${/["\\]/.test(item) ? item.replaceAll(/["\\]/g, '\\$&') : item}"`
  return item === null ? 'NULL' : JSON.stringify(item)
}
