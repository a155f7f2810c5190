import type { Detection } from '../../kind.ts'

const versionOf: Detection['versionOf'] = (tables) => {
  const executions = tables.get('executions')
  if (!executions?.has('agent_node_id') || !tables.has('workflow_executions')) return undefined
  return executions.has('status_reason') ? 'of 2026' : 'of 2025'
}

export const agentfieldOnServer: Detection = {
  engine: 'AgentField',
  on: 'postgres',
  schema: 'public',
  versionOf,
}

export const agentfieldInFile: Detection = { engine: 'AgentField', on: 'sqlite', versionOf }
