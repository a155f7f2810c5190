import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Backend } from '../../src/db/backend.ts'
import { openBackend } from '../../src/db/open.ts'
import { parseBackend } from '../../src/db/url.ts'
import { type Api, apiOver } from '../setup/servers/api.ts'
import { type BossPlace, newBoss } from '../setup/servers/pgboss.ts'

/** A row of `job`, as SQL. */
type Row = Readonly<Record<string, string>>

const now = 'now()'
const day = `now() + interval '1 day'`
const message = `'{"message":"It broke"}'`
const begun = { started_on: now }
const over = { ...begun, completed_on: now }

/** The example rows, each with what is said of it. */
const truths: readonly (readonly [row: Row, said: string])[] = [
  [{ state: `'created'` }, 'PENDING QUEUED 0'],
  [{ state: `'created'`, start_after: day }, 'PENDING QUEUED 0'],
  [{ state: `'created'`, blocked: 'true' }, 'WAITING REPORTED 0'],
  [{ state: `'retry'`, blocked: 'true', ...begun }, 'WAITING REPORTED 1'],
  [{ state: `'active'`, ...begun }, 'RUNNING ATTEMPT_STARTED 1'],
  [{ state: `'active'`, ...begun, blocked: 'true' }, 'RUNNING ATTEMPT_STARTED 1'],
  [{ state: `'active'`, ...begun, retry_count: '2' }, 'RUNNING RETRYING 3'],
  [
    { state: `'active'`, ...begun, heartbeat_seconds: '10', heartbeat_on: `now() - interval '60 s'` },
    'FAILED HEARTBEAT_STALE 1',
  ],
  [
    { state: `'active'`, ...begun, heartbeat_seconds: '90', heartbeat_on: `now() - interval '60 s'` },
    'RUNNING ATTEMPT_STARTED 1',
  ],
  [{ state: `'active'`, ...begun, heartbeat_on: `now() - interval '9 d'` }, 'RUNNING ATTEMPT_STARTED 1'],
  [{ state: `'retry'`, ...begun, output: message }, 'PENDING QUEUED 1 It broke'],
  [{ state: `'retry'`, ...begun, output: message, retry_count: '1' }, 'PENDING QUEUED 2 It broke'],
  [{ state: `'completed'`, ...over }, 'COMPLETED ATTEMPT_OK 1'],
  [{ state: `'completed'`, completed_on: now }, 'COMPLETED ATTEMPT_OK 0'],
  [{ state: `'completed'`, ...over, output: message }, 'COMPLETED ATTEMPT_OK 1'],
  [{ state: `'cancelled'`, completed_on: now }, 'CANCELLED CANCELLED 0'],
  [{ state: `'cancelled'`, ...over, retry_count: '1' }, 'CANCELLED CANCELLED 2'],
  [
    { state: `'failed'`, ...over, retry_count: '2', output: `'{"name":"E","message":"m","stack":"s"}'` },
    'FAILED ATTEMPT_FAILED 3 m',
  ],
  [{ state: `'failed'`, ...over }, 'FAILED ATTEMPT_FAILED 1'],
  [{ state: `'failed'`, ...over, output: `'{"value":"text"}'` }, 'FAILED ATTEMPT_FAILED 1 text'],
  [{ state: `'failed'`, ...over, output: `'{"value":[1]}'` }, 'FAILED ATTEMPT_FAILED 1 {"value": [1]}'],
  [{ state: `'failed'`, ...over, output: `'"bare"'` }, 'FAILED ATTEMPT_FAILED 1 "bare"'],
  [{ state: `'failed'`, ...over, output: `'[]'` }, 'FAILED ATTEMPT_FAILED 1 []'],
  [
    { state: `'failed'`, ...over, output: `'{"value":{"message":"job timed out"}}'` },
    'TIMED_OUT TIMED_OUT 1 job timed out',
  ],
  [
    { state: `'failed'`, ...over, output: `'{"value":{"message":"job heartbeat timeout"}}'` },
    'FAILED HEARTBEAT_STALE 1 job heartbeat timeout',
  ],
  // Thrown by a program in these words.
  [
    { state: `'failed'`, ...over, output: `'{"message":"job timed out","name":"Error"}'` },
    'FAILED ATTEMPT_FAILED 1 job timed out',
  ],
]

