import type { EngineIndex } from '../../engineindexes.ts'

/** From which lists gain. */
export const dbosIndexes: readonly EngineIndex[] = [
  {
    table: 'workflow_status',
    columns: ['created_at'],
    gain: 'the newest executions',
    cost: 'an entry for each workflow',
  },
  {
    table: 'workflow_status',
    columns: ['name', 'created_at'],
    gain: 'executions of a flow',
    cost: 'an entry for each workflow',
  },
]
