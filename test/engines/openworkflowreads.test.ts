import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openBackend } from '../../src/db/open.ts'
import { parseBackend } from '../../src/db/url.ts'
import { everyOperation } from '../setup/ask/everyoperation.ts'
import { type Plan, explaining } from '../setup/ask/plans.ts'
import { type Api, apiOver } from '../setup/servers/api.ts'
import { type Engine, connectEngine, engineUrl } from '../setup/servers/openworkflow.ts'
import { type Sql, openSql } from '../setup/servers/sql.ts'
import { type Place, kinds, newPlace, postgresKinds } from '../setup/servers/stores.ts'
import { sized } from '../setup/whole.ts'

const count = sized(200_000, 40_000)
/** Enough for what is not about plans. */
const few = 10_000

/** In each hundred one failed; of each thousand one waits to be tried again, one runs and one is called off. */
const word = `case when n % 100 = 7 then 'failed' when n % 1000 = 1 then 'pending' when n % 1000 = 2 then 'running'
  when n % 1000 = 3 then 'canceled' else 'completed' end`

/** Twenty flows, one of which is rare, and a step of each run. Every hundredth run is a child of the one before. */
async function seedMany(db: Sql, rows: number): Promise<void> {
  const isServer = db.dialect === 'postgres'
  const [schema, numbers, time] = isServer
    ? [
        'openworkflow.',
        `generate_series(1, ${rows}) as n`,
        `timestamptz '2026-01-01' + n * interval '1 second'`,
      ]
    : [
        '',
        `(with recursive s(n) as (select 1 union all select n + 1 from s where n < ${rows}) select n from s) as s`,
        `strftime('%Y-%m-%dT%H:%M:%fZ', 1767225600 + n, 'unixepoch')`,
      ]
  const flow = `case when n % 5000 = 0 then 'rare' else 'flow ' || (n % 19) end`
  const json = (text: string) => (isServer ? `'${text}'::jsonb` : `'${text}'`)
  await db.run(`insert into ${schema}workflow_runs (namespace_id, id, workflow_name, status, config, input, output, attempts,
      parent_step_attempt_namespace_id, parent_step_attempt_id, worker_id, started_at, finished_at, created_at, updated_at)
    select 'default', 'run ' || n, ${flow}, ${word}, ${json('{}')}, ${json('{"n":1}')}, ${json('[1]')}, 1,
      null, null, 'w', ${time}, ${time}, ${time}, ${time} from ${numbers}`)
  await db.run(`insert into ${schema}step_attempts (namespace_id, id, workflow_run_id, step_name, kind, status, config, output, started_at, finished_at, created_at, updated_at)
    select 'default', 'step ' || n, 'run ' || n, 'load', 'function', 'completed', ${json('{}')}, ${json('2')}, ${time}, ${time}, ${time}, ${time} from ${numbers}`)
  await db.run(`update ${schema}workflow_runs set parent_step_attempt_namespace_id = 'default',
    parent_step_attempt_id = replace(id, 'run', 'step') || '0' where id like 'run %00' and length(id) < 8`)
  if (isServer) await db.run('analyze')
}

const list = (filter: string) =>
  `{ executionHistory(filter: { ${filter} }, first: 50) { nodes { id status error parent { id } } pageInfo { endCursor } } }`

const lookUps = `{ executions(ids: ["run 100", "run 2", "run 19999", "nobody"]) { id status parent { id } inputs { json }
  outputs { json } children { nodes { id } } nodeResults { nodes { nodeId value } } metadata { nodes { field } } } }`

describe.each(kinds)(`OpenWorkflow with ${count} runs in %s`, (kind) => {
  let api: Api
  let db: Sql
  let place: Place
  const plans: Plan[] = []
  beforeAll(async () => {
    place = await newPlace(kind)
    await (await connectEngine(place)).stop()
    db = openSql(place)
    await seedMany(db, count)
    const backend = await openBackend(parseBackend(`ow=${engineUrl(place)}`))
    api = apiOver([explaining(backend, db, plans)], [place])
  })
  afterAll(async () => {
    await db.close()
    await api.close()
  })

  it.each([
    ['the newest', list('')],
    ['a time', list('startedBefore: "2026-01-01T01:00:00Z"')],
    ['a status', list('status: [FAILED]')],
    ['a rare status', list('status: [PENDING, CANCELLED]')],
    ['a status that nothing has', list('status: [UNKNOWN]')],
    ['a flow', list('flow: ["flow 3"]')],
    ['a rare flow', list('flow: ["rare"]')],
    ['a flow and a status', list('flow: ["flow 3"], status: [FAILED]')],
    ['children', list('parent: "run 1000"')],
    ['flows', '{ flows { nodes { name createdAt } } }'],
    ['look-ups', lookUps],
    ['what is usual', '{ executionHistory(first: 10) { nodes { usual { count } } } }'],
    ['groups', '{ failureGroups(filter: { flow: ["flow 3"] }) { nodes { count newest { id } } } }'],
    ['the last good one', '{ compareExecutions(pairs: [{ right: "run 1907" }]) { left { id } } }'],
  ])('%s: no table is read whole', async (_, query) => {
    const answer = await api.ask(query)
    expect(answer.errors).toBeUndefined()
    plans.length = 0
    expect(await api.ask(query)).toMatchObject({ data: answer.data })
    expect(plans.length).toBeGreaterThan(0)
    for (const plan of plans) {
      expect(plan).toMatchObject({
        reads: expect.not.arrayContaining([expect.stringMatching(/^scan (workflow_runs|step_attempts)/)]),
      })
      expect(plan.rows ?? 0, plan.text).toBeLessThan(4_000)
    }
  })
})

