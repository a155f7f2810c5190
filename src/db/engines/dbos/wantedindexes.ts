import type { EngineIndex } from '../../kind.ts'

/** From which lists gain. The flow of a workflow is made of two columns, and none over one of them holds its lists. */
export const dbosIndexes: readonly EngineIndex[] = [
  {
    table: 'workflow_status',
    columns: ['created_at'],
    gain: 'the newest executions',
    cost: 'an entry for each workflow',
  },
]
