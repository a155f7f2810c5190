import type { EngineIndex } from '../../kind.ts'

/** From which lists gain. */
export const pgbossIndexes: readonly EngineIndex[] = [
  {
    table: 'job',
    columns: ['name', 'created_on'],
    gain: 'the newest executions of a queue, and of all queues',
    cost: 'an entry for each job; pg-boss makes it itself from release 12.38 on',
  },
]
