import { nativeExecutions } from '../../source/executions.ts'
import { nativeRuns } from '../../source/runs.ts'
import { sqliteDialect } from './dialect.ts'
import { sqliteTables } from '../../tables/sqlite.ts'
import { sql } from 'drizzle-orm'
import { narrowTables } from '../../sql/narrowing.ts'
import type { Scope } from '../../sql/scope.ts'
import { scopeOfThresholds } from '../../sql/scopes.ts'

const known = new WeakMap<Scope, Scope>()

/** In threads, tables are read through views. */
export function threadScope(scope: Scope): Scope {
  const own = (name: string) => sql`temp.${sql.identifier(name)}`
  const found = known.get(scope) ?? { ...scope, dialect: { ...scope.dialect, own } }
  known.set(scope, found)
  return found
}

export const sqliteScope = scopeOfThresholds((thresholds) => ({
  tables: sqliteTables,
  dialect: sqliteDialect,
  runs: nativeRuns(thresholds),
  executions: nativeExecutions(sqliteTables, sqliteDialect),
  thresholds,
  narrow: narrowTables,
}))
