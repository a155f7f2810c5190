import { nativeExecutions } from '../../source/executions.ts'
import { nativeRuns } from '../../source/runs.ts'
import { narrowTables } from '../../sql/narrowing.ts'
import { scopeOfThresholds } from '../../sql/scopes.ts'
import { postgresTables } from '../../tables/postgres.ts'
import { citusDialect } from './citus/dialect.ts'
import type { CitusMode } from './citus/layout.ts'
import { postgresDialect } from './dialect.ts'

const postgresScope = scopeOfThresholds((thresholds) => ({
  tables: postgresTables,
  dialect: postgresDialect,
  runs: nativeRuns(thresholds),
  executions: nativeExecutions(postgresTables, postgresDialect),
  thresholds,
  narrow: narrowTables,
}))

const citusScope = scopeOfThresholds((thresholds) => {
  // Citus takes no trigger that counts the runs of an hour.
  const { hours: _, ...runs } = nativeRuns(thresholds)
  return {
    tables: postgresTables,
    dialect: citusDialect,
    runs,
    executions: nativeExecutions(postgresTables, citusDialect),
    thresholds,
    narrow: narrowTables,
  }
})

export const scopeFor = (citus: CitusMode | undefined) => (citus ? citusScope : postgresScope)
