import { openBackend } from '../../../src/db/open.ts'
import type { Adapter, Told } from '../contract/history.ts'
import { openSql } from '../servers/sql.ts'
import { newPlace } from '../servers/stores.ts'
import { acme } from './engine.ts'

const ddl = `create schema acme;
  create table acme.acme_jobs (job_id text primary key, parent_id text, queue text not null, state text not null,
    created_at timestamptz not null, started_at timestamptz, ended_at timestamptz, problem text);
  create index on acme.acme_jobs (created_at);
  create index on acme.acme_jobs (state, created_at);
  create index on acme.acme_jobs (queue, created_at);
  create index on acme.acme_jobs (parent_id) where parent_id is not null`

const states = { COMPLETED: 'done', FAILED: 'broken', RUNNING: 'active', PENDING: 'new' } as const
const iso = (ms: number | null) => (ms === null ? null : new Date(ms).toISOString())

const rowOf = ({ name, flow, parent, status, at, finishedAt, error }: Told) => ({
  ...{ job_id: name, parent_id: parent, queue: flow, state: states[status as keyof typeof states] },
  ...{ created_at: iso(at), started_at: status === 'PENDING' ? null : iso(at), ended_at: iso(finishedAt) },
  problem: error,
})

/** The template of `docs/adding-an-engine.md`. */
export const acmeAdapter: Adapter = {
  cannot: {
    statuses: ['TIMED_OUT', 'CANCELLED'],
    fields: ['inputs', 'outputs', 'tags', 'nodeResults', 'flows'],
  },
  async seed(history) {
    const place = await newPlace('postgres')
    const db = openSql(place)
    await db.run(ddl)
    await db.run(
      'insert into acme.acme_jobs select * from jsonb_populate_recordset(null::acme.acme_jobs, $1::text::jsonb)',
      [JSON.stringify(history.map(rowOf))],
    )
    await db.close()
    const store = acme.parse('acme', place.url.slice('postgres:'.length))
    return { backend: await openBackend({ name: 'acme', kind: 'acme', store }), place, idOf: (name) => name }
  },
}
