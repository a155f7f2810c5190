import { afterAll, beforeAll, beforeEach, expect, inject, it } from 'vitest'
import { errors, statements } from '../setup/ask/answers.ts'
import type { Told } from '../setup/contract/history.ts'
import { type Among, seedAs } from '../setup/contract/seedas.ts'
import { bytes } from '../setup/models/runmodel.ts'
import { type Answer, type Api, apiOver } from '../setup/servers/api.ts'
import { type Proxy, startProxy } from '../setup/servers/proxy.ts'

let proxy: Proxy
const stores: Readonly<Record<string, Among>> = {
  main: { adapter: 'sqlite', urlOf: (url) => url },
  mf: { adapter: 'metaflow', urlOf: (url) => `${url}?task-heartbeat=100000000` },
  d: { adapter: 'dbos in postgres', urlOf: (url) => proxy.through(`dbos+${url}`) },
  boss: { adapter: 'pgboss', urlOf: (url) => url },
}
const names = Object.keys(stores)
const others = names.filter((name) => name !== 'd')
const down = { code: 'BACKEND_UNAVAILABLE', backend: 'd' }

/** An execution of one of the stores, as the answer must have it. */
interface Row {
  readonly key: string
  readonly backend: string
  readonly at: number
  readonly told: Told
}

let api: Api
let rows: readonly Row[]
beforeAll(async () => {
  proxy = await startProxy(inject('servers')['postgres']!)
  const seeded = await Promise.all(names.map((name) => seedAs(name, stores[name]!)))
  rows = seeded
    .flatMap(({ backend: { name }, idOf, told: list }) =>
      list.map((told): Row => {
        // Execgraph's own store sorts what is pending by when it was recorded.
        const at = name === 'main' && told.status === 'PENDING' ? Infinity : told.at
        return { key: `${name}:${idOf(told.name)}`, backend: name, at, told }
      }),
    )
    .toSorted((a, b) => (a.at === b.at ? bytes(b.key, a.key) : b.at - a.at))
  api = apiOver(
    seeded.map(({ backend }) => backend),
    seeded.map(({ place }) => place),
  )
})
afterAll(async () => {
  await api.close()
  await proxy.close()
})
beforeEach(() => proxy.restore())

const iso = (ms: number | null) => (ms === null ? null : new Date(ms).toISOString())
const shown = ({ key, backend, told: { flow, status, at, finishedAt } }: Row) => ({
  ...{ key, backend, flow, status },
  startedAt: status === 'PENDING' ? null : iso(at),
  finishedAt: iso(finishedAt),
})
const fields = 'key backend flow status startedAt finishedAt'
const query = `query ($filter: ExecutionFilter, $first: Int, $after: String, $last: Int, $before: String) {
  executionHistory(filter: $filter, first: $first, after: $after, last: $last, before: $before) {
    nodes { ${fields} } pageInfo { hasNextPage endCursor hasPreviousPage startCursor } unavailable
  }
}`

interface Page {
  readonly nodes: object[]
  readonly pageInfo: Readonly<Record<string, string | boolean>>
  readonly unavailable: string[]
}
const pageOf = (answer: Answer) => answer.data!['executionHistory'] as Page
const oneOf = (list: readonly string[]) => Object.fromEntries(list.map((name) => [name, 1]))

it.each<[string, object, (told: Told) => boolean]>([
  ['all', {}, () => true],
  ['those of a status', { status: ['FAILED'] }, ({ status }) => status === 'FAILED'],
  ['those of a flow', { flow: ['team.beta'] }, ({ flow }) => flow === 'team.beta'],
])('are one list of %s, paged to both ends, one statement each a page', async (_, filter, fits) => {
  const wanted = rows.filter(({ told }) => fits(told)).map(shown)
  for (const [length, position, cursor, has] of [
    ['first', 'after', 'endCursor', 'hasNextPage'],
    ['last', 'before', 'startCursor', 'hasPreviousPage'],
  ] as const) {
    const found: object[][] = []
    for (let at: string | null = null, isMore = true; isMore;) {
      const answer: Answer = await api.ask(query, { filter, [length]: 11, [position]: at })
      expect(answer.errors).toBeUndefined()
      expect(statements(answer)).toEqual(oneOf(names))
      const page = pageOf(answer)
      expect(page.unavailable).toEqual([])
      found.push(page.nodes)
      at = page.pageInfo[cursor] as string
      isMore = page.pageInfo[has] as boolean
    }
    expect((length === 'first' ? found : found.toReversed()).flat()).toEqual(wanted)
  }
})

