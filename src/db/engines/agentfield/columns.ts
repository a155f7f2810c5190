import { type FoundColumns, type HasColumn, checkColumns, columnsAmong } from '../../source/columncheck.ts'

/** What every version has that statements read. */
const needed = {
  executions: [
    ...['id', 'execution_id', 'run_id', 'parent_execution_id', 'agent_node_id', 'reasoner_id', 'status'],
    ...['input_payload', 'result_payload', 'error_message', 'session_id', 'actor_id'],
    ...['started_at', 'completed_at', 'duration_ms', 'updated_at'],
  ],
  workflow_executions: ['execution_id', 'retry_count', 'notes'],
  workflow_execution_events: ['execution_id', 'sequence', 'event_type', 'payload', 'emitted_at'],
  workflow_runs: ['run_id', 'metadata'],
} as const

/** What came later is read where it is there. Of the table of usage, all of these are. */
const usage = ['execution_id', 'provider', 'model', 'input_tokens', 'output_tokens', 'created_at']

export type AgentTable = keyof typeof needed | 'execution_usage'

export type HasAgentColumn = HasColumn<AgentTable>

/** The columns that are there. Throws what is missing first. */
export function agentColumns(found: FoundColumns, place: string, remedy: string): HasAgentColumn {
  checkColumns(found, needed, place, remedy)
  return columnsAmong<AgentTable>(found)
}

export const hasUsage = (has: HasAgentColumn): boolean =>
  usage.every((name) => has(`execution_usage.${name}`))

/** The tables that are always there. */
export const agentTables = Object.keys(needed)
