import { index, integer, primaryKey, real, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import type { Kit } from './postgres.ts'

/** SQLite's counterpart of `postgresKit`. This one cast lets a single table definition serve both. */
export const sqliteKit = {
  table: sqliteTable,
  text: (name: string) => text(name),
  whole: (name: string) => integer(name),
  small: (name: string) => integer(name),
  real: (name: string) => real(name),
  change: (name: string) => integer(name),
  index,
  uniqueIndex,
  primaryKey,
} as unknown as Kit
