import {
  bigint,
  customType,
  doublePrecision,
  index,
  integer,
  pgTable,
  primaryKey,
  uniqueIndex,
} from 'drizzle-orm/pg-core'

/** Text in byte order, like SQLite's: keys, cursors and merged pages agree on it. */
const text = customType<{ data: string; driverData: string }>({ dataType: () => 'text collate "C"' })

/** The column types of `defineTables`. Both dialects have Postgres's static types. */
export const postgresKit = {
  table: pgTable,
  text: (name: string) => text(name),
  /** Integers up to 2^53: counters and epoch milliseconds. */
  whole: (name: string) => bigint(name, { mode: 'number' }),
  small: (name: string) => integer(name),
  real: (name: string) => doublePrecision(name),
  index,
  uniqueIndex,
  primaryKey,
}

export type Kit = typeof postgresKit
