// The project's own copy: what the bench installs for others is an older one.
import { type JobWithMetadata, PgBoss } from '../../node_modules/pg-boss/dist/index.js'
import postgres from 'postgres'
import { type Engine, type Shown, count, failedEach, inTurn, iso } from './engine.ts'

const queue = 'mail'
const uuidOf = (n: number) => `${n.toString(16).padStart(8, '0')}-0000-4000-8000-000000000000`
const words: Readonly<Record<string, string>> = { completed: 'COMPLETED', failed: 'FAILED' }

const shown = ({ name, id, state, startedOn, completedOn }: JobWithMetadata<unknown>): Shown => ({
  id: `${name}/${id}`,
  status: words[state] ?? state,
  startedAt: iso(startedOn),
  finishedAt: iso(completedOn),
})

const connect = (url: string) =>
  new PgBoss({ connectionString: url, supervise: false, schedule: false }).start()

export const pgboss: Engine = {
  name: 'pg-boss',
  batchBy: 'getJobById, all at once',
  scheme: 'pgboss+',
  idOf: (n) => `${queue}/${uuidOf(n)}`,
  async fill(url) {
    const boss = await connect(url)
    await boss.createQueue(queue)
    await boss.stop({ graceful: false })
    const sql = postgres(url, { max: 1 })
    const at = `to_timestamp(1790000000 + n)`
    await sql.unsafe(
      `insert into pgboss.job (id, name, state, data, output, created_on, started_on, completed_on, policy)
      select (lpad(to_hex(n), 8, '0') || '-0000-4000-8000-000000000000')::uuid, '${queue}',
        (case n % ${failedEach} when 0 then 'failed' else 'completed' end)::pgboss.job_state,
        jsonb_build_object('to', n), case n % ${failedEach} when 0 then '{"message":"No such address"}' else '{"sent":1}' end::jsonb,
        ${at}, ${at}, ${at} + interval '1 second', 'standard'
      from generate_series(1, ${count}) as n`,
    )
    await sql.unsafe('vacuum analyze')
    await sql.end()
  },
  async open(url) {
    const boss = await connect(url)
    const ask = async (id: string) => {
      const at = id.lastIndexOf('/')
      const job = await boss.getJobById(id.slice(0, at), id.slice(at + 1))
      if (job === null) throw new Error(`pg-boss has no job ${id}.`)
      return shown(job)
    }
    return {
      oneByOne: (ids) => inTurn(ids, ask),
      batch: (ids) => Promise.all(ids.map(ask)),
      close: () => boss.stop({ graceful: false }),
    }
  },
}
