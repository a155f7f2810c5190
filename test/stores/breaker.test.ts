import { sql } from 'drizzle-orm'
import { describe, expect, inject, it } from 'vitest'
import type { Reading } from '../../src/db/backend.ts'
import { unavailable } from '../../src/db/failure.ts'
import { createMeter } from '../../src/db/meter.ts'
import { statement } from '../../src/db/sql/statement.ts'
import { createReports } from '../../src/db/watching/report.ts'
import { watched } from '../../src/db/watching/watched.ts'
import { errors } from '../setup/ask/answers.ts'
import { startApi } from '../setup/servers/api.ts'
import { startProxy } from '../setup/servers/proxy.ts'
import { openSql } from '../setup/servers/sql.ts'
import { begun, idsFrom, record, results } from '../setup/seeds/records.ts'

const batch = 'query ($ids: [ID!]!) { executions(ids: $ids) { key } }'
const down = { code: 'BACKEND_UNAVAILABLE', backend: 'main', path: ['executions', 0] }

it('a store that is known to hang is asked by one probe, and no request waits for its deadline', async () => {
  const proxy = await startProxy(inject('servers')['postgres']!)
  const setup = { title: '', kinds: { main: 'postgres' } }
  const api = await startApi(setup, { readMs: 2_000 }, (url) => proxy.through(url))
  await record(api, [begun('a')])
  const sql = openSql(api.places[0]!)
  proxy.hang()
  expect(errors(await api.ask(batch, { ids: ['a'] }))).toEqual([down])

  // One after another: without a breaker 200 reads and 50 writes would take 900 s.
  for (const id of idsFrom('e', 200)) expect(errors(await api.ask(batch, { ids: [id] }))).toEqual([down])
  for (const id of idsFrom('e', 50))
    expect(await results(api, [begun(id)])).toMatchObject([
      { ok: false, problem: { code: 'BACKEND_UNAVAILABLE', message: 'Backend "main" did not answer.' } },
    ])

  await proxy.restore()
  await expect
    .poll(async () => (await api.ask(batch, { ids: ['a'] })).data)
    .toEqual({
      executions: [{ key: 'main:a' }],
    })
  // None of the refused writes was sent.
  expect(await sql.run('select execution_id from executions')).toEqual([{ execution_id: 'a' }])
  expect(await results(api, [begun('b')])).toMatchObject([{ ok: true }])
  await sql.close()
  await api.close()
  await proxy.close()
})

const one = statement('test.one', () => sql`select 1`)
const gone = () => unavailable('main', Object.assign(new Error('refused'), { code: 'ECONNREFUSED' }))
const readOnly = () => unavailable('main', Object.assign(new Error('read-only'), { code: '25006' }))

/** A store whose reads and writes end when and as the test says. */
function openScripted() {
  const asked: (PromiseWithResolvers<never[]> & { readonly what: string })[] = []
  const reports = createReports()
  const said: string[] = []
  reports.reportTo(({ what }) => said.push(what))
  const wait = (what: string) => {
    const answer = Promise.withResolvers<never[]>()
    asked.push({ ...answer, what })
    return answer.promise
  }
  const store = watched(
    {
      name: 'main',
      kind: 'postgres',
      runHeartbeatMs: 360_000,
      read: ({ name }) => wait(name),
      write: () => wait('write') as Promise<never>,
      close: async () => {},
    },
    reports,
  )
  const reading = (): Reading => ({ now: 0, meter: createMeter(), deadline: performance.now() + 2_000 })
  let place = 0
  return {
    store,
    said,
    read: () => store.read(one, {}, reading()),
    write: () => store.write(createMeter(), async () => {}),
    /** What the store is asked next. */
    async next(what: string) {
      await expect.poll(() => asked.length).toBeGreaterThan(place)
      const found = asked[place++]!
      expect(found.what).toBe(what)
      return found
    },
  }
}

it('a store that takes no writes is said to, also while its reads are answered', async () => {
  const { store, read, write, next, said } = openScripted()
  const refused = write()
  const ofWrite = await next('write')
  const answered = read()
  ;(await next('test.one')).resolve([])
  expect(await answered).toEqual([])
  ofWrite.reject(readOnly())
  await expect(refused).rejects.toThrow('did not answer')
  expect(said).toEqual(['away'])
  await store.close()
})

describe('a store that is back', () => {
  it('refuses nobody for a probe that began before', async () => {
    const { store, read, next } = openScripted()
    const first = read()
    ;(await next('test.one')).reject(gone())
    await expect(first).rejects.toThrow('did not answer')
    // The probe goes out while the store is away, and the request comes when it is back.
    const probe = await next('ping')
    const second = read()
    probe.reject(gone())
    ;(await next('ping')).resolve([])
    ;(await next('test.one')).resolve([])
    expect(await second).toEqual([])
    await store.close()
  })

  it('is not away again for a read that began before, also while it takes no writes', async () => {
    const { store, read, write, next, said } = openScripted()
    const refused = write()
    ;(await next('write')).reject(readOnly())
    await expect(refused).rejects.toThrow('did not answer')
    const [old, newer] = [read(), read()]
    const [ofOld, ofNewer] = [await next('test.one'), await next('test.one')]
    ofNewer.resolve([])
    expect(await newer).toEqual([])
    ofOld.reject(gone())
    await expect(old).rejects.toThrow('did not answer')
    const last = read()
    ;(await next('test.one')).resolve([])
    expect(await last).toEqual([])
    expect(said).toEqual(['away'])
    await store.close()
  })
})
