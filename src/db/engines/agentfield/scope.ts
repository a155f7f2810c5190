import type { Scope } from '../../sql/scope.ts'
import { agentExecutions } from './executions.ts'
import type { AgentStore } from './store.ts'
import type { IsSeenFlow } from './rows.ts'
import { agentRuns } from './runs.ts'

/** AgentField keeps no heartbeats that are read: its own server decides what was silent for too long. */
const thresholds = { runHeartbeat: 360, taskHeartbeat: 60, oldTask: 86_400 }

export const agentIdentity = (name: string) => ({
  name,
  kind: 'agentfield',
  runHeartbeatMs: thresholds.runHeartbeat * 1_000,
})

/** How the tables of AgentField are read. */
export function agentScope(store: AgentStore): Scope {
  const { tables, dialect } = store
  const over = (isSeen?: IsSeenFlow): Scope => ({
    tables,
    dialect,
    runs: agentRuns(store, isSeen),
    executions: agentExecutions(store, isSeen),
    thresholds,
  })
  return { ...over(), narrow: (build, isSeen) => build(over(isSeen)) }
}
