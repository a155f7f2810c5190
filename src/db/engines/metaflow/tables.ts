import { type SQL, sql } from 'drizzle-orm'
import type { Thresholds } from '../../sql/scope.ts'
import type { MetaflowNames, TableName } from './names.ts'
import type { ValueTexts } from './values.ts'

export type MetaflowTables = Readonly<Record<TableName, SQL>>

/** What the statements over a Metaflow database depend on. */
export interface MetaflowStore {
  readonly tables: MetaflowTables
  /** How values are read as text. */
  readonly texts: ValueTexts
  readonly thresholds: Thresholds
}

/** The tables with their schema, whatever the search path is. */
export const tablesOf = ({ schema, tables }: MetaflowNames): MetaflowTables =>
  Object.fromEntries(
    Object.entries(tables).map(([key, name]) => [
      key,
      sql`${sql.identifier(schema)}.${sql.identifier(name)}`,
    ]),
  ) as Record<TableName, SQL>
