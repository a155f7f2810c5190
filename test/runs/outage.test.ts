import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest'
import { errors, statements } from '../setup/ask/answers.ts'
import { type Api, startApi } from '../setup/servers/api.ts'
import { type Proxy, startProxy } from '../setup/servers/proxy.ts'
import { endFact, instant, sendFacts, sendHeartbeats, sendRuns, storeRuns } from '../setup/seeds/runs.ts'

const now = Date.now()
const down = { code: 'BACKEND_UNAVAILABLE', backend: 'prod' }
const counts = (completed: number) => [
  { status: 'RUNNING', value: 0 },
  { status: 'COMPLETED', value: completed },
  { status: 'FAILED', value: 0 },
]

let api: Api
let alone: Api
let proxy: Proxy
beforeAll(async () => {
  proxy = await startProxy(inject('servers')['postgres']!)
  const route = (url: string, name: string) => (name === 'prod' ? proxy.through(url) : url)
  api = await startApi({ title: '', kinds: { main: 'sqlite', prod: 'postgres' } }, {}, route)
  alone = await startApi({ title: '', kinds: { prod: 'postgres' } }, {}, route)
  for (const name of ['main', 'prod']) {
    const run = (index: number) => ({
      flow: 'Train',
      startedAt: instant(now - 2 * index),
      user: name,
      tags: [name],
      verdict: { ok: true },
    })
    await storeRuns(api, [1, 2, 3].map(run), name)
  }
})
afterAll(async () => {
  await api.close()
  await alone.close()
  await proxy.close()
})
beforeEach(() => proxy.restore())

describe('while one backend of two is down', () => {
  it.each([
    ['statusCounts { counts { status value } unavailable }', { counts: counts(3) }],
    [
      'runFacets { users { value count } tags { value } unavailable }',
      { users: [{ value: 'main', count: 3 }], tags: [{ value: 'main' }] },
    ],
    [
      'runHistogram(buckets: 1) { buckets { counts { status value } } unavailable }',
      { buckets: [{ counts: counts(3) }] },
    ],
    [
      'flows { nodes { id lastRun { number } } unavailable }',
      { nodes: [{ id: 'main:Train', lastRun: { number: 1 } }] },
    ],
    [
      'runs { nodes { backend number } unavailable }',
      { nodes: [1, 2, 3].map((number) => ({ backend: 'main', number })) },
    ],
  ])('%s has the share of the other, and names it', async (field, expected) => {
    await proxy.cut()
    const answer = await api.ask(`{ list: ${field} }`)
    expect(answer.data).toEqual({ list: { ...expected, unavailable: ['prod'] } })
    const isPage = /^(runs|flows)/.test(field)
    expect(errors(answer)).toEqual([
      { ...down, path: ['list'], ...(isPage && { resume: expect.any(String) }) },
    ])
  })

  it('the missing share of a list of runs can be had when it is back', async () => {
    await proxy.cut()
    const query =
      'query ($after: String) { runs(after: $after, first: 2, orderBy: { field: FINISHED }) { nodes { backend } pageInfo { hasNextPage endCursor } } }'
    const answer = await api.ask(query)
    await proxy.restore()
    const found: unknown[] = []
    for (let after = answer.errors![0]!.extensions!['resume']; after !== null;) {
      const { runs } = await api.data<{
        runs: { nodes: object[]; pageInfo: { hasNextPage: boolean; endCursor: string } }
      }>(query, { after })
      found.push(...runs.nodes)
      after = runs.pageInfo.hasNextPage ? runs.pageInfo.endCursor : null
    }
    expect(found).toEqual([1, 2, 3].map(() => ({ backend: 'prod' })))
  })

  it('a run is found in the other, and is an error where only the one that is down may have it', async () => {
    await proxy.cut()
    const answer = await api.ask(`{
      here: run(flow: "Train") { id } there: run(flow: "Train", backend: "prod") { id }
      nowhere: run(flow: "None") { id } named: run(flow: "Train", ref: "none", backend: "main") { id }
    }`)
    expect(answer.data).toEqual({ here: { id: 'main:Train/1' }, there: null, nowhere: null, named: null })
    expect(errors(answer)).toEqual([{ ...down, path: [expect.stringMatching(/^(there|nowhere)$/)] }])
  })

  it('a filter that asks only the other is not disturbed', async () => {
    await proxy.cut()
    const filter = '(filter: { backend: ["main"] })'
    const answer = await api.ask(
      `{ runs${filter} { unavailable } statusCounts${filter} { unavailable } runFacets${filter} { unavailable } flows${filter} { unavailable } }`,
    )
    const nothing = { unavailable: [] }
    expect([answer.errors, answer.data]).toEqual([
      undefined,
      { runs: nothing, statusCounts: nothing, runFacets: nothing, flows: nothing },
    ])
    expect(statements(answer)).toEqual({ main: 4 })
  })

  it('each element of a write says so', async () => {
    await proxy.cut()
    const beat = { flow: 'Train', number: 1 }
    const answered = [
      await sendRuns(api, [{ flow: 'New' }, { flow: '' }], 'prod'),
      await sendHeartbeats(api, [beat, { flow: '', number: 1 }], 'prod'),
      await sendFacts(api, [endFact('Train', 1, 'attempt', '2'), endFact('', 1, 'attempt', '2')], 'prod'),
    ]
    for (const results of answered)
      expect(results.map(({ ok, id, problem }) => [ok, id, problem?.['code']])).toEqual([
        [false, null, 'BACKEND_UNAVAILABLE'],
        [false, null, 'BAD_USER_INPUT'],
      ])
    expect(await sendHeartbeats(api, [beat], 'main')).toMatchObject([{ ok: true }])
  })
})

it('with no backend left, roots of runs are null but the answer has data', async () => {
  await proxy.cut()
  const roots = [
    'runs { unavailable }',
    'statusCounts { unavailable }',
    'runFacets { unavailable }',
    'runHistogram { unavailable }',
    'flows { unavailable }',
    'run(flow: "Train") { id }',
  ]
  for (const root of roots) {
    const answer = await alone.ask(`{ list: ${root} }`)
    expect([answer.data, answer.errors!.map(({ extensions }) => extensions!['code'])]).toEqual([
      { list: null },
      ['BACKEND_UNAVAILABLE'],
    ])
  }
})
