import { sql } from 'drizzle-orm'
import { SQLiteSyncDialect } from 'drizzle-orm/sqlite-core'
import type { Dialect } from '../backend.ts'

const dialect = new SQLiteSyncDialect()

export const sqliteDialect: Dialect = {
  toQuery: (query) => dialect.sqlToQuery(query),
  isIn: (column, name) => sql`${column} in (select value from json_each(${sql.placeholder(name)}))`,
  rows: (name, types) => {
    const columns = Object.keys(types).map(
      (column) => sql`value ->> ${sql.raw(`'$.${column}'`)} as ${sql.identifier(column)}`,
    )
    return sql`(select ${sql.join(columns, sql`, `)} from json_each(${sql.placeholder(name)})) as ${sql.identifier(name)}`
  },
  topPerParent: ({ table, key, matches, orderBy, limit }) => {
    const parents = sql`(select value as key from json_each(${sql.placeholder('parents')})) as parents`
    const columns = sql.join([...key], sql`, `)
    return sql`${parents} join ${table} on (${columns}) in (select ${columns} from ${table} where ${matches(sql`parents.key`)} order by ${orderBy} limit ${limit})`
  },
}
