import { describe, it } from 'vitest'
import { maintain } from '../../src/cli/metaflow.ts'
import { openBackend } from '../../src/db/open.ts'
import { parseBackend } from '../../src/db/url.ts'
import { newAgentField } from '../setup/servers/agentfield.ts'
import { apiOver } from '../setup/servers/api.ts'
import { newDbos } from '../setup/servers/dbos.ts'
import { connectEngine } from '../setup/servers/openworkflow.ts'
import { newBoss } from '../setup/servers/pgboss.ts'
import { openSql } from '../setup/servers/sql.ts'
import { type Place, newPlace } from '../setup/servers/stores.ts'

/** What an engine has no index for, by filter, and the indexes that it makes itself, of which one is dropped. */
interface Engine {
  readonly make: () => Promise<Place>
  readonly table: string
  readonly said: readonly (readonly [filter: string, lacks: string])[]
  readonly index: string
  readonly told: RegExp
}

const engines: Readonly<Record<string, Engine>> = {
  agentfield: {
    make: () => newAgentField('postgres'),
    table: 'public.executions',
    said: [
      [
        'flow: ["a.b"]',
        'AgentField has no index of a flow by time. One would help: execgraph indexes prints it.',
      ],
      [
        'minDurationMs: 5',
        'AgentField has no index for that. Ask for a run, a session or a short time as well.',
      ],
    ],
    index: 'public.idx_executions_actor_id',
    told: /^create index concurrently on "public"\."executions" \(agent_node_id, reasoner_id, started_at\);\n {2}speeds up {2}executions of a flow\n {2}costs {6}an entry for each execution\n/,
  },
  dbos: {
    make: () => newDbos('postgres'),
    table: 'dbos.workflow_status',
    said: [
      ['flow: ["a"]', 'DBOS has no index of the names of workflows. Narrow the filter by a time.'],
      [
        'status: [COMPLETED]',
        'DBOS has no index of workflows that completed, or of statuses that it does not have',
      ],
      ['source: ["q"]', 'DBOS has no index of schedules and queues together.'],
      ['maxDurationMs: 5', 'DBOS has no index of durations.'],
      ['tagsAny: ["a=1", "b=2"]', 'DBOS has no index of several tags'],
    ],
    index: 'dbos.workflow_status_created_at_index',
    told: /^create index concurrently on "dbos"\."workflow_status" \(created_at\);\n {2}speeds up {2}the newest executions\n {2}costs {6}an entry for each workflow\n/,
  },
  openworkflow: {
    async make() {
      const place = await newPlace('postgres')
      await (await connectEngine(place)).stop()
      return place
    },
    table: 'openworkflow.workflow_runs',
    said: [
      [
        'minDurationMs: 5',
        'OpenWorkflow has no index for that: ask for a flow, a status or a short time as well.',
      ],
      ['flow: ["a"], errorContains: "x"', 'OpenWorkflow has no index for that'],
    ],
    index: 'openworkflow.workflow_runs_created_at_desc_idx',
    told: /^create index concurrently on "openworkflow"\."workflow_runs" \(namespace_id, created_at\);\n {2}speeds up {2}the newest executions\n {2}costs {6}an entry for each execution\n/,
  },
  pgboss: {
    make: newBoss,
    table: 'pgboss.job',
    said: [
      [
        'minDurationMs: 5',
        'pg-boss has no index for all of the filter. Ask for a queue, or for a shorter time.',
      ],
    ],
    index: 'pgboss.job_common_i15',
    told: /^create index concurrently on "pgboss"\."job_common" \(name, created_on\);\n {2}speeds up {2}the newest executions of a queue, and of all queues\n {2}costs {6}an entry for each job; pg-boss makes it itself from release 12\.38 on\n/,
  },
}

const sleeping = `select 1 from pg_stat_activity where datname = current_database() and query like '%pg_sleep(20)%' and pid <> pg_backend_pid()`

// At the same time: most of it is waiting for deadlines.
describe.concurrent.each(Object.entries(engines))(
  'what %s has no index for',
  (kind, { make, table, said, index, told }) => {
    it('is said of lists and counts that took too long, and its indexes with what they cost', async ({
      expect,
    }) => {
      const place = await make()
      const url = `${kind}+${place.url.replace(/^[a-z]+\+/, '')}`
      const plain = { ...place, url: place.url.replace(/^[a-z]+\+/, '') }
      const [db, other] = [openSql(plain), openSql(plain)]
      const api = apiOver([await openBackend(parseBackend(`e=${url}`))], [])
      // Whoever waits for a lock takes too long, too.
      const locked = db.run(`begin; lock table ${table}; select pg_sleep(20); commit`).catch(() => {})
      await expect.poll(async () => (await other.run(sleeping)).length).toBe(1)
      for (const [filter, lacks] of said) {
        const queries = [
          `{ executionHistory(filter: { ${filter} }) { nodes { id } } }`,
          `{ executionStats(filter: { ${filter} }) { counts { value } } }`,
        ]
        for (const { errors } of await Promise.all(queries.map((query) => api.ask(query)))) {
          expect(errors?.[0]?.message).toContain(lacks)
          expect(errors?.[0]?.extensions).toMatchObject({ code: 'QUERY_TOO_EXPENSIVE', backend: 'e' })
        }
      }
      await other.run(
        `select pg_cancel_backend(pid) from (${sleeping.replace('select 1', 'select pid')}) as held`,
      )
      await locked
      await api.close()
      await other.run(`drop index ${index}`)
      const lines: string[] = []
      await maintain('indexes', ['--backend', `e=${url}`], (line) => lines.push(line))
      expect(lines.join('\n')).toMatch(told)
      expect(lines.at(-1)).toMatch(/^Nothing was changed/)
      await db.close()
      await other.close()
      await place.remove()
    })
  },
)
