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

/** Text that orders by its bytes, as SQLite's does: keys, cursors and merged pages agree on it. */
const text = customType<{ data: string; driverData: string }>({ dataType: () => 'text collate "C"' })

/** The column names that `defineTables` builds with. Postgres is the static type of both dialects. */
export const postgresKit = {
  table: pgTable,
  text: (name: string) => text(name),
  /** Whole numbers up to 2^53: counters and epoch milliseconds. */
  whole: (name: string) => bigint(name, { mode: 'number' }),
  small: (name: string) => integer(name),
  real: (name: string) => doublePrecision(name),
  index,
  uniqueIndex,
  primaryKey,
}

export type Kit = typeof postgresKit
