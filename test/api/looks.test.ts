import { createSchema, createYoga } from 'graphql-yoga'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { openViewer } from '../../src/graphql/access/viewer.ts'
import { type Context, type RequestContext, createContext } from '../../src/graphql/context.ts'
import { type Here, serveHere } from '../setup/servers/served.ts'
import { type Place, newReadyPlace } from '../setup/servers/stores.ts'

interface Beaten {
  readonly results: readonly { readonly run: { readonly executions: { readonly nodes: object[] } | null } }[]
}

describe('each field of a mutation', () => {
  let place: Place
  let server: Here
  beforeAll(async () => {
    place = await newReadyPlace('sqlite')
    server = await serveHere(place.url)
    const executions = Array.from({ length: 101 }, (_, n) => ({ id: `e${n}`, flow: 'F', runNumber: 1 }))
    const record = `mutation ($executions: [ExecutionInput!]!) {
      recordRuns(input: { runs: [{ flow: "F", number: 1 }] }) { results { ok } }
      recordExecutions(input: { executions: $executions }) { results { ok } } }`
    await server.ask(record, { executions })
  })
  afterAll(async () => {
    await server.close()
    await place.remove()
  })

  const heartbeat = { flow: 'F', number: 1 }
  const beat = (rows: number) =>
    `heartbeatRuns(input: { heartbeats: $beats }) { results { run { executions(first: ${rows}) { nodes { id } } } } }`
  const ask = async (beats: number, fields: string) => {
    const variables = { beats: Array.from({ length: beats }, () => heartbeat) }
    const { body } = await server.ask(`mutation ($beats: [HeartbeatInput!]!) { ${fields} }`, variables)
    return body as { readonly data: Readonly<Record<string, Beaten>>; readonly errors?: readonly object[] }
  }
  const shown = ({ results }: Beaten) => results.map(({ run }) => run.executions?.nodes.length)

  it('may show 50,000 rows of nested lists', async () => {
    const { data, errors } = await ask(300, `a: ${beat(100)} b: ${beat(100)}`)
    expect(errors).toBeUndefined()
    for (const name of ['a', 'b']) expect(shown(data[name]!)).toEqual(Array.from({ length: 300 }, () => 100))
  })

  it('may not show more', async () => {
    const { data, errors } = await ask(500, `a: ${beat(101)} b: ${beat(1)}`)
    expect(errors).toMatchObject([{ extensions: { code: 'QUERY_TOO_EXPENSIVE', limit: 50_000 } }])
    expect(shown(data['a']!).filter((count) => count === undefined)).toHaveLength(5)
    expect(shown(data['b']!)).toEqual(Array.from({ length: 500 }, () => 1))
  })
})

describe('the clock of a look', () => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ['Date'], now: 1_000 }))
  afterEach(() => void vi.useRealTimers())

  const schema = createSchema<Context>({
    typeDefs: 'type Query { now: Float! } type Mutation { write: Written! } type Written { now: Float! }',
    resolvers: {
      Query: {
        now(_, __, context) {
          vi.setSystemTime(Date.now() + 500)
          return context.look().now
        },
      },
      Written: { now: (_, __, context) => context.look().now },
      Mutation: {
        write(_, __, context) {
          vi.setSystemTime(Date.now() + 500)
          context.renew()
          return {}
        },
      },
    },
  })
  const yoga = createYoga<object, RequestContext>({
    schema,
    context: () => createContext({} as never, {} as never, { client: undefined, viewer: openViewer }),
  })
  const data = async (query: string) => {
    const response = await yoga.fetch('http://localhost/graphql', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query }),
    })
    return ((await response.json()) as { data: unknown }).data
  }

  it('is read anew for each field of a mutation, after its write', async () => {
    expect(await data('mutation { a: write { now } b: write { now } }')).toEqual({
      a: { now: 1_500 },
      b: { now: 2_000 },
    })
  })

  it('stands still during a query', async () => {
    expect(await data('{ a: now b: now }')).toEqual({ a: 1_000, b: 1_000 })
  })
})
