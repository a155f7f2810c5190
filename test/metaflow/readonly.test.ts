import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { errors, statements } from '../setup/ask/answers.ts'
import { type Api, apiOver, startApi } from '../setup/servers/api.ts'
import { askOf, openStream } from '../setup/ask/streams.ts'
import { type Counter, countStatements } from '../setup/ask/counting.ts'
import { artifact, insert, tellTasks } from '../setup/servers/metaflow.ts'
import { type Sql, openSql } from '../setup/servers/sql.ts'

const page = 'edges { cursor } pageInfo { hasNextPage endCursor }'
const runFields =
  'id backend flow number name version user startedAt heartbeatAt status statusReason heartbeatStale finishedAt durationMs'
const ids = Array.from({ length: 40 }, (_, index) => `Train/${index % 4}/fit/${index}`)

/** Every public operation, with how many statements it costs: of each kind of record one, whatever there is of them. */
const operations: readonly (readonly [query: string, statements: number])[] = [
  ['{ backends { name kind reachable latencyMs } }', 1],
  [`{ execution(id: "${ids[0]}") { id status version } }`, 1],
  [`{ executions(ids: ${JSON.stringify(ids)}) { id status attempt durationMs } }`, 1],
  [
    `{ executions(ids: ${JSON.stringify(ids)}) { id attempts { nodes { number status } ${page} } metadata { nodes { id value } }
      children { nodes { id } } nodeResults { nodes { nodeId } } inputs { json } outputs { json } run { ${runFields} } parent { id } dag { hash } } }`,
    1 + 5,
  ],
  [`{ executionHistory(first: 20) { nodes { id status } ${page} unavailable } }`, 1],
  [
    `{ a: run(flow: "Train") { ${runFields} } b: run(flow: "Train", ref: "2") { id } c: run(flow: "x", status: [FAILED]) { id } }`,
    1,
  ],
  [
    `{ runs(first: 10) { nodes { ${runFields} tags systemTags steps { name counts { status value } } executions(status: [PENDING]) { nodes { id } ${page} }
      metadata { nodes { id value } ${page} } previous { id } next { id } latest(status: [RUNNING]) { id } } ${page} unavailable } }`,
    1 + 7,
  ],
  ...['STARTED', 'FINISHED', 'DURATION', 'FLOW'].map(
    (field) =>
      [
        `{ runs(orderBy: { field: ${field} }, filter: { status: [FAILED] }) { nodes { id } ${page} } }`,
        1,
      ] as const,
  ),
  [
    '{ runs(filter: { flow: ["Train"], user: ["ana"], tagsAny: ["a", "b"], tagsAll: ["c"], minDurationMs: 1, refPrefix: "1" }) { nodes { id } } }',
    1,
  ],
  ['{ statusCounts { counts { status value isExact } unavailable } }', 1],
  ['{ runHistogram(buckets: 3) { buckets { from counts { status value } } isExact } }', 1],
  ['{ runFacets { users { value count } tags { value count } isExact } }', 1],
  ['{ flows { nodes { id name createdAt lastRun { id } latest(status: [COMPLETED]) { id } } } }', 1 + 1],
]

const mutations = [
  'recordExecutions(input: { executions: [{ id: "e", flow: "F" }] BACKEND }) { results { ok } }',
  'recordRuns(input: { runs: [{ flow: "F" }] BACKEND }) { results { ok } }',
  'heartbeatRuns(input: { heartbeats: [{ flow: "Train", number: 1 }] BACKEND }) { results { ok } }',
  'recordMetadata(input: { facts: [{ run: { flow: "Train", number: 1 }, step: "end", field: "attempt_ok", value: "true" }] BACKEND }) { results { ok } }',
]

const writes = `query ~* '\\m(insert|update|delete|create|alter|drop|truncate|grant|lock|copy|call|do|nextval|notify|begin|commit)\\M'`

