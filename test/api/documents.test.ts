import { getIntrospectionQuery } from 'graphql'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Served, serve } from '../setup/servers/process.ts'

type Body = { data?: unknown; errors?: { message: string; extensions: Record<string, unknown> }[] }

describe('the text of a query', () => {
  let served: Served
  const ask = async (query: string) => (await served.ask(query)).body as Body
  const told = async (query: string) => (await ask(query)).errors?.map(({ extensions }) => extensions)
  beforeAll(async () => {
    served = await serve(['--backend', 'main=memory:'])
  })
  afterAll(() => served.stop())

  it('has at most 10,000 tokens', async () => {
    expect(await told(`{ execution(id: "a") { ${'id '.repeat(20_000)} } }`)).toEqual([
      { code: 'TOO_LARGE', field: 'query', limit: 10_000, received: 10_001 },
    ])
    const aliases = Array.from({ length: 1_000 }, (_, index) => `a${index}: __typename`)
    expect(Object.keys((await ask(`{ ${aliases.join(' ')} }`)).data as object)).toHaveLength(1_000)
  })

  it('has at most 100 fragments', async () => {
    const query = (count: number) =>
      `{ ${Array.from({ length: count }, (_, index) => `...F${index}`).join(' ')} } ${Array.from({ length: count }, (_, index) => `fragment F${index} on Query { __typename }`).join(' ')}`
    expect(await told(query(101))).toEqual([{ code: 'TOO_LARGE', field: 'query', limit: 100, received: 101 }])
    expect(await ask(query(100))).toMatchObject({ data: { __typename: 'Query' } })
  })

  it('may select one field as often as it likes: it is answered once', async () => {
    const query = `{ backends { name } ${'queue { open } '.repeat(1_000)} }`
    expect(await ask(query)).toMatchObject({ data: { queue: { open: 0 } } })
  })

  it('may be what tools ask about the schema', async () => {
    expect(await ask(getIntrospectionQuery())).toMatchObject({
      data: { __schema: { queryType: { name: 'Query' } } },
    })
  })
})
