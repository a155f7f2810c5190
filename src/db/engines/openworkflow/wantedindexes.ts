import type { EngineIndex } from '../../kind.ts'

/** From which lists gain. */
export const openworkflowIndexes: readonly EngineIndex[] = [
  {
    table: 'workflow_runs',
    columns: ['namespace_id', 'created_at'],
    gain: 'the newest executions',
    cost: 'an entry for each execution',
  },
  {
    table: 'workflow_runs',
    columns: ['namespace_id', 'status', 'created_at'],
    gain: 'executions of a status',
    cost: 'an entry for each execution, written again with each change of its status',
  },
  {
    table: 'workflow_runs',
    columns: ['namespace_id', 'workflow_name', 'status', 'created_at'],
    gain: 'executions of a flow, and of a flow and a status',
    cost: 'an entry for each execution, written again with each change of its status',
  },
  {
    table: 'step_attempts',
    columns: ['namespace_id', 'workflow_run_id', 'created_at'],
    gain: 'the node results of an execution, and its children',
    cost: 'an entry for each attempt of a step',
  },
]
