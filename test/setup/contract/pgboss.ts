import { openBackend } from '../../../src/db/open.ts'
import { parseBackend } from '../../../src/db/url.ts'
import { newBoss } from '../servers/pgboss.ts'
import type { Adapter, Told } from './history.ts'

const words = {
  COMPLETED: 'completed',
  FAILED: 'failed',
  CANCELLED: 'cancelled',
  RUNNING: 'active',
  PENDING: 'created',
} as const

const idAt = (place: number) => `${place.toString(16).padStart(8, '0')}-0000-4000-8000-000000000000`

const iso = (ms: number | null) => (ms === null ? null : new Date(ms).toISOString())

const rowOf = ({ flow, status, at, finishedAt, error, inputs, outputs }: Told, place: number) => ({
  ...{ id: idAt(place), name: flow, state: words[status as keyof typeof words], policy: 'standard' },
  ...{ data: inputs, output: error === null ? outputs : { message: error } },
  ...{
    created_on: iso(at),
    started_on: status === 'PENDING' ? null : iso(at),
    completed_on: iso(finishedAt),
  },
})

/** The tables are the engine's own, the rows are as it would write them. Its own words stand for a time that is out. */
export const pgbossAdapter: Adapter = {
  cannot: { statuses: ['TIMED_OUT'], fields: ['tags', 'nodeResults'] },
  async seed(history) {
    const { boss, sql, ...place } = await newBoss()
    for (const name of new Set(history.map(({ flow }) => flow))) await boss.createQueue(name)
    const rows = history.map(rowOf)
    const names = Object.keys(rows[0]!).join(', ')
    await sql.run(
      `insert into pgboss.job (${names}) select ${names} from jsonb_populate_recordset(null::pgboss.job, $1::text::jsonb)`,
      [JSON.stringify(rows)],
    )
    // A null of JSON is none of SQL.
    for (const column of ['data', 'output'])
      await sql.run(`update pgboss.job set ${column} = null where ${column} = 'null'`)
    const keys = new Map(history.map(({ name, flow }, index) => [name, [flow, idAt(index)] as const]))
    for (const { name, parent } of history) {
      if (parent === null) continue
      await sql.run('insert into pgboss.job_dependency values ($1, $2, $3, $4)', [
        ...keys.get(name)!,
        ...keys.get(parent)!,
      ])
    }
    const backend = await openBackend(parseBackend(`boss=${place.url}`))
    return { backend, place, idOf: (name) => keys.get(name)!.join('/') }
  },
}
