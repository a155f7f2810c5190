import { pino } from 'pino'
import { setTimeout as wait } from 'node:timers/promises'
import { afterEach, describe, expect, it } from 'vitest'
import type { Backend } from '../../src/db/backend.ts'
import { createApp } from '../../src/server/app.ts'
import { statements } from '../setup/ask/answers.ts'
import { type Answer, type Api, post, startApi } from '../setup/servers/api.ts'
import { countStatements } from '../setup/ask/counting.ts'
import { begun, idsFrom, record } from '../setup/seeds/records.ts'
import { openSql } from '../setup/servers/sql.ts'
import { kinds } from '../setup/servers/stores.ts'

const query = 'query ($ids: [ID!]!) { executions(ids: $ids) { key status } }'
const long = 600_000
const ids = idsFrom('e-', 20)

let api: Api
afterEach(() => api.close())

async function start(statusCacheMs: number | undefined, stores: Record<string, string>) {
  api = await startApi({ title: '', kinds: stores }, statusCacheMs === undefined ? {} : { statusCacheMs })
  if (statusCacheMs !== undefined) await Promise.all(api.backends.map(hearing))
}

/** Waits until the store is told what other processes change: when that begins, the cache is emptied. */
async function hearing({ kind, onChange, listen }: Backend) {
  if (kind !== 'postgres') return
  const begun = new Promise<void>((done) =>
    onChange!(({ executions }) => void (executions === 'many' && done())),
  )
  listen!()
  await begun
}

const age = (answer: Answer) => (answer.extensions!['cache'] as { ageMs: number } | undefined)?.ageMs

describe.each(kinds)('the status cache over %s', (kind) => {
  it('lets 50 polls at once share one statement, and later ones cost none', async () => {
    await start(long, { main: kind })
    await record(
      api,
      ids.map((id) => begun(id)),
    )
    const counter = await countStatements(api)
    const poll = () => api.ask(query, { ids: [...ids, 'nobody'] })
    const first = await counter.during(() => Promise.all(Array.from({ length: 50 }, poll)))
    expect(first.seen).toEqual({ main: 1 })
    expect(new Set(first.answer.map(({ data }) => JSON.stringify(data)))).toHaveLength(1)
    expect(first.answer[0]!.data).toEqual({
      executions: [...ids.map((id) => ({ key: `main:${id}`, status: 'RUNNING' })), null],
    })
    const later = await counter.during(poll)
    expect(later.seen).toEqual({})
    expect(later.answer.data).toEqual(first.answer[0]!.data)
    expect(statements(later.answer)).toEqual({})
    expect(age(later.answer)).toBeTypeOf('number')
    await counter.close()
  })

  it('reads only what it has not, and says how old the oldest part is', async () => {
    await start(long, { main: kind })
    await record(
      api,
      ids.map((id) => begun(id)),
    )
    const fresh = await api.ask(query, { ids: ids.slice(0, 10) })
    expect(age(fresh)).toBeUndefined()
    await wait(30)
    const mixed = await api.ask(query, { ids })
    expect(mixed.extensions!.backends).toMatchObject([{ statements: 1, rows: 10 }])
    expect(age(mixed)).toBeGreaterThanOrEqual(25)
    expect((mixed.data as { executions: { key: string }[] }).executions.map(({ key }) => key)).toEqual(
      ids.map((id) => `main:${id}`),
    )
  })

  it('is emptied of what a write through this process changes, unknown ids too', async () => {
    await start(long, { main: kind })
    const ask = async () => (await api.ask(query, { ids: ['new'] })).data
    expect(await ask()).toEqual({ executions: [null] })
    await record(api, [begun('new')])
    expect(await ask()).toEqual({ executions: [{ key: 'main:new', status: 'RUNNING' }] })
  })
})