it('one that stops in the middle costs only its share, which is read when it is back', async () => {
  const found: object[] = []
  const resumes: string[] = []
  let after: string | null = null
  for (let page = 0, isMore = true; isMore; page++) {
    if (page === 2) await proxy.cut()
    const answer: Answer = await api.ask(query, { first: 11, after })
    expect(statements(answer)).toMatchObject(oneOf(others))
    const { nodes, pageInfo, unavailable } = pageOf(answer)
    if (page < 2) expect([answer.errors, unavailable]).toEqual([undefined, []])
    else {
      expect(unavailable).toEqual(['d'])
      expect(errors(answer)).toEqual([{ ...down, path: ['executionHistory'], resume: expect.any(String) }])
      resumes.push(answer.errors![0]!.extensions!['resume'] as string)
    }
    found.push(...nodes)
    after = pageInfo['endCursor'] as string
    isMore = pageInfo['hasNextPage'] as boolean
  }
  const wanted = rows.map(shown)
  expect(found.slice(0, 22)).toEqual(wanted.slice(0, 22))
  expect(found.slice(22)).toEqual(wanted.slice(22).filter(({ backend }) => backend !== 'd'))
  await proxy.restore()
  const share = await api.ask(query, { first: 100, after: resumes[0] })
  expect(share.errors).toBeUndefined()
  expect(pageOf(share).nodes).toEqual(wanted.slice(22).filter(({ backend }) => backend === 'd'))
  expect(statements(share)).toEqual({ d: 1 })
})

it('are looked up in one call, a statement each, also while one is away', async () => {
  const asked = rows.map(({ key }) => key)
  const lookUp = `query ($ids: [ID!]!) { executions(ids: $ids) { ${fields} } }`
  const whole = await api.ask(lookUp, { ids: asked })
  expect(whole.errors).toBeUndefined()
  expect(whole.data).toEqual({ executions: rows.map(shown) })
  expect(statements(whole)).toEqual(oneOf(names))
  await proxy.cut()
  const partly = await api.ask(lookUp, { ids: asked })
  expect(partly.data).toEqual({
    executions: rows.map((row) => (row.backend === 'd' ? null : shown(row))),
  })
  expect(errors(partly)).toEqual([
    { ...down, path: ['executions', rows.findIndex(({ backend }) => backend === 'd')] },
  ])
})

it('are counted together, and without the one that is away', async () => {
  const counts = async () => {
    const answer = await api.ask('{ executionStats { counts { status value } unavailable } }')
    const stats = answer.data!['executionStats'] as {
      counts: { status: string; value: number }[]
      unavailable: string[]
    }
    const some = stats.counts.filter(({ value }) => value > 0).map(({ status, value }) => [status, value])
    return { counts: Object.fromEntries(some) as Record<string, number>, unavailable: stats.unavailable }
  }
  const countsOf = (list: readonly Row[]) =>
    Object.fromEntries(
      [...Map.groupBy(list, ({ told }) => told.status)].map(([word, { length }]) => [word, length]),
    )
  // It was away a moment ago.
  await expect.poll(counts).toEqual({ counts: countsOf(rows), unavailable: [] })
  await proxy.cut()
  const there = rows.filter(({ backend }) => backend !== 'd')
  expect(await counts()).toEqual({ counts: countsOf(there), unavailable: ['d'] })
})
