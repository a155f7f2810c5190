import { sql } from 'drizzle-orm'
import { SQLiteSyncDialect } from 'drizzle-orm/sqlite-core'
import type { Dialect } from '../../sql/dialect.ts'
import { readIf } from '../../sql/select.ts'

const dialect = new SQLiteSyncDialect()

/** `rows` for a single row, with a parameter for each column. */
export const oneRow: Dialect['rows'] = (name, types) => {
  const columns = Object.entries(types).map(([column, type]) => {
    const value = sql.placeholder(`${name}.${column}`)
    return sql`${type === 'bigint' ? sql`cast(${value} as integer)` : value} as ${sql.identifier(column)}`
  })
  return sql`(select ${sql.join(columns, sql`, `)}) as ${sql.identifier(name)}`
}

export const sqliteDialect: Dialect = {
  toQuery: (query) => dialect.sqlToQuery(query),
  isIn: (column, name) => sql`${column} in (select value from json_each(${sql.placeholder(name)}))`,
  implied: () => undefined,
  rows: (name, types) => {
    const names = Object.keys(types)
    // By position rather than by name: finding each row's columns by name took half the time of a wide insert.
    const columns = names.map(
      (column, place) => sql`value ->> ${sql.raw(String(place))} as ${sql.identifier(column)}`,
    )
    const tuples = sql.placeholder([name, ...names].join('/'))
    return sql`(select ${sql.join(columns, sql`, `)} from json_each(${tuples})) as ${sql.identifier(name)}`
  },
  // Without its schema, it would be the other one.
  own: (name) => sql`main.${sql.identifier(name)}`,
  // Pages of many parents are found by row ids.
  ownColumns: sql`rowid as rowid, `,
  // Without statistics, SQLite takes each equality for a narrow condition.
  isCommon: (condition) => sql`likelihood(${condition}, 0.99)`,
  readIf,
  looksUpFound: true,
  // A transaction that writes is alone from its beginning.
  forUpdate: sql``,
  skipLocked: sql``,
  forUpdateIfFree: sql``,
  changed: sql`(select value + 1 from change_counter)`,
  // It looks at the indexes of changed columns alone, and one of them costs less than a row of `touched`.
  sparesIndexes: false,
  // One transaction writes at a time, so that the order of the numbers is that of the commits.
  position: sql`(select cast(value as text) from change_counter)`,
  changedSince: (table, column) => [
    { from: sql`${table}`, where: sql`${column} > cast(${sql.placeholder('position')} as integer)` },
  ],
  joinListed: (list) => sql`left join json_each(${list}) as listed on true`,
  leftJoinOne: (table, on) => sql`left join ${table} on ${on}`,
  isAlone: sql`true`,
  // By row id: with the columns of a key, SQLite may look up a part of it, and then run the inner query for every row.
  topPerParent: ({ parents, table, where, orderBy, limit }) =>
    sql`
      ${parents}
      join ${table} on ${table}.rowid in (
        select ${table}.rowid from ${table} where ${where} order by ${orderBy} limit ${limit}
      )
    `,
  ofParent: (_, column) => sql`parents.${sql.identifier(column)}`,
}

const ofParent = (column: string) => sql.identifier(`of_${column}`)

/**
 * For the tables of an engine, which are expressions without row ids: all rows of the parents are ranked. They are found
 * apart from that: SQLite looks nothing up in an index through an expression beside which it ranks.
 */
export const foreignDialect: Dialect = {
  ...sqliteDialect,
  topPerParent({ parents, by = [], table, from = table, where, orderBy, limit }) {
    const names = by.map(ofParent)
    const keys = by.map((column, place) => sql`parents.${sql.identifier(column)} as ${names[place]!}`)
    const columns = sql.join([sql`${table}.*`, ...keys], sql`, `)
    const found = sql`select ${columns} from ${parents} cross join ${from} where ${where}`
    const place = sql`row_number() over (partition by ${sql.join(names, sql`, `)} order by ${orderBy}) as place`
    const ranked = sql`select ${table}.*, ${place} from (${found}) as ${table}`
    return sql`(select * from (${ranked}) as ranked where place <= ${limit}) as ${table}`
  },
  ofParent: (table, column) => sql`${sql.identifier(table)}.${ofParent(column)}`,
}