it('an entry is not served once it is as old as the cache allows', async () => {
  await start(200, { main: 'sqlite' })
  await record(api, [begun('a')])
  const first = await api.ask(query, { ids: ['a'] })
  expect(statements(first)).toEqual({ main: 1 })
  for (let polls = 0; polls < 20; polls++) {
    await wait(20)
    const answer = await api.ask(query, { ids: ['a'] })
    // Either it is answered from memory, and young, or it is read anew.
    if (age(answer) === undefined) expect(statements(answer)).toEqual({ main: 1 })
    else expect([age(answer)! < 200, statements(answer)]).toEqual([true, {}])
  }
})

it('what another process writes is seen once the entry is too old', async () => {
  await start(100, { main: 'sqlite' })
  await record(api, [begun('a')])
  const status = async () => (await api.ask(query, { ids: ['a'] })).data
  expect(await status()).toEqual({ executions: [{ key: 'main:a', status: 'RUNNING' }] })
  const sql = openSql(api.places[0]!)
  await sql.run("delete from executions where execution_id = 'a'")
  await sql.close()
  await wait(110)
  expect(await status()).toEqual({ executions: [null] })
})

it('what was being read during a write is not kept', async () => {
  await start(undefined, { main: 'sqlite' })
  const [backend] = api.backends as [Backend]
  let release = () => {}
  let reading = () => {}
  const isReading = new Promise<void>((done) => (reading = done))
  let held = true
  const slow: Backend = {
    ...backend,
    async read(...args) {
      const found = await backend.read(...args)
      if (held) {
        held = false
        reading()
        await new Promise<void>((done) => (release = done))
      }
      return found
    },
  }
  const app = createApp([slow], { log: pino({ level: 'silent' }), statusCacheMs: long })
  const ask = async () => (await (await post(app, { query, variables: { ids: ['a'] } })).json()) as Answer
  const before = ask()
  await isReading
  const mutation =
    'mutation { recordExecutions(input: { executions: [{ id: "a", flow: "F" }] }) { results { ok } } }'
  expect(await (await post(app, { query: mutation })).json()).toMatchObject({
    data: { recordExecutions: { results: [{ ok: true }] } },
  })
  release()
  expect((await before).data).toEqual({ executions: [null] })
  const after = await ask()
  expect([after.data, age(after)]).toEqual([
    { executions: [{ key: 'main:a', status: 'PENDING' }] },
    undefined,
  ])
})

it('keeps two backends with the same id apart', async () => {
  await start(long, { one: 'sqlite', two: 'sqlite' })
  await record(api, [begun('same')], 'one')
  await record(api, [{ id: 'same', flow: 'Other' }], 'two')
  const asked = { ids: ['two:same', 'one:same', 'same'] }
  const answers = [await api.ask(query, asked), await api.ask(query, asked)]
  for (const { data } of answers) {
    expect(data).toEqual({
      executions: [
        { key: 'two:same', status: 'PENDING' },
        { key: 'one:same', status: 'RUNNING' },
        { key: 'one:same', status: 'RUNNING' },
      ],
    })
  }
  expect(statements(answers[1]!)).toEqual({})
})

it('keeps no more than ten thousand entries', async () => {
  await start(long, { main: 'sqlite' })
  await api.ask(query, { ids: ['first'] })
  for (let call = 0; call < 20; call++) await api.ask(query, { ids: idsFrom(`${call}-`, 500) })
  expect(statements(await api.ask(query, { ids: ['first'] }))).toEqual({ main: 1 })
  expect(statements(await api.ask(query, { ids: ['19-499'] }))).toEqual({})
})

it('is off unless it is asked for', async () => {
  await start(undefined, { main: 'sqlite' })
  await record(api, [begun('a')])
  const answers = [await api.ask(query, { ids: ['a'] }), await api.ask(query, { ids: ['a'] })]
  expect(answers.map((answer) => [statements(answer), answer.extensions!['cache']])).toEqual([
    [{ main: 1 }, undefined],
    [{ main: 1 }, undefined],
  ])
})
