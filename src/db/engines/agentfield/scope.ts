import { noThresholds } from '../../source/foreign.ts'
import type { Scope } from '../../sql/scope.ts'
import { agentExecutions } from './executions.ts'
import type { AgentStore } from './store.ts'
import type { IsSeenFlow } from './rows.ts'
import { agentRuns } from './runs.ts'

export const agentIdentity = (name: string) => ({
  name,
  kind: 'agentfield',
  runHeartbeatMs: noThresholds.runHeartbeat * 1_000,
})

/** How the tables of AgentField are read. */
export function agentScope(store: AgentStore): Scope {
  const { tables, dialect } = store
  const over = (isSeen?: IsSeenFlow): Scope => ({
    tables,
    dialect,
    runs: agentRuns(store, isSeen),
    executions: agentExecutions(store, isSeen),
    thresholds: noThresholds,
  })
  return { ...over(), narrow: (build, isSeen) => build(over(isSeen)) }
}
