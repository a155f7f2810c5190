import { type SQL, sql } from 'drizzle-orm'
import type { MetaflowNames, TableName } from './names.ts'

export type MetaflowTables = Readonly<Record<TableName, SQL>>

/** The tables with their schema, whatever the search path is. */
export const tablesOf = ({ schema, tables }: MetaflowNames): MetaflowTables =>
  Object.fromEntries(
    Object.entries(tables).map(([key, name]) => [
      key,
      sql`${sql.identifier(schema)}.${sql.identifier(name)}`,
    ]),
  ) as Record<TableName, SQL>