describe.each(postgresKinds)('an OpenWorkflow in %s that a role with every right reads', (kind) => {
  let api: Api
  let db: Sql
  beforeAll(async () => {
    const place = await newPlace(kind)
    await (await connectEngine(place)).stop()
    db = openSql(place)
    await db.run('create extension if not exists pg_stat_statements')
    await seedMany(db, few)
    api = apiOver([await openBackend(parseBackend(`main=${engineUrl(place)}`))], [place])
  })
  afterAll(async () => {
    await db.close()
    await api.close()
  })

  it('gets no statement that writes, whatever is asked', async () => {
    const own = '(select oid from pg_database where datname = current_database())'
    const contents = () =>
      db.run(`select (select count(*) || md5(string_agg(r::text, '' order by id)) from openworkflow.workflow_runs r) as runs,
        (select count(*) || md5(string_agg(s::text, '' order by id)) from openworkflow.step_attempts s) as steps,
        (select count(*) from pg_class) as objects`)
    const before = await contents()
    await db.run(`select pg_stat_statements_reset(0, ${own}, 0)`)
    const operations = await everyOperation()
    for (const { query, variables } of operations) await api.ask(query, existing(variables))
    await api.data(lookUps)
    const seen = await db.run(
      `select distinct query from pg_stat_statements where dbid = ${own} and query not like '%pg_stat_statements%'`,
    )
    expect(seen.map((one) => /\/\* (\S+) \*\//.exec(String(one['query']))?.[1])).toEqual(
      expect.arrayContaining(read),
    )
    expect(seen.filter((one) => !/^(select|with|set|show) /i.test(String(one['query'])))).toEqual([])
    expect(await contents()).toEqual(before)
  })

  it('is read without the values of steps, unless they or their sizes are asked for', async () => {
    await db.run(`update openworkflow.step_attempts set output = (
      select to_jsonb(string_agg(md5(n::text), '')) from generate_series(1, 40000) as n) where id = 'step 5'`)
    const ofDatabase = `dbid = (select oid from pg_database where datname = current_database())`
    const blocksFor = async (fields: string) => {
      await db.run(
        `select pg_stat_statements_reset(0, (select oid from pg_database where datname = current_database()), 0)`,
      )
      await api.data(`{ execution(id: "run 5") { nodeResults { nodes { ${fields} } } } }`)
      const [row] = await db.run(`select sum(shared_blks_hit + shared_blks_read)::int as blocks
        from pg_stat_statements where ${ofDatabase} and query like '%/* executions.node%'`)
      return row!['blocks']
    }
    expect(await blocksFor('nodeId status error truncated')).toBeLessThan(100)
    expect(await blocksFor('bytes')).toBeGreaterThan(100)
  })
})

/** Statements that this is to show of. */
const read = [
  ...['byIds', 'list', 'stats', 'children', 'nodeResults', 'nodeValues', 'metadata', 'payloads'].map(
    (one) => `executions.${one}`,
  ),
  'runs.flows',
]

/** Operations ask for what does not exist, unless it is told. */
const existing = (variables: object) =>
  JSON.parse(JSON.stringify(variables).replaceAll('main:x/1', 'main:run 100')) as Record<string, unknown>

describe('an OpenWorkflow in a file', () => {
  let engine: Engine
  let place: Place
  let api: Api
  beforeAll(async () => {
    place = await newPlace('sqlite')
    engine = await connectEngine(place)
    api = apiOver([await openBackend(parseBackend(`ow=${engineUrl(place)}`))], [place])
  })
  afterAll(async () => {
    await engine.stop()
    await api.close()
  })

  const create = (workflowName: string) =>
    engine.createWorkflowRun({
      ...{ workflowName, version: null, idempotencyKey: null, config: {}, context: null, input: null },
      ...{
        parentStepAttemptNamespaceId: null,
        parentStepAttemptId: null,
        availableAt: null,
        deadlineAt: null,
      },
    })

  it('is read while the engine writes, and it and its log stay as they are', async () => {
    const file = place.url.slice('sqlite:'.length)
    const bytes = () => [readFileSync(file), readFileSync(`${file}-wal`)]
    for (const flow of ['a', 'b', 'c']) {
      const { id } = await create(flow)
      const before = bytes()
      expect(before[1]!.length).toBeGreaterThan(0)
      const answer = await api.data(
        `query ($id: ID!) { execution(id: $id) { flow status } executionHistory(first: 1) { nodes { id } }
          executionStats { counts { value } } flows { nodes { name } } attention { items { kind } } }`,
        { id },
      )
      expect(answer).toMatchObject({
        execution: { flow, status: 'PENDING' },
        executionHistory: { nodes: [{ id }] },
      })
      expect(bytes().map((now, place) => now.equals(before[place]!))).toEqual([true, true])
    }
  })
})
