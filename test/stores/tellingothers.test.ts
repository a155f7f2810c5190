import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { type Changes, anyChange } from '../../src/db/changes.ts'
import { createMeter } from '../../src/db/meter.ts'
import { statement } from '../../src/db/sql/statement.ts'
import { changesIn, messageOf } from '../../src/db/stores/postgres/message.ts'
import { sql as text } from 'drizzle-orm'
import { tell } from '../setup/ask/changes.ts'
import { idsFrom } from '../setup/seeds/records.ts'
import { type Api, startApi } from '../setup/servers/api.ts'
import { run } from '../setup/servers/process.ts'
import { startProxy } from '../setup/servers/proxy.ts'
import { serveHere } from '../setup/servers/served.ts'
import { openSql } from '../setup/servers/sql.ts'
import { newReadyPlace, postgresKinds } from '../setup/servers/stores.ts'
import { until } from '../setup/servers/workers.ts'

describe('a message to other processes', () => {
  const some: Changes = { executions: new Set(['a b', '"']), runs: new Set(['F/1']), work: true }

  it('says what changed, but not to its sender', () => {
    const message = messageOf('one', some)
    expect([changesIn(message, 'other'), changesIn(message, 'one')]).toEqual([some, undefined])
  })

  it('says many if Postgres would not take it', () => {
    const long = new Set(idsFrom('é'.repeat(250), 100))
    const message = messageOf('one', { executions: long, runs: new Set(), work: false })
    expect(Buffer.byteLength(message)).toBeLessThan(8_000)
    expect(changesIn(message, 'other')).toEqual({ executions: 'many', runs: new Set(), work: false })
  })

  it('says that anything may have changed if it is not understood', () => {
    for (const message of ['', 'x', 'one null', 'one {"executions":5}', 'one {'])
      expect(changesIn(message, 'other')).toEqual(anyChange)
  })
})

it.each(postgresKinds)(
  'what one server and a process change, another server forgets, on %s',
  async (kind) => {
    const place = await newReadyPlace(kind)
    const start = () => serveHere(place.url, { statusCacheMs: 3_600_000 })
    const [one, other] = await Promise.all([start(), start()])
    const sql = openSql(place)
    const listeners = async () =>
      (
        await sql.run(
          `select 1 from pg_stat_activity where datname = current_database() and query like 'listen %'`,
        )
      ).length
    const seen = async () => {
      const { body } = await other.ask('{ executions(ids: ["a", "b"]) { status } }')
      return (body as { data: { executions: ({ status: string } | null)[] } }).data.executions.map(
        (each) => each && each.status,
      )
    }
    const becomes = (...statuses: (string | null)[]) =>
      until(async () => JSON.stringify(await seen()) === JSON.stringify(statuses))
    const write = (mutation: string) => one.ask(`mutation { ${mutation} { results { ok } } }`)

    expect(await seen()).toEqual([null, null])
    await until(async () => (await listeners()) === 1)
    const attempt = '{ number: 1, startedAt: "2026-01-01T00:00:00Z" }'
    const executions = ['a', 'b'].map((id) => `{ id: "${id}", flow: "F", attempts: [${attempt}] }`)
    await write(`recordExecutions(input: { executions: [${executions.join()}] })`)
    await becomes('RUNNING', 'RUNNING')
    await write(
      'updateExecutions(input: { executions: [{ id: "a", finishAttempt: { number: 1, verdict: OK } }] })',
    )
    await becomes('COMPLETED', 'RUNNING')
    await write('deleteExecutions(input: { ids: ["b"] })')
    await becomes('COMPLETED', null)
    await pause(1_100)
    expect(await run(['retain', '--backend', `main=${place.url}`, '--retain', 'any:1s'])).toMatchObject({
      code: 0,
    })
    await becomes(null, null)

    await sql.close()
    await Promise.all([one.close(), other.close()])
    await place.remove()
  },
  120_000,
)

describe.each(postgresKinds)('a commit whose answer is lost, on %s,', (kind) => {
  let api: Api
  let proxy: Awaited<ReturnType<typeof startProxy>>
  beforeAll(async () => {
    proxy = await startProxy(inject('servers')[kind]!)
    api = await startApi({ title: kind, kinds: { main: kind } }, {}, (url) => proxy.through(url))
  })
  afterAll(async () => {
    await proxy.restore()
    await api.close()
    await proxy.close()
  })
  const note = statement(
    'test.note',
    () => text`insert into workers (worker_id, kinds, seen_at) values ('w', '[]', 0)`,
  )

  it('may have been done, so its changes are told', async () => {
    const sql = openSql(api.places[0]!)
    await sql.run(`create function slow() returns trigger language plpgsql as
      $$ begin perform pg_sleep(3600); return null; end $$`)
    await sql.run(`create constraint trigger slow after insert on workers deferrable initially deferred
      for each row execute function slow()`)
    const told = tell(api.backends[0]!)
    const write = api.backends[0]!.write(createMeter(), async (transaction) => {
      transaction.changed('executions', ['a'])
      await transaction.run(note, {})
    })
    const failed = write.catch((error: { code: string }) => error.code)
    const sleeping = `from pg_stat_activity where datname = current_database() and wait_event = 'PgSleep'`
    await until(async () => (await sql.run(`select 1 ${sleeping}`)).length === 1)
    await proxy.cut()
    expect(await failed).toBe('BACKEND_UNAVAILABLE')
    expect(told()).toEqual({ executions: ['a'], runs: [], work: false })
    await sql.run(`select pg_terminate_backend(pid) ${sleeping}`)
    await sql.close()
  })

  it('but not those of one that was lost before its commit', async () => {
    await proxy.restore()
    const told = tell(api.backends[0]!)
    const write = api.backends[0]!.write(createMeter(), async (transaction) => {
      transaction.changed('executions', ['a'])
      await proxy.cut()
      await transaction.run(note, {})
    })
    expect(await write.catch((error: { code: string }) => error.code)).toBe('BACKEND_UNAVAILABLE')
    expect(told()).toEqual({ executions: [], runs: [], work: false })
  })
})
