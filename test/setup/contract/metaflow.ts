import { openBackend } from '../../../src/db/open.ts'
import { parseBackend } from '../../../src/db/url.ts'
import { newMetaflow, tellTasks } from '../servers/metaflow.ts'
import { openSql } from '../servers/sql.ts'
import type { Adapter, Told } from './history.ts'

const attempt = 0
const tags = ['attempt_id:0']

const factsOf = ({ at, status, finishedAt }: Told) => [
  { field: 'attempt', value: '0', ts: at, tags, attempt },
  ...(finishedAt === null
    ? []
    : [
        { field: 'attempt_ok', value: String(status === 'COMPLETED'), ts: finishedAt, tags, attempt },
        { field: 'attempt-done', value: '0', ts: finishedAt, tags, attempt },
      ]),
]

/** Tasks of one run of each flow. */
export const metaflowAdapter: Adapter = {
  cannot: {
    hasOpenDurations: true,
    statuses: ['PENDING', 'TIMED_OUT', 'CANCELLED'],
    fields: ['error', 'inputs', 'outputs', 'parent', 'tags', 'nodeResults', 'usual'],
  },
  async seed(history) {
    const place = await newMetaflow('metaflow')
    const sql = openSql(place)
    const tasks = history.map((told, task) => ({
      ...{ flow: told.flow, run: 1, step: 'fit', task, createdAt: told.at },
      heartbeatAt: told.finishedAt === null ? 1_000 * Math.floor(Date.now() / 1_000) : null,
      facts: factsOf(told),
    }))
    await tellTasks(sql, tasks)
    await sql.close()
    const backend = await openBackend(parseBackend(`mf=${place.url}?task-heartbeat=100000000`))
    const idOf = (name: string) => {
      const place = history.findIndex((one) => one.name === name)
      return `${history[place]!.flow}/1/fit/${place}`
    }
    return { backend, place, idOf }
  },
}
