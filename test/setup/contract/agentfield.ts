import { openBackend } from '../../../src/db/open.ts'
import { parseBackend } from '../../../src/db/url.ts'
import { insertExecutions, insertInto, newAgentField } from '../servers/agentfield.ts'
import type { Adapter, Told } from './history.ts'

const words = {
  COMPLETED: 'succeeded',
  FAILED: 'failed',
  TIMED_OUT: 'timeout',
  CANCELLED: 'cancelled',
  RUNNING: 'running',
  PENDING: 'queued',
  WAITING: 'waiting',
  PAUSED: 'paused',
  UNKNOWN: 'unknown',
} as const

const json = (value: unknown) => (value === null ? null : JSON.stringify(value))

function rowOf({ name, flow, status, at, finishedAt, ...told }: Told) {
  const [agent = '', reasoner = ''] = flow.split('.')
  return {
    ...{ id: name, run: `run ${name}`, agent, reasoner, status: words[status], startedAt: at },
    ...{ completedAt: finishedAt, error: told.error, parent: told.parent },
    ...{ input: json(told.inputs), result: json(told.outputs) },
  }
}

/** Each execution is a run of its own, whose labels are its tags. */
export const agentFieldAdapter = (kind: string): Adapter => ({
  cannot: { statuses: [], fields: ['nodeResults'] },
  async seed(history) {
    const place = await newAgentField(kind)
    const { db } = place
    await db.run('begin')
    await insertExecutions(db, history.map(rowOf))
    const labelled = history.filter(({ tags }) => tags.length > 0)
    await insertInto(
      db,
      'workflow_runs',
      labelled.map(({ name, tags }) => ({
        ...{ run_id: `run ${name}`, root_workflow_id: 'w' },
        metadata: Buffer.from(JSON.stringify({ run: { labels: tags } })),
      })),
    )
    await db.run('commit')
    const backend = await openBackend(parseBackend(`af=${place.url}`))
    return { backend, place, idOf: (name) => name }
  },
})
