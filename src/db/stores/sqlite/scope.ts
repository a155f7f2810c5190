import { nativeExecutions } from '../../source/executions.ts'
import { nativeRuns } from '../../source/runs.ts'
import { sqliteDialect } from './dialect.ts'
import { sqliteTables } from '../../tables/sqlite.ts'
import type { Scope, Thresholds } from '../../sql/scope.ts'

export const sqliteScope = (thresholds: Thresholds): Scope => ({
  tables: sqliteTables,
  dialect: sqliteDialect,
  runs: nativeRuns(thresholds),
  executions: nativeExecutions(sqliteTables, sqliteDialect),
  thresholds,
})
