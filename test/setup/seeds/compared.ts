import type { Api } from '../servers/api.ts'
import { type Sent, at, idsFrom, record } from './records.ts'
import { dag } from './wholes.ts'

/** An attempt of that many milliseconds. */
const attempt = (from: number, ms: number, verdict: string, error?: string) => ({
  number: 1,
  startedAt: at(from),
  finishedAt: at(from + ms),
  verdict,
  error,
})

const execution = (id: string, from: number, verdict: string, more: Sent = {}): Sent => ({
  id,
  flow: 'Train',
  step: 'fit',
  runNumber: from,
  attempts: [attempt(from, 1_000, verdict, verdict === 'FAILED' ? 'out of memory' : undefined)],
  ...more,
})

const otherDag = {
  ...dag,
  nodes: [
    { ...dag.nodes[0], label: 'Load fewer rows', position: { x: 1, y: 2 } },
    { id: 'fit', position: { x: 3, y: 4 } },
    { id: 'check' },
  ],
  edges: [
    { source: 'load', target: 'fit', label: 'rows', kind: 'CONTROL' },
    { source: 'fit', target: 'check' },
  ],
}

/** The last one of its flow at that time, with all that can be compared. */
const one = (id: string, index: number, from: number) =>
  execution(id, from, from < 40_000 ? 'OK' : 'FAILED', {
    flow: `Flow ${index}`,
    inputs: { from },
    outputs: { from },
    tags: [id],
    dag: from < 40_000 ? dag : otherDag,
  })

/** Executions to compare. The names of those that have no base say so. */
export async function recordCompared(api: Api, backend: string): Promise<void> {
  const failed = execution('failed', 9_000, 'FAILED', {
    attempts: [attempt(9_000, 3_500, 'FAILED', 'out of memory')],
    tags: ['a', 'c'],
    inputs: { rows: 1001, columns: ['a'], long: 'x'.repeat(90) },
    nodeResults: [{ nodeId: 'load', status: 'FAILED', error: 'x' }],
    dag: otherDag,
  })
  const good = execution('good', 5_000, 'OK', {
    tags: ['a', 'b'],
    inputs: { rows: 1000, columns: ['a', 'ü'], long: 'x'.repeat(80) },
    outputs: { loss: 0.25 },
    nodeResults: [{ nodeId: 'load', status: 'COMPLETED' }],
    dag,
  })
  await record(
    api,
    [
      failed,
      good,
      execution('older', 1_000, 'OK'),
      execution('newer', 9_001, 'OK'),
      execution('of another step', 8_000, 'OK', { step: 'load' }),
      execution('of another flow', 8_000, 'OK', { flow: 'Other' }),
      execution('of no step', 500, 'OK', { step: null }),
      execution('later of no step', 2_000, 'FAILED', { step: null }),
      execution('failed before', 8_500, 'FAILED'),
      execution('first', 10, 'FAILED'),
      ...idsFrom('base-', 50).map((id, index) => one(id, index, 20_000)),
      ...idsFrom('many-', 50).map((id, index) => one(id, index, 40_000)),
    ],
    backend,
  )
}
