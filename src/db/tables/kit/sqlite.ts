import { index, integer, primaryKey, real, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import type { Kit } from './postgres.ts'

/** The same names as Postgres's kit. The one cast that lets a single table definition serve both. */
export const sqliteKit = {
  table: sqliteTable,
  text: (name: string) => text(name),
  whole: (name: string) => integer(name),
  small: (name: string) => integer(name),
  real: (name: string) => real(name),
  index,
  uniqueIndex,
  primaryKey,
} as unknown as Kit
