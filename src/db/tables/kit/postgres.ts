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
import { sql } from 'drizzle-orm'

/** Text in byte order, like SQLite's: keys, cursors and merged pages agree on it. */
const text = customType<{ data: string; driverData: string }>({ dataType: () => 'text collate "C"' })

const number = customType<{ data: string; driverData: string }>({ dataType: () => 'xid8' })

/** The column types of `defineTables`. Both dialects have Postgres's static types. */
export const postgresKit = {
  table: pgTable,
  text: (name: string) => text(name),
  /** Integers up to 2^53: counters and epoch milliseconds. */
  whole: (name: string) => bigint(name, { mode: 'number' }),
  small: (name: string) => integer(name),
  real: (name: string) => doublePrecision(name),
  /** The number of the transaction that wrote the row last. Other programs' inserts have it by the default. */
  change: (name: string) => number(name).default(sql`pg_current_xact_id()`),
  index,
  uniqueIndex,
  primaryKey,
}

export type Kit = typeof postgresKit
