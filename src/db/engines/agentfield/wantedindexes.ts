import type { EngineIndex } from '../../kind.ts'

/** From which lists gain. Servers look for it when they start. */
export const agentfieldIndexes: readonly EngineIndex[] = [
  {
    table: 'executions',
    columns: ['agent_node_id', 'reasoner_id', 'started_at'],
    gain: 'executions of a flow',
    cost: 'an entry for each execution',
  },
]