describe('over the tables of metaflow, with a role that has every right,', () => {
  let api: Api
  let sql: Sql
  let counter: Counter
  beforeAll(async () => {
    api = await startApi({ title: 'metaflow first', kinds: { mf: 'metaflow', main: 'sqlite' } })
    sql = openSql(api.places[0]!)
    counter = await countStatements({ ...api, backends: api.backends.slice(0, 1) })
    await tellTasks(
      sql,
      ids.map((_, index) => ({
        flow: 'Train',
        run: index % 4,
        step: 'fit',
        task: index,
        createdAt: 1,
        heartbeatAt: null,
        facts: [{ field: 'attempt', value: '0', ts: 2, tags: [], attempt: 0 }],
      })),
    )
    const key = { flow_id: 'Train', run_number: 0, step_name: 'fit', task_id: 0 }
    await insert(sql, 'artifact_v3', [{ ...key, ...artifact('model', 0) }])
  })
  afterAll(async () => {
    await counter.close()
    await sql.close()
    await api.close()
  })

  const contents = async () => {
    const tables = ['flows_v3', 'runs_v3', 'steps_v3', 'tasks_v3', 'metadata_v3', 'artifact_v3']
    const rows = await Promise.all(
      tables.map((table) =>
        sql.run(`select count(*), md5(string_agg(t::text, '|' order by t::text)) from ${table} t`),
      ),
    )
    const objects = await sql.run(
      `select relname, relkind from pg_class join pg_namespace n on n.oid = relnamespace where nspname = 'public' and relname not like 'pg_stat%' order by 1`,
    )
    return [rows, objects]
  }

  it('every operation is answered, by one statement for each kind of record, without a transaction', async () => {
    await api.ask(operations[0]![0])
    for (const [query, count] of operations) {
      const { answer, seen } = await counter.during(() => api.ask(query))
      const { mf } = statements(answer)
      expect({ query, errors: answer.errors, mf }).toEqual({ query, errors: undefined, mf: count })
      expect(seen).toEqual({ mf: count })
    }
  })

  it('nothing is written, says the server', async () => {
    const before = await contents()
    const own = '(select oid from pg_database where datname = current_database())'
    await sql.run(`select pg_stat_statements_reset(0, ${own}, 0)`)
    for (const [query] of operations) await api.ask(query)
    for (const mutation of mutations)
      await api.ask(`mutation { ${mutation.replace('BACKEND', ', backend: "mf"')} }`)
    const seen = await sql.run(
      `select query, calls, ${writes} as writes from pg_stat_statements where dbid = ${own} and query not like '%pg_stat_statements%'`,
    )
    expect(seen.length).toBeGreaterThan(operations.length)
    expect(seen.filter((one) => one['writes'])).toEqual([])
    expect(seen.filter((one) => !/^(select|with) /.test(String(one['query'])))).toEqual([])
    expect(await contents()).toEqual(before)
  })

  it('a statement that writes is refused by the connection itself', async () => {
    const { pid } = (
      await sql.run(
        `select pid from pg_stat_activity where application_name = 'execgraph' and datname = current_database() limit 1`,
      )
    )[0] as { pid: number }
    expect(pid).toBeGreaterThan(0)
    const [backend] = api.backends
    const { statement } = await import('../../src/db/sql/statement.ts')
    const { sql: text } = await import('drizzle-orm')
    const { reading } = await import('../setup/seeds/everything.ts')
    const write = statement('test.write', () => text`update runs_v3 set run_id = 'x'`)
    await expect(backend!.read(write, {}, reading())).rejects.toMatchObject({ code: '25006' })
    await expect(backend!.write(reading().meter, async () => 1)).rejects.toThrow('read-only')
  })

  it.each(mutations)('%s is forbidden', async (mutation) => {
    const { answer, seen } = await counter.during(() =>
      api.ask(`mutation { m: ${mutation.replace('BACKEND', ', backend: "mf"')} }`),
    )
    expect(seen).toEqual({})
    expect(answer.data).toEqual({ m: null })
    expect(errors(answer)).toEqual([
      { path: ['m'], code: 'FORBIDDEN', backend: 'mf', field: 'input.backend' },
    ])
    expect(answer.errors![0]!.message).toContain('"mf" (metaflow) is read-only')
  })

  it('each of several mutations is told so', async () => {
    const all = mutations
      .slice(1, 3)
      .map((mutation, at) => `m${at}: ${mutation.replace('BACKEND', ', backend: "mf"')}`)
    const answer = await api.ask(`mutation { ${all.join(' ')} }`)
    expect(errors(answer)).toMatchObject([
      { path: ['m0'], code: 'FORBIDDEN' },
      { path: ['m1'], code: 'FORBIDDEN' },
    ])
  })

  it.each(mutations)('%s without a backend goes to the first one that takes writes', async (mutation) => {
    const { answer, seen } = await counter.during(() =>
      api.ask(`mutation { m: ${mutation.replace('BACKEND', '')} }`),
    )
    expect([answer.errors, Object.keys(statements(answer)), seen]).toEqual([undefined, ['main'], {}])
  })

  it('so does its queue, also where it is watched', async () => {
    expect(await api.data('{ queue { backend } }')).toEqual({ queue: { backend: 'main' } })
    const stream = await openStream(askOf(api.app), [
      { id: 'q', query: 'subscription { queueChanged { backend } }' },
    ])
    await stream.close()
    expect(stream.of('q')).toEqual([{ backend: 'main' }])
  })

  it('where the only one takes no writes, it is named', async () => {
    const alone = apiOver(api.backends.slice(0, 1))
    const answer = await alone.ask(`mutation { m: ${mutations[1]!.replace('BACKEND', '')} }`)
    expect(errors(answer)).toEqual([
      { path: ['m'], code: 'FORBIDDEN', backend: alone.backends[0]!.name, field: 'input.backend' },
    ])
    expect(errors(await alone.ask('{ queue { backend } }'))).toEqual([
      { path: ['queue'], code: 'FORBIDDEN', backend: alone.backends[0]!.name, field: 'backend' },
    ])
  })
})
