import { type SQL, sql } from 'drizzle-orm'
import type { Narrow, Thresholds } from '../../sql/scope.ts'
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

/** The condition that a column has a flow that may be seen. */
export type IsSeen = Parameters<Narrow>[1]

/** Metaflow's columns have the order of the database. */
export const isSeenFlow = (isSeen: IsSeen): SQL => isSeen(sql`flow_id`, sql`flow_id collate "C"`)

/** The same, of those tables whose rows are not only read for records that were found before. */
export function narrowedTables(tables: MetaflowTables, isSeen: IsSeen): MetaflowTables {
  const seen = (table: SQL) => sql`(select * from ${table} where ${isSeenFlow(isSeen)})`
  const { flows, runs, tasks, steps } = tables
  return { ...tables, flows: seen(flows), runs: seen(runs), tasks: seen(tasks), steps: seen(steps) }
}
