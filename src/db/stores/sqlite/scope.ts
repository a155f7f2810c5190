import { nativeExecutions } from '../../source/executions.ts'
import { nativeRuns } from '../../source/runs.ts'
import { sqliteDialect } from './dialect.ts'
import { sqliteTables } from '../../tables/sqlite.ts'
import { scopeOfThresholds } from '../../sql/scope.ts'

export const sqliteScope = scopeOfThresholds((thresholds) => ({
  tables: sqliteTables,
  dialect: sqliteDialect,
  runs: nativeRuns(thresholds),
  executions: nativeExecutions(sqliteTables, sqliteDialect),
  thresholds,
}))
