import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { type Api, startApi } from '../setup/servers/api.ts'
import { cancel, claim, complete, edge, leaseOf, node, nodes, startOne } from '../setup/ask/queue.ts'
import { kinds } from '../setup/servers/stores.ts'

interface Shown {
  readonly id: string
  readonly status: string
  readonly result: { readonly attempt: number } | null
}

describe.each(kinds)('the nodes of an execution that is worked on, on %s', (kind) => {
  let api: Api
  beforeAll(async () => void (api = await startApi({ title: kind, kinds: { main: kind } })))
  afterAll(() => api.close())
  const started: string[] = []
  /** What the next test claims is its own. */
  afterEach(() => cancel(api, started.splice(0)))
  const begin = async (dag: Parameters<typeof startOne>[1]) => {
    const id = await startOne(api, dag)
    started.push(id)
    return id
  }

  const graph = async (id: string) => {
    const query = 'query ($id: ID!) { execution(id: $id) { dag { nodes { id status result { attempt } } } } }'
    const { execution } = await api.data<{ execution: { dag: { nodes: Shown[] } } }>(query, { id })
    return execution.dag.nodes.map((one) => `${one.id} ${one.status} ${one.result?.attempt ?? '-'}`)
  }
  const page = async (id: string, args: string) => {
    const query = `query ($id: ID!) { execution(id: $id) { nodeResults(${args}) { nodes { nodeId attempt status value } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } } }`
    const { execution } = await api.data<{ execution: { nodeResults: Page } }>(query, { id })
    const { nodes: rows, pageInfo } = execution.nodeResults
    return { rows: rows.map((row) => `${row.nodeId} ${row.attempt} ${row.status}`), ...pageInfo }
  }

  it('are pending, ready, running and done in turn', async () => {
    const id = await begin({ nodes: nodes('a b c'), edges: [edge('a c'), edge('b c')] })
    expect(await graph(id)).toEqual(['a PENDING -', 'b PENDING -', 'c PENDING -'])
    const [action] = await claim(api, { limit: 1 })
    expect(await graph(id)).toEqual(['a RUNNING 1', 'b READY 1', 'c PENDING -'])
    await complete(api, [{ ...leaseOf(action!), output: 1 }])
    expect(await graph(id)).toEqual(['a COMPLETED 1', 'b READY 1', 'c PENDING -'])
  })

  it('show a map as running while elements of it are open, but not a node that is called like one', async () => {
    const id = await begin({
      nodes: [...nodes('list x x[0]'), node('each', { mapOver: 'list' })],
      edges: [edge('list each'), edge('list x[0]'), edge('x[0] x')],
    })
    const [action] = await claim(api, { limit: 1 })
    await complete(api, [{ ...leaseOf(action!), output: [1, 2] }])
    expect(await graph(id)).toEqual(['list COMPLETED 1', 'x PENDING -', 'x[0] READY 1', 'each RUNNING 1'])
  })

  it('stand in the pages of results in their order, both ways, without a repeat or a skip', async () => {
    const id = await begin({ nodes: nodes('a b c d e'), edges: [] })
    const actions = await claim(api, { limit: 3 })
    const [, done] = actions
    await complete(api, [{ ...leaseOf(done!), output: 1 }])
    const all = ['a 1 RUNNING', 'b 1 COMPLETED', 'c 1 RUNNING', 'd 1 READY', 'e 1 READY']
    const forth: string[] = []
    for (let after = ''; ;) {
      const { rows, hasNextPage, endCursor } = await page(id, `first: 2 ${after}`)
      forth.push(...rows)
      if (!hasNextPage) break
      after = `after: "${endCursor}"`
    }
    expect(forth).toEqual(all)
    const back: string[] = []
    for (let before = ''; ;) {
      const { rows, hasPreviousPage, startCursor } = await page(id, `last: 2 ${before}`)
      back.unshift(...rows)
      if (!hasPreviousPage) break
      before = `before: "${startCursor}"`
    }
    expect(back).toEqual(all)
  })
})

interface Page {
  readonly nodes: { nodeId: string; attempt: number; status: string; value: unknown }[]
  readonly pageInfo: {
    hasNextPage: boolean
    hasPreviousPage: boolean
    startCursor: string
    endCursor: string
  }
}
