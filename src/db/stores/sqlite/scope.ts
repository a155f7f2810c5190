import { nativeExecutions } from '../../source/executions.ts'
import { nativeRuns } from '../../source/runs.ts'
import { sqliteDialect } from './dialect.ts'
import { sqliteTables } from '../../tables/sqlite.ts'
import { sql } from 'drizzle-orm'
import { narrowTables } from '../../sql/narrowing.ts'
import type { Scope, Thresholds } from '../../sql/scope.ts'

/** In threads, tables are read through views. */
export const threadScope = (scope: Scope): Scope => ({
  ...scope,
  dialect: { ...scope.dialect, own: (name) => sql`temp.${sql.identifier(name)}` },
})

export const sqliteScope = (thresholds: Thresholds): Scope => ({
  tables: sqliteTables,
  dialect: sqliteDialect,
  runs: nativeRuns(thresholds),
  executions: nativeExecutions(sqliteTables, sqliteDialect),
  thresholds,
  narrow: narrowTables,
})
