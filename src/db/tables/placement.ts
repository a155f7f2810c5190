import type { Tables } from './tables.ts'

/**
 * Where the rows of a table are on a Citus cluster: with all of their execution or flow on the node that the hash of its
 * key names, on every node, or on the coordinator alone.
 */
export type Placement = 'execution_id' | 'flow_id' | 'everywhere' | 'coordinator'

/**
 * History is spread. The queue is not: `skip locked` wants one node, and what is under way is small. Counts by hour are
 * kept by triggers, which Citus refuses, so nothing reads them there. Of those of one key, the first one leads: the
 * others are placed as it is.
 */
export const placements = {
  executions: 'execution_id',
  executionTags: 'execution_id',
  executionMetadata: 'execution_id',
  payloads: 'execution_id',
  largeValues: 'execution_id',
  nodeResults: 'execution_id',
  runs: 'flow_id',
  runTags: 'flow_id',
  runMetadata: 'flow_id',
  dags: 'everywhere',
  flows: 'coordinator',
  runHours: 'coordinator',
  flowHours: 'coordinator',
  hourChanges: 'coordinator',
  queueExecutions: 'coordinator',
  workers: 'coordinator',
  actions: 'coordinator',
  joins: 'coordinator',
  queueValues: 'coordinator',
  touched: 'coordinator',
  tokens: 'coordinator',
  audit: 'coordinator',
} as const satisfies Record<keyof Tables, Placement>
