import { sql } from 'drizzle-orm'
import { afterEach, describe, expect, inject, it } from 'vitest'
import { tooManyReads, unavailable } from '../../src/db/failure.ts'
import { createMeter } from '../../src/db/meter.ts'
import type { Backend } from '../../src/db/backend.ts'
import { createReports, slow } from '../../src/db/watching/report.ts'
import { statement } from '../../src/db/sql/statement.ts'
import { watched } from '../../src/db/watching/watched.ts'
import { loggable } from '../../src/db/watching/loggable.ts'
import { createServerLog } from '../../src/server/log.ts'
import { type Api, startApi } from '../setup/servers/api.ts'
import { type Line, newLog } from '../setup/servers/logged.ts'
import { type Proxy, startProxy } from '../setup/servers/proxy.ts'
import { begun, idsFrom, record, results } from '../setup/seeds/records.ts'
import { openStores } from '../setup/servers/sql.ts'
import { kinds, postgresKinds } from '../setup/servers/stores.ts'
import { sized } from '../setup/whole.ts'

const secret = 'the-payload-of-a-client'
const batch = 'query ($ids: [ID!]!) { executions(ids: $ids) { id } }'
const until = async (isSo: () => boolean) => {
  while (!isSo()) await new Promise((resolve) => setTimeout(resolve, 20))
}
const about = (lines: readonly Line[]) =>
  lines.map(({ pid: _pid, hostname: _hostname, time: _time, ...line }) => line)

let api: Api | undefined
let proxy: Proxy | undefined
afterEach(async () => {
  await proxy?.restore()
  await api?.close()
  await proxy?.close()
  api = proxy = undefined
})

describe.each(postgresKinds)('the log over a store on %s that stops answering', (kind) => {
  const start = async () => {
    proxy = await startProxy(inject('servers')[kind]!)
    const logged = newLog()
    api = await startApi({ title: '', kinds: { main: kind } }, { log: logged.log, readMs: 2_000 }, (url) =>
      proxy!.through(url),
    )
    await record(api, [begun('a')])
    // A machine that is busy has slow statements, too.
    return { ...logged, outage: () => logged.lines.filter(({ msg }) => msg.startsWith('backend')) }
  }
  const load = (count: number) =>
    Promise.all([
      ...idsFrom(secret, count).map((id) => api!.ask(batch, { ids: [id] })),
      results(api!, [begun(secret)]),
    ])

  it('says so once, however many are refused, and once when it is back, though nobody asks', async () => {
    const { outage, text } = await start()
    await proxy!.cut()
    for (let round = 0; round < 3; round++) await load(10)
    const stopped = {
      level: 40,
      backend: 'main',
      kind: 'postgres',
      msg: 'backend stopped answering',
      error: expect.objectContaining({
        name: 'StoreFailure',
        backend: 'main',
        code: 'BACKEND_UNAVAILABLE',
        cause: expect.objectContaining({ code: expect.stringMatching(/^CONN|^ECONN/) }),
      }),
    }
    expect(about(outage())).toEqual([stopped])
    await proxy!.restore()
    await until(() => outage().length > 1)
    const back = { awayMs: expect.any(Number), refused: 33, msg: 'backend answers again' }
    expect(about(outage())).toEqual([stopped, { level: 40, backend: 'main', kind: 'postgres', ...back }])
    await load(5)
    expect(outage()).toHaveLength(2)
    expect(text()).not.toContain(secret)
  })

  it('says so, too, when it hangs: reads that were late, and writes that were not confirmed', async () => {
    const { outage, text } = await start()
    proxy!.hang()
    const counts = sized([10, 3], [10])
    for (const count of counts) await load(count)
    await proxy!.restore()
    await until(() => outage().length > 1)
    expect(about(outage())).toEqual([
      expect.objectContaining({
        level: 40,
        msg: 'backend stopped answering',
        error: expect.objectContaining({ code: 'BACKEND_UNAVAILABLE' }),
      }),
      expect.objectContaining({ level: 40, refused: sized(15, 11), msg: 'backend answers again' }),
    ])
    expect(outage()[1]!['awayMs']).toBeGreaterThan(2_000)
    expect(text()).not.toContain(secret)
  })

  it('says nothing of a request that was late while others were answered', async () => {
    const { outage, lines } = await start()
    const [sql] = openStores(api!)
    await sql!.run('begin')
    await sql!.run('lock table payloads in access exclusive mode')
    const late = api!.ask('{ execution(id: "a") { inputs { json } } }')
    const asking = new AbortController()
    void late.finally(() => asking.abort())
    while (!asking.signal.aborted) await api!.data(batch, { ids: ['a'] })
    await sql!.run('rollback')
    await sql!.close()
    expect((await late).errors).toHaveLength(1)
    expect(outage()).toEqual([])
    expect(lines.map(({ msg }) => msg)).toContain('slow statement')
  })
})

