import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest'
import { errors, rows } from '../setup/ask/answers.ts'
import { type Api, startApi } from '../setup/servers/api.ts'
import { type Proxy, startProxy } from '../setup/servers/proxy.ts'
import { begun, idsFrom, record, results } from '../setup/seeds/records.ts'
import { details } from '../setup/seeds/wholes.ts'

const own = idsFrom('own-', 100)
const theirs = idsFrom('theirs-', 100)
const down = { code: 'BACKEND_UNAVAILABLE', backend: 'prod' }
const batch = 'query ($ids: [ID!]!) { executions(ids: $ids) { key } }'

let api: Api
let proxy: Proxy
beforeAll(async () => {
  proxy = await startProxy(inject('servers')['postgres']!)
  const kinds = { main: 'sqlite', prod: 'postgres' }
  const route = (url: string, name: string) => (name === 'prod' ? proxy.through(url) : url)
  api = await startApi({ title: '', kinds }, { statusCacheMs: 60_000 }, route)
  await record(
    api,
    own.map((id, index) => begun(id, index * 2)),
    'main',
  )
  await record(
    api,
    theirs.map((id, index) => begun(id, index * 2 + 1)),
    'prod',
  )
})
afterAll(async () => {
  await api.close()
  await proxy.close()
})
beforeEach(() => proxy.restore())

describe('while one backend of two is down', () => {
  it('the rows of the other arrive, and the ids that it may have known are null with one error', async () => {
    await proxy.cut()
    const answer = await api.ask(batch, { ids: [...theirs.map((id) => `prod:${id}`), ...own, 'nobody'] })
    expect(answer.data).toEqual({
      executions: [...theirs.map(() => null), ...own.map((id) => ({ key: `main:${id}` })), null],
    })
    expect(errors(answer)).toEqual([{ ...down, path: ['executions', 0] }])
    expect(answer.errors![0]!.message).toBe('Backend "prod" did not answer.')
    expect(rows(answer)).toMatchObject({ main: 100 })
  })

  it('many fields under many executions are one error', async () => {
    const query = `query ($ids: [ID!]!) { executions(ids: $ids) { key ${details} parent { id } children { nodes { id } } } }`
    await api.data(batch, { ids: theirs })
    await proxy.cut()
    // Their rows are in the cache, so that every nested field has something to hang on.
    const answer = await api.ask(query, {
      ids: [...theirs.map((id) => `prod:${id}`), ...own.map((id) => `main:${id}`)],
    })
    const { executions } = answer.data as { executions: { key: string; attempts: unknown }[] }
    expect(executions.map(({ key }) => key)).toEqual([
      ...theirs.map((id) => `prod:${id}`),
      ...own.map((id) => `main:${id}`),
    ])
    expect(executions.map(({ attempts }) => attempts === null)).toEqual([
      ...theirs.map(() => true),
      ...own.map(() => false),
    ])
    expect(errors(answer)).toEqual([{ ...down, path: ['executions', 0, expect.any(String)] }])
  })

  it('it is named by /readyz, which stays ready, and by Query.backends', async () => {
    await proxy.cut()
    const ready = await api.app.fetch('/readyz')
    expect([ready.status, await ready.json()]).toEqual([
      200,
      {
        status: 'ready',
        backends: [
          { name: 'main', kind: 'sqlite', reachable: true },
          { name: 'prod', kind: 'postgres', reachable: false },
        ],
      },
    ])
    expect(await api.data('{ backends { name reachable latencyMs } }')).toEqual({
      backends: [
        { name: 'main', reachable: true, latencyMs: expect.any(Number) },
        { name: 'prod', reachable: false, latencyMs: null },
      ],
    })
  })

  it('each element of a mutation says so', async () => {
    await proxy.cut()
    const answers = await results(api, [begun('new-1'), begun('new-2')], 'prod')
    expect(answers.map(({ id, ok, problem }) => [id, ok, problem?.['code'], problem?.['message']])).toEqual([
      ['new-1', false, 'BACKEND_UNAVAILABLE', 'Backend "prod" did not answer.'],
      ['new-2', false, 'BACKEND_UNAVAILABLE', 'Backend "prod" did not answer.'],
    ])
    expect(await results(api, [begun('new-3')], 'main')).toMatchObject([{ ok: true }])
  })

  it('it is back with the first request after it is back', async () => {
    await proxy.cut()
    for (let attempt = 0; attempt < 20; attempt++)
      await api.ask(batch, { ids: ['prod:nobody', `prod:${attempt}`] })
    await proxy.restore()
    const all = Array.from({ length: 20 }, (_, index) => api.data(batch, { ids: [`prod:back-${index}`] }))
    expect(await Promise.all(all)).toEqual(all.map(() => ({ executions: [null] })))
    expect(await results(api, [begun('after')], 'prod')).toMatchObject([{ ok: true }])
  })
})

it('with no backend left, roots are null but the answer has data', async () => {
  const alone = await startApi({ title: '', kinds: { prod: 'postgres' } }, {}, (url) => proxy.through(url))
  await proxy.cut()
  const answer = await alone.ask(
    '{ executionHistory { nodes { id } } executions(ids: ["a", "b"]) { id } execution(id: "a") { id } backends { reachable } }',
  )
  expect(answer.data).toEqual({
    executionHistory: null,
    executions: [null, null],
    execution: null,
    backends: [{ reachable: false }],
  })
  const codes = answer.errors!.map(({ extensions }) => extensions?.['code'])
  expect(new Set(codes)).toEqual(new Set(['BACKEND_UNAVAILABLE']))
  const ready = await alone.app.fetch('/readyz')
  expect([ready.status, await ready.json()]).toMatchObject([503, { status: 'unavailable' }])
  await proxy.restore()
  await alone.close()
})
