import { openBackend } from '../../../src/db/open.ts'
import { parseBackend } from '../../../src/db/url.ts'
import { newDbos, superjson, tellDbos } from '../servers/dbos.ts'
import { openSql } from '../servers/sql.ts'
import type { Adapter, Told } from './history.ts'

const words = {
  COMPLETED: 'SUCCESS',
  FAILED: 'ERROR',
  TIMED_OUT: 'CANCELLED',
  CANCELLED: 'CANCELLED',
  RUNNING: 'PENDING',
  PENDING: 'ENQUEUED',
} as const

const workflowRow = ({ name, flow, status, at, finishedAt, parent }: Told) => ({
  ...{ workflow_uuid: name, name: flow, status: words[status as keyof typeof words] },
  recovery_attempts: status === 'PENDING' ? 0 : 1,
  ...{ created_at: at, updated_at: finishedAt ?? at, completed_at: finishedAt, parent_workflow_id: parent },
  workflow_deadline_epoch_ms: status === 'TIMED_OUT' ? finishedAt : null,
  serialization: 'js_superjson',
})

const stored = (value: unknown) => (value === null ? null : superjson(value))
const errorOf = (error: string | null) => stored(error === null ? null : { name: 'Error', message: error })

/** The tables are those of its own library, or of that for Python in SQLite, the rows are as it would write them. */
export const dbosAdapter = (kind: string): Adapter => ({
  // What is late has no error, and only the last try of a step is kept. A tag would be a key with a value.
  cannot: { statuses: ['TIMED_OUT'], fields: ['tags', 'nodeResults', 'flows'] },
  async seed(history) {
    const place = await newDbos(kind)
    const db = openSql(place)
    await tellDbos(db, {
      workflow_status: history.map(workflowRow),
      workflow_input: history.map(({ name, inputs }) => ({ workflow_uuid: name, inputs: stored(inputs) })),
      workflow_output: history.map(({ name, outputs, error }) => {
        return { workflow_uuid: name, output: stored(outputs), error: errorOf(error) }
      }),
    })
    await db.close()
    const backend = await openBackend(parseBackend(`d=${place.own}`))
    return { backend, place, idOf: (name) => name }
  },
})
