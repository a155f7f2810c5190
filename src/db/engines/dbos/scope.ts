import { noRuns } from '../../source/foreign.ts'
import type { Scope } from '../../sql/scope.ts'
import { dbosExecutions } from './executions.ts'
import type { DbosStore } from './store.ts'

/** No rule of DBOS asks for a heartbeat. */
const thresholds = { runHeartbeat: 360, taskHeartbeat: 60, oldTask: 86_400 }

export function dbosScope(store: DbosStore): Scope {
  const { native: tables, dialect } = store
  const scopeOver = (seen: DbosStore): Scope => ({
    tables,
    dialect,
    runs: noRuns(tables),
    executions: dbosExecutions(seen),
    thresholds,
  })
  return { ...scopeOver(store), narrow: (build, isSeen) => build(scopeOver({ ...store, isSeen })) }
}
