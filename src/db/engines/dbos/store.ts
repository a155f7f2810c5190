import { type SQL, sql } from 'drizzle-orm'
import type { Dialect } from '../../sql/dialect.ts'
import type { KeyOfExecutions, Narrow } from '../../sql/scope.ts'
import type { Tables } from '../../tables/tables.ts'
import type { DbosTable, HasDbosColumn } from './columns.ts'
import type { DbosWords } from './words.ts'

/** What the statements over DBOS's tables depend on. */
export interface DbosStore {
  readonly native: Tables
  readonly dialect: Dialect
  readonly words: DbosWords
  readonly has: HasDbosColumn
  /** A table with its schema, whatever the search path is. */
  readonly table: (name: DbosTable) => SQL
  /** The condition that a flow may be seen, if not all may. */
  readonly isSeen?: Parameters<Narrow>[1] | undefined
}

type SqlType = 'text' | 'bigint' | 'jsonb'

/** A column of a row, or null where the database is older than it. */
export const columnOf =
  ({ has }: DbosStore, table: DbosTable, row: string) =>
  (name: string, type: SqlType = 'text'): SQL =>
    has(`${table}.${name}`) ? sql.raw(`${row}.${name}`) : sql.raw(`cast(null as ${type})`)

/** In its own order, an id is found in DBOS's indexes: the column `key` of every table expression. In that of its bytes, it orders. */
export const dbosKey = (dialect: Dialect): KeyOfExecutions => ({
  types: { id: 'text' },
  isOf: (table, keys) => sql.raw(`${table}.key = ${keys}.id`),
  rowsOf: (from, id) => sql`${from} where ${dialect.isIn(sql`${id.table}.key`, 'ids')}`,
})
