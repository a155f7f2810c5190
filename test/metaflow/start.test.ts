import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest'
import { parseBackend } from '../../src/db/url.ts'
import { openBackend } from '../../src/db/open.ts'
import { openAll } from '../../src/server/opening/opening.ts'
import { errors } from '../setup/ask/answers.ts'
import { type Api, startApi } from '../setup/servers/api.ts'
import { insert, newMetaflow, tags, tellMetaflow } from '../setup/servers/metaflow.ts'
import { type TableNames, createTables } from '../setup/servers/metaflowtables.ts'
import { run } from '../setup/servers/process.ts'
import { type Proxy, startProxy } from '../setup/servers/proxy.ts'
import { type Sql, openSql } from '../setup/servers/sql.ts'
import { type Place } from '../setup/servers/stores.ts'

const serve = (url: string, ...more: string[]) =>
  run(['serve', '--port', '0', '--backend', `mf=${url}`, ...more])
const withOptions = (url: string, options: string) => `${url}${url.includes('?') ? '&' : '?'}${options}`

describe('the tables of a metaflow that is not as it seems', () => {
  let place: Place
  let sql: Sql
  beforeAll(async () => {
    place = await newMetaflow('metaflow')
    sql = openSql(place)
  })
  afterAll(async () => {
    await sql.close()
    await place.remove()
  })

  /** What the program says that cannot start over it. */
  const refusal = async (url: string, ...more: string[]) => {
    const { code, stderr } = await serve(url, ...more)
    expect(code).toBe(1)
    expect(stderr).not.toMatch(/password@|\n +at /)
    return stderr
  }
  /** The same without a process. */
  const whyNot = async (url: string) => {
    const { message } = await openAll([parseBackend(`mf=${url}`)]).then(
      () => expect.unreachable(),
      (error: Error) => error,
    )
    expect(message).not.toContain('password@')
    return message
  }

  it('are named, each with what is missing', async () => {
    expect(await refusal(withOptions(place.url, 'schema=elsewhere'))).toMatch(
      /Backend "mf" cannot be opened: schema "elsewhere" has no table "flows_v3" \(flows\), has no table "runs_v3" \(runs\).* \?schema=/,
    )
    expect(await whyNot(withOptions(place.url, 'tasks=jobs'))).toContain(
      'schema "public" has no table "jobs" (tasks).',
    )
    expect(await whyNot(withOptions(place.url, 'tasks=runs_v3'))).toContain(
      'has a table "runs_v3" (tasks) without step_name, task_id.',
    )
  })

  it('are named where the user may not read them', async () => {
    await sql.run(`drop role if exists nobody_reads`)
    await sql.run(`create role nobody_reads login password 'secret'`)
    const url = Object.assign(new URL(place.url), { username: 'nobody_reads', password: 'secret' }).href
    expect(await whyNot(url)).toContain('has a table "runs_v3" (runs) that the user may not read')
    await sql.run('drop role nobody_reads')
  })

  it('take no demo', async () => {
    expect(await refusal(place.url, '--demo')).toContain('--demo writes to the first backend')
  })

  it.each([
    ['runs=a-b', 'runs=a-b is not a name of a table or schema'],
    ['schema=', 'is not a name of a table or schema'],
    ['schema=%22%3Bdrop', 'schema is not a name of a table or schema'],
    [
      'tables=x',
      'unknown option "tables". Known: run-heartbeat, task-heartbeat, old-task, schema, flows, runs',
    ],
    ['prepare=false', 'unknown option "prepare"'],
    ['pool=0', 'pool=0 is not a whole number from 1 to 1000'],
    ['task-heartbeat=1m', 'task-heartbeat=1m is not a whole number'],
  ])('cannot be asked for by ?%s', (options, message) => {
    expect(() => parseBackend(`mf=metaflow+postgres://u@h/d?${options}`)).toThrow(message)
  })

  it('need a host', () => {
    expect(() => parseBackend('mf=metaflow+postgres:///d')).toThrow('names no host')
    expect(parseBackend('mf=metaflow+postgresql://u@h/d').kind).toBe('metaflow')
  })
})