describe.each(kinds)('the log over a store on %s', (kind) => {
  it('names a slow statement without its parameters', async () => {
    const logged = newLog()
    api = await startApi({ title: '', kinds: { main: kind } }, { log: logged.log })
    const [sql] = openStores(api)
    await slowDown(sql!)
    for (const id of idsFrom(`${secret}-`, sized(2, 1))) await results(api, [begun(id)])
    await sql!.close()
    const slow = {
      level: 40,
      backend: 'main',
      kind: kind.split(' ')[0],
      msg: 'slow statement',
      statement: 'recording.addExecutions',
      ms: expect.any(Number),
    }
    // A machine that is busy has others, too.
    const own = about(logged.lines).filter(({ statement }) => statement === slow.statement)
    expect(own).toEqual(sized([slow, slow], [slow]))
    expect(logged.text()).not.toContain(secret)
  })

  it('names backend, code and constraint of an error that nobody foresaw, and no value', async () => {
    const logged = newLog()
    api = await startApi({ title: '', kinds: { main: kind } }, { log: logged.log })
    const [sql] = openStores(api)
    await sql!.run('create unique index one_source on executions (source)')
    const sources = [`${secret}-1`, `${secret}-1`]
    const answers = []
    for (const source of sources)
      answers.push(...(await results(api, [begun(source + answers.length, 0, { source })])))
    await sql!.close()
    expect(answers.map(({ ok }) => ok)).toEqual([true, false])
    const error =
      sql!.dialect === 'sqlite'
        ? { code: 'SQLITE_CONSTRAINT_UNIQUE', constraint: 'executions.source' }
        : { code: '23505', constraint: 'one_source' }
    expect(about(logged.lines).filter(({ msg }) => msg !== 'slow statement')).toEqual([
      {
        level: 50,
        msg: 'unexpected error',
        error: { name: expect.any(String), backend: 'main', ...error, where: expect.any(Array) },
      },
    ])
    expect(logged.text()).not.toContain(secret)
  })
})

const counting = (rows: number) =>
  `with recursive n (i) as (select 1 union all select i + 1 from n where i < ${rows}) select count(*) as n from n`

/** How many rows a store counts in 0.8 s of the processor, which a busy machine does not make longer. */
async function rowsOfASecond(run: ReturnType<typeof openStores>[number]['run']) {
  const some = 200_000
  const times: number[] = []
  for (let time = 0; time < 3; time++) {
    const before = process.threadCpuUsage()
    await run(counting(some))
    const { user, system } = process.threadCpuUsage(before)
    times.push(user + system)
  }
  return Math.ceil((some * 800_000) / Math.min(...times))
}

/** From now on the store takes long to store tags. */
async function slowDown({ dialect, run }: ReturnType<typeof openStores>[number]) {
  if (dialect === 'sqlite') {
    await run(`create view many as ${counting(await rowsOfASecond(run))}`)
    await run('create trigger slow before insert on executions begin select n from many; end')
    return
  }
  await run(
    'create function slow() returns trigger language plpgsql as $$ begin perform pg_sleep(0.6); return new; end $$',
  )
  await run('create trigger slow before insert on executions for each row execute function slow()')
}

it('is bounded while every request meets an error: 10 lines, then how many more', () => {
  const logged = newLog()
  const serverLog = createServerLog(logged.log, [])
  for (let index = 0; index < 1_000; index++) serverLog.unexpected(new TypeError(secret))
  expect(logged.lines).toHaveLength(10)
  serverLog.flush()
  expect(about(logged.lines.slice(10))).toEqual([
    { level: 50, more: 990, msg: 'unexpected error: this many more were not logged' },
  ])
  serverLog.unexpected(new TypeError(secret))
  serverLog.flush()
  expect(logged.lines).toHaveLength(12)
  expect(logged.text()).not.toContain(secret)
})