const idAt = (place: number) => `${String(place).padStart(8, '0')}-0000-4000-8000-000000000000`

describe('the tables of pg-boss', () => {
  let place: BossPlace
  let api: Api
  beforeAll(async () => {
    place = await newBoss()
    await place.boss.createQueue('q')
    for (const [index, [row]] of truths.entries()) await insert(index, row)
    api = apiOver([await openAs(place.url)], [place])
  })
  afterAll(() => api.close())

  const openAs = (url: string): Promise<Backend> => openBackend(parseBackend(`boss=${url}`))
  const insert = (index: number, row: Row, schema = 'pgboss') =>
    place.sql.run(
      `insert into ${schema}.job (id, name, ${Object.keys(row).join(', ')}) values ('${idAt(index)}', 'q', ${Object.values(row).join(', ')})`,
    )

  interface Said {
    readonly id: string
    readonly status: string
    readonly statusReason: string
    readonly attempt: number
    readonly error: string | null
  }
  const words = ({ status, statusReason, attempt, error }: Said) =>
    [status, statusReason, attempt, error].filter((one) => one !== null).join(' ')

  it('say the status, its reason, the attempt and the error of each example', async () => {
    const ids = truths.map((_, index) => `q/${idAt(index)}`)
    const { executions } = await api.data<{ executions: Said[] }>(
      'query ($ids: [ID!]!) { executions(ids: $ids) { id status statusReason attempt error } }',
      { ids },
    )
    expect(executions.map((one, index) => [truths[index]![0], words(one)])).toEqual(truths)
  })

  it('give by each status what a look-up says of it, and count so', async () => {
    const counts = Map.groupBy(truths, ([, said]) => said.split(' ')[0]!)
    for (const [status, { length }] of counts) {
      const { executionHistory, executionStats } = await api.data<{
        executionHistory: { nodes: Said[] }
        executionStats: { counts: object[] }
      }>(`{ executionHistory(filter: { status: [${status}] }, first: 100) { nodes { id status } }
        executionStats(filter: { status: [${status}] }) { counts { status value } } }`)
      expect(executionHistory.nodes.map((one) => one.status)).toEqual(Array(length).fill(status))
      expect(executionStats.counts).toEqual([{ status, value: length }])
    }
  })

  it('tell a state that a later version adds as UNKNOWN, and go on', async () => {
    await place.sql.run(`alter type pgboss.job_state add value 'pondering'`)
    await insert(900, { state: `'pondering'` })
    const id = `q/${idAt(900)}`
    const { executions, executionHistory } = await api.data<{
      executions: Said[]
      executionHistory: { nodes: Said[] }
    }>(`{ executions(ids: ["${id}"]) { status statusReason attempt error }
      executionHistory(filter: { status: [UNKNOWN] }) { nodes { id } } }`)
    expect(words(executions[0]!)).toBe('UNKNOWN REPORTED 0')
    expect(executionHistory.nodes).toEqual([{ id }])
    await place.sql.run(`delete from pgboss.job where id = '${idAt(900)}'`)
  })

  it('have dates beyond any calendar, which break no page', async () => {
    await insert(901, { state: `'active'`, started_on: `'infinity'`, created_on: `'-infinity'` })
    await insert(902, { state: `'created'`, created_on: `'290000-01-01'`, data: `'{"n":1e400}'` })
    const { executionHistory } = await api.data<{ executionHistory: { nodes: object[] } }>(
      '{ executionHistory(first: 100) { nodes { id startedAt inputs { bytes } } } }',
    )
    const bytes = { bytes: `{"n": 1${'0'.repeat(400)}}`.length }
    expect(executionHistory.nodes).toHaveLength(truths.length + 2)
    expect(executionHistory.nodes.at(0)).toEqual({ id: `q/${idAt(902)}`, startedAt: null, inputs: bytes })
    expect(executionHistory.nodes.at(-1)).toEqual({ id: `q/${idAt(901)}`, startedAt: null, inputs: null })
    await place.sql.run(`delete from pgboss.job where id in ('${idAt(901)}', '${idAt(902)}')`)
  })

  it('may be those of release 11, in another schema: what came later is read as if it were empty', async () => {
    await eleven('release_11')
    await insert(1, { state: `'active'`, ...begun }, 'release_11')
    const old = apiOver([await openAs(`${place.url}?schema=release_11`)], [])
    const answer = await old.data<{ executions: object[] }>(
      `{ executions(ids: ["q/${idAt(1)}"]) { id status heartbeatAt tags parent { id } children { nodes { id } } attempts { nodes { number } } }
        executionHistory { nodes { id } } }`,
    )
    await old.close()
    const none = { heartbeatAt: null, tags: [], parent: null, children: { nodes: [] } }
    const id = `q/${idAt(1)}`
    expect(answer).toEqual({
      executions: [{ id, status: 'RUNNING', ...none, attempts: { nodes: [{ number: 1 }] } }],
      executionHistory: { nodes: [{ id }] },
    })
  })

  it.each<[what: string, change: string, why: string]>([
    ['without the schema', 'select 1', 'schema "other" has no table "job"'],
    ['without a column', 'COLUMN', 'schema "other" has a table "job" without a column "completed_on"'],
    ['without queues', 'QUEUE', 'schema "other" has no table "queue"'],
    ['of release 10', 'ARCHIVE', 'to which pg-boss moved finished jobs before release 11'],
  ])('are refused %s, by the name of what is missing', async (_, change, why) => {
    await place.sql.run('drop schema if exists other cascade')
    if (change !== 'select 1') await eleven('other')
    if (change === 'COLUMN') await place.sql.run('alter table other.job drop column completed_on')
    if (change === 'QUEUE') await place.sql.run('drop table other.queue')
    if (change === 'ARCHIVE') await place.sql.run('create table other.archive (like other.job)')
    await expect(openAs(`${place.url}?schema=other`)).rejects.toThrow(why)
  })

  it('are read by a role that may read only them, and refused to one that may not', async () => {
    await place.sql.run(`drop role if exists boss_reader`)
    await place.sql.run(`create role boss_reader login password 'reads'`)
    const url = new URL(place.url.replace('pgboss+', ''))
    Object.assign(url, { username: 'boss_reader', password: 'reads' })
    const reader = `pgboss+${url.href}`
    await expect(openAs(reader)).rejects.toThrow('has a table "job" that the user may not read. Grant')
    await place.sql.run(`grant usage on schema pgboss to boss_reader`)
    await place.sql.run(`grant select on pgboss.job, pgboss.queue to boss_reader`)
    await expect(openAs(reader)).rejects.toThrow('"job_dependency" that the user may not read')
    await place.sql.run(`grant select on pgboss.job_dependency to boss_reader`)
    const reading = apiOver([await openAs(reader)], [])
    const { executionHistory } = await reading.data<{ executionHistory: { nodes: object[] } }>(
      '{ executionHistory(first: 100) { nodes { id } } }',
    )
    expect(executionHistory.nodes).toHaveLength(truths.length)
    await reading.close()
    await place.sql.run('drop owned by boss_reader')
    await place.sql.run('drop role boss_reader')
  })

  /** The columns that release 11.1 has, and that are read. */
  async function eleven(schema: string) {
    await place.sql.run(`create schema ${schema}`)
    await place.sql.run(
      `create table ${schema}.queue (name text primary key, created_on timestamptz not null default now())`,
    )
    await place.sql
      .run(`create table ${schema}.job (id uuid, name text, state pgboss.job_state, data jsonb, output jsonb, retry_count int not null default 0,
      created_on timestamptz not null default now(), started_on timestamptz, completed_on timestamptz, singleton_key text, policy text, primary key (name, id))`)
    await place.sql.run(`insert into ${schema}.queue (name) values ('q')`)
  }
})