describe('tables of a metaflow under other names', () => {
  const names = {
    flows: 'Flows',
    runs: 'select',
    steps: 'steps',
    tasks: 'T$1',
    metadata: '_facts',
    artifacts: 'artifacts',
  }
  let place: Place
  beforeAll(async () => void (place = await newMetaflow('metaflow')))
  afterAll(() => place.remove())

  it('are read in another schema, by rules with other thresholds', async () => {
    const sql = openSql(place)
    await sql.run('create schema "Meta"')
    await sql.run('set search_path to "Meta"')
    const quoted = Object.fromEntries(
      Object.entries(names).map(([key, name]) => [key, `"${name}"`]),
    ) as TableNames
    await createTables(sql, 'text', quoted)
    const second = Math.floor(Date.now() / 1000)
    const flow = { flow_id: 'F', ts_epoch: (second - 200_000) * 1000, ...tags }
    const step = { ...flow, run_number: 1, step_name: 's' }
    await insert(sql, quoted.flows, [flow])
    await insert(sql, quoted.runs, [{ ...flow, run_number: 1, last_heartbeat_ts: second - 500 }])
    await insert(sql, quoted.steps, [step])
    await insert(sql, quoted.tasks, [
      { ...step, task_id: 1, last_heartbeat_ts: second - 500 },
      { ...step, task_id: 2, last_heartbeat_ts: null },
    ])
    await insert(sql, quoted.metadata, [{ ...step, task_id: 2, field_name: 'attempt', value: '0', type: '' }])
    await sql.close()
    const options = new URLSearchParams({
      ...names,
      'schema': 'Meta',
      'run-heartbeat': '600',
      'task-heartbeat': '900',
      'old-task': '300000',
    })
    const url = withOptions(place.url, String(options))
    const backend = await openBackend(parseBackend(`mf=${url}`))
    const { createApp } = await import('../../src/server/app.ts')
    const { pino } = await import('pino')
    const { post } = await import('../setup/servers/api.ts')
    const app = createApp([backend], { log: pino({ level: 'silent' }) })
    const query = `{ flows { nodes { name } } run(flow: "F") { status steps { name } executions { nodes { id status statusReason outputs { json } metadata { nodes { field } } } } } }`
    const task = (id: number, statusReason: string, fields: string[]) => ({
      id: `F/1/s/${id}`,
      status: 'RUNNING',
      statusReason,
      outputs: null,
      metadata: { nodes: fields.map((field) => ({ field })) },
    })
    const { data } = (await (await post(app, { query })).json()) as { data: object }
    expect(data).toEqual({
      flows: { nodes: [{ name: 'F' }] },
      run: {
        status: 'RUNNING',
        steps: [{ name: 's' }],
        executions: { nodes: [task(1, 'HEARTBEAT_FRESH', []), task(2, 'ATTEMPT_STARTED', ['attempt'])] },
      },
    })
    await backend.close()
  })
})

describe('while the metaflow is down', () => {
  let api: Api
  let proxy: Proxy
  beforeAll(async () => {
    proxy = await startProxy(inject('servers')['postgres']!)
    const route = (url: string, name: string) =>
      name === 'mf' ? `metaflow+${proxy.through(url.replace('metaflow+', ''))}` : url
    api = await startApi({ title: '', kinds: { main: 'sqlite', mf: 'metaflow' } }, {}, route)
    const sql = openSql(api.places[1]!)
    await tellMetaflow(sql, [
      {
        backend: 'mf',
        flow: 'F',
        number: 1,
        name: null,
        user: null,
        tags: [],
        startedAt: 1,
        heartbeatAt: null,
        facts: [],
      },
    ])
    await sql.close()
    await api.data('mutation { recordRuns(input: { runs: [{ flow: "F", number: 2 }] }) { results { ok } } }')
  })
  afterAll(async () => {
    await api.close()
    await proxy.close()
  })
  beforeEach(() => proxy.restore())

  const list = '{ runs { nodes { id } unavailable } }'

  it('the runs of the others arrive, and its own are said to be missing, until it is back', async () => {
    await proxy.cut()
    const answer = await api.ask(list)
    expect(answer.data).toEqual({ runs: { nodes: [{ id: 'main:F/2' }], unavailable: ['mf'] } })
    expect(errors(answer)).toMatchObject([{ code: 'BACKEND_UNAVAILABLE', backend: 'mf' }])
    const { resume } = errors(answer)[0] as { resume: string }
    await proxy.restore()
    expect(await api.data(list)).toEqual({
      runs: { nodes: [{ id: 'main:F/2' }, { id: 'mf:F/1' }], unavailable: [] },
    })
    expect(await api.data(list.replace('runs {', `runs(after: "${resume}") {`))).toEqual({
      runs: { nodes: [{ id: 'mf:F/1' }], unavailable: [] },
    })
  })

  it('mutations are forbidden all the same, without a look at it', async () => {
    await proxy.cut()
    const answer = await api.ask(
      'mutation { recordRuns(input: { backend: "mf", runs: [{ flow: "F" }] }) { results { ok } } }',
    )
    expect(errors(answer)).toMatchObject([{ code: 'FORBIDDEN', backend: 'mf' }])
    expect(await api.data('{ backends { name kind reachable } }')).toEqual({
      backends: [
        { name: 'main', kind: 'sqlite', reachable: true },
        { name: 'mf', kind: 'metaflow', reachable: false },
      ],
    })
  })
})
