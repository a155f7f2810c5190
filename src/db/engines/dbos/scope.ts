import { noRuns, noThresholds } from '../../source/foreign.ts'
import type { Scope } from '../../sql/scope.ts'
import { dbosExecutions } from './executions.ts'
import type { DbosStore } from './store.ts'

export function dbosScope(store: DbosStore): Scope {
  const { native: tables, dialect } = store
  const scopeOver = (seen: DbosStore): Scope => ({
    tables,
    dialect,
    runs: noRuns(tables),
    executions: dbosExecutions(seen),
    thresholds: noThresholds,
  })
  return { ...scopeOver(store), narrow: (build, isSeen) => build(scopeOver({ ...store, isSeen })) }
}