it('is bounded while every statement is slow, too', () => {
  const logged = newLog()
  const reports = createReports()
  const store = { name: 'main', kind: 'postgres', reportTo: reports.reportTo } as Backend
  const serverLog = createServerLog(logged.log, [store])
  for (let index = 0; index < 12; index++) reports.report(slow('recording.addExecutions', 600))
  serverLog.flush()
  const line = {
    level: 40,
    backend: 'main',
    kind: 'postgres',
    msg: 'slow statement',
    statement: 'recording.addExecutions',
    ms: 600,
  }
  const more = { level: 40, backend: 'main', more: 2, msg: 'slow statement: this many more were not logged' }
  expect(about(logged.lines)).toEqual([...Array.from({ length: 10 }, () => line), more])
})

it('counts what asks for too much, and logs the rest of the count when the server retires', async () => {
  const logged = newLog()
  api = await startApi({ title: '', kinds: { main: 'memory' } }, { log: logged.log })
  const ids = idsFrom('e', 501)
  for (let count = 0; count < 3; count++)
    await api.ask('query ($ids: [ID!]!) { executions(ids: $ids) { id } }', { ids })
  api.app.retire()
  expect(about(logged.lines)).toEqual([
    { level: 40, refused: { BATCH_TOO_LARGE: 1 }, msg: 'requests refused' },
    { level: 40, refused: { BATCH_TOO_LARGE: 2 }, msg: 'requests refused' },
  ])
})

it('a refusal that never came to the store says nothing about it', async () => {
  const reports = createReports()
  const said: string[] = []
  reports.reportTo(({ what }) => said.push(what))
  const gone = unavailable('main', Object.assign(new Error(secret), { code: '53300' }))
  const failures: Error[] = [gone, tooManyReads('main', 200), new TypeError(secret), gone]
  const store = watched(
    {
      name: 'main',
      kind: 'postgres',
      runHeartbeatMs: 360_000,
      read: () => (failures.length > 0 ? Promise.reject(failures.shift()!) : Promise.resolve([])),
      write: () => Promise.resolve(undefined as never),
      close: async () => {},
    },
    reports,
  )
  const reading = { now: 0, meter: createMeter(), deadline: performance.now() + 1_000 }
  const one = statement('test.one', () => sql`select 1`)
  while (failures.length > 0) await expect(store.read(one, {}, reading)).rejects.toThrow()
  await store.write(reading.meter, async () => {})
  expect(said).toEqual(['away'])
  await store.read(one, {}, reading)
  expect(said).toEqual(['away', 'back'])
  await store.close()
})

describe('what may be logged of an error', () => {
  const ofServer = (code: string, more = {}) =>
    Object.assign(new Error(`about ${secret}`), { name: 'PostgresError', severity: 'ERROR', code, ...more })

  it.each(['08006', '53100', '55P03', '57014', '58030'])('is the message of class %s', (code) => {
    expect(loggable(ofServer(code))).toMatchObject({
      name: 'PostgresError',
      code,
      message: `about ${secret}`,
    })
  })

  it.each(['22P02', '23505', '42P01', 'P0001', 'XX000'])('is not the message of %s', (code) => {
    const error = ofServer(code, {
      constraint_name: 'a_key',
      detail: secret,
      query: secret,
      parameters: [secret],
    })
    const logged = loggable(error)
    expect(logged).toMatchObject({ name: 'PostgresError', code, constraint: 'a_key' })
    expect(JSON.stringify(logged)).not.toContain(secret)
  })

  it.each([
    ['a message that looks like a stack', new Error(`no\n    at ${secret} (${secret}:1:1)\n`)],
    ['a name', Object.assign(new Error('no'), { name: `${secret} of` })],
    ['a code', Object.assign(new Error('no'), { code: `${secret} of` })],
    ['a cause of it', new Error('no', { cause: new SyntaxError(`bad "${secret}"`) })],
    [
      'what a trigger of SQLite raises',
      Object.assign(new Error(`UNIQUE constraint failed: ${secret}`), { code: 'SQLITE_CONSTRAINT_TRIGGER' }),
    ],
    ['no error', { message: secret }],
  ])('is nothing of %s', (_, error) => {
    expect(JSON.stringify(loggable(error))).not.toContain(secret)
  })

  it('is where a programming error came from', () => {
    const { name, where } = loggable(new TypeError('x is not a function'))
    expect([name, where![0]]).toEqual(['TypeError', expect.stringContaining('log.test.ts')])
  })
})
