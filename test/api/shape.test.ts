import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { defaultQueryLimits } from '../../src/graphql/cost/limits.ts'
import { errors } from '../setup/ask/answers.ts'
import { eventsIn } from '../setup/ask/streams.ts'
import { type Answer, type Api, startApi } from '../setup/servers/api.ts'
import { sized } from '../setup/whole.ts'

const document = { tokens: 2_000, depth: 6, aliases: 10, directives: 5, fields: 50 }

describe('a query of a server with limits of its own', () => {
  let api: Api
  beforeAll(async () => {
    const queryLimits = { document, cost: 2_000 }
    api = await startApi({ title: 'memory', kinds: { main: 'memory' } }, { queryLimits })
  })
  afterAll(async () => {
    await api.app.close()
    await api.close()
  })
  const times = (count: number, text: string) => Array.from({ length: count }, () => text).join(' ')
  const told = async (query: string, variables?: Record<string, unknown>) =>
    errors(await api.ask(query, variables))
  const tooMuch = (limit: number, received: number) => [
    { code: 'QUERY_TOO_EXPENSIVE', field: 'query', limit, received },
  ]

  it('has only so many levels, aliases, directives and fields', async () => {
    const parents = (levels: number) =>
      `{ execution(id: "a") ${'{ parent '.repeat(levels - 2)}{ id }${' }'.repeat(levels - 2)} }`
    expect(await told(parents(6))).toEqual([])
    expect(await told(parents(7))).toEqual(tooMuch(6, 7))
    expect(await told(`{ ${times(10, 'a: __typename')} }`)).toEqual([])
    expect(await told(`{ ${times(11, 'a: __typename')} }`)).toEqual(tooMuch(10, 11))
    expect(await told(`{ __typename ${times(5, '... @skip(if: true) { __typename }')} }`)).toEqual([])
    expect(await told(`{ __typename ${times(6, '... @skip(if: true) { __typename }')} }`)).toEqual(
      tooMuch(5, 6),
    )
    expect(await told(`{ ${times(50, '__typename')} }`)).toEqual([])
    expect(await told(`{ ...F ...F } fragment F on Query { ${times(26, '__typename')} }`)).toEqual(
      tooMuch(50, 52),
    )
  })

  it('counts what is in fragments where they are spread, and asks about the schema without a limit', async () => {
    const spread = `{ execution(id: "a") { ...A } } fragment A on Execution { parent { ...B } } fragment B on Execution { parent { parent { parent { parent { id } } } } }`
    expect(await told(spread)).toEqual(tooMuch(6, 7))
    const doubling = Array.from(
      { length: 40 },
      (_, n) => `fragment F${n} on Query { ...F${n + 1} ...F${n + 1} }`,
    )
    expect(await told(`{ ...F0 } ${doubling.join(' ')} fragment F40 on Query { __typename }`)).toEqual(
      tooMuch(50, 2 ** 40),
    )
    const deep = (levels: number) => `{ ${'... { '.repeat(levels - 1)}__typename${' }'.repeat(levels - 1)} }`
    expect(await told(deep(60))).toEqual([])
    expect(await told(deep(61))).toEqual(tooMuch(60, 61))
    const type = '{ name ofType '.repeat(8)
    expect(await told(`{ __schema { types ${type}{ name }${' }'.repeat(8)} } }`)).toEqual([])
    expect(await told('{ ...A } fragment A on Query { ...A }')).toMatchObject([{ code: 'BAD_USER_INPUT' }])
  })

  it('costs only so much, on streams too', async () => {
    const query = `subscription { executionsChanged(ids: ["x"]) { execution { children(first: 1000) { nodes { id flow } } } } }`
    const operations = [{ id: 'large', query }]
    const response = await api.app.fetch('/graphql/stream', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ operations }),
    })
    let text = ''
    for await (const chunk of response.body!.pipeThrough(new TextDecoderStream())) {
      text += chunk
      if (text.includes('event: error')) break
    }
    const refused = eventsIn(text).find(({ event }) => event === 'error')
    expect(refused?.data).toMatchObject({
      id: 'large',
      errors: [
        { extensions: { code: 'QUERY_TOO_EXPENSIVE', limit: 2_000, received: 1 + 1 + 1 + 1 + 1_000 * 2 } },
      ],
    })
  })

  it('lists the keys of no object with very many', async () => {
    const query = 'query ($f: ExecutionFilter) { executionHistory(filter: $f) { nodes { id } } }'
    const write = `mutation ($f: RecordRunsInput!) { recordRuns(input: $f) { results { ok run { id } } } }`
    const f = Object.fromEntries(Array.from({ length: sized(150_000, 20_000) }, (_, n) => [`k${n}`, n]))
    for (const [text, variables] of [
      [query, { f }],
      [write, { f }],
      [write, { f: { runs: [{ flow: 'a' }], ...f } }],
      ['query ($f: [ID!]!) { executions(ids: $f) { id } }', { f: [f] }],
      ['{ __typename }', f],
    ] as const) {
      const body = JSON.stringify({ query: text, variables })
      const list = Object.keys
      const long: number[] = []
      const spy = vi.spyOn(Object, 'keys').mockImplementation((value: object) => {
        const keys = list(value)
        if (keys.length > 1_000) long.push(keys.length)
        return keys
      })
      const headers = { 'content-type': 'application/json' }
      const response = await api.app.fetch('/graphql', { method: 'POST', headers, body })
      spy.mockRestore()
      const { errors: wrong } = (await response.json()) as Answer
      expect(wrong?.[0]?.extensions?.['code'] ?? 'OK').toBe(
        text === '{ __typename }' ? 'OK' : 'BAD_USER_INPUT',
      )
      expect(long).toEqual([])
    }
  })

  it('names places in texts of 500 lines at most', async () => {
    const placesOf = async (lines: number) => {
      const wrong = await api.ask(`${'\n'.repeat(lines)}{ nothing }`)
      expect(errors(wrong)).toMatchObject([{ code: 'BAD_USER_INPUT' }])
      return (wrong.errors as unknown as { locations?: object[] }[]).map(({ locations }) => locations)
    }
    expect(await placesOf(499)).toEqual([[{ line: 500, column: 3 }]])
    expect(await placesOf(500)).toEqual([undefined])
  })

  it('says only the first thing that is wrong with large variables', async () => {
    const query =
      'query ($f: ExecutionFilter, $ids: [ID!]!) { executionHistory(filter: $f) { nodes { id } } executions(ids: $ids) { id } }'
    const f = Object.fromEntries(Array.from({ length: 5_000 }, (_, n) => [`k${n}`, n]))
    const wrong = await api.ask(query, { f, ids: [] })
    expect(wrong.errors).toHaveLength(1)
    expect(wrong.errors![0]!.message.length).toBeLessThan(300)
    expect(errors(wrong)).toEqual([{ code: 'BAD_USER_INPUT', field: 'variables.f' }])
    const ids = Array.from({ length: 5_000 }, () => 'a')
    expect(await told(query, { ids: [...ids, {}] })).toEqual([
      { code: 'BAD_USER_INPUT', field: 'variables.ids[5000]' },
    ])
    expect(await told(query, { f: { flow: ids } })).toEqual([
      { code: 'BAD_USER_INPUT', field: 'variables.ids' },
    ])
  })
})

it('the limits of a query are those that docs/limits.md names', () => {
  expect(defaultQueryLimits).toEqual({
    document: { tokens: 10_000, depth: 20, aliases: 1_000, directives: 200, fields: 10_000 },
    cost: 1_000_000,
  })
})
