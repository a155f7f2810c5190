import { nativeExecutions } from '../executionsource.ts'
import { nativeRuns } from '../runsource.ts'
import type { Scope, Thresholds } from '../statement.ts'
import { sqliteDialect } from './dialect.ts'
import { tables } from './tables.ts'

export const sqliteScope = (thresholds: Thresholds): Scope => ({
  tables,
  dialect: sqliteDialect,
  runs: nativeRuns,
  executions: nativeExecutions(tables, sqliteDialect),
  thresholds,
})
