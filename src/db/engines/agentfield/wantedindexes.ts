import type { EngineIndex } from '../../engineindexes.ts'

/** From which lists gain. */
export const agentfieldIndexes: readonly EngineIndex[] = [
  {
    table: 'executions',
    columns: ['status', 'started_at'],
    gain: 'executions of a status',
    cost: 'an entry for each execution, written again with each change of its status',
  },
  {
    table: 'executions',
    columns: ['agent_node_id', 'reasoner_id', 'started_at'],
    gain: 'executions of a flow',
    cost: 'an entry for each execution',
  },
]
