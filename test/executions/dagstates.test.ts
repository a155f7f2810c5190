import * as fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { errors } from '../setup/ask/answers.ts'
import { type Api, aloneSetups, setups, startApi } from '../setup/servers/api.ts'
import { type Counter, countStatements } from '../setup/ask/counting.ts'
import { type Sent, at, begun, idsFrom, record } from '../setup/seeds/records.ts'
import { whole } from '../setup/seeds/wholes.ts'
import { isWhole, longIt, sized } from '../setup/whole.ts'

interface Result {
  readonly nodeId: string
  readonly attempt: number
  readonly status: string
  readonly error: string | null
  readonly value: unknown
}

/** What the nodes of a graph show, as plainly as it can be said. */
const statesOf = (nodes: readonly string[], list: readonly Result[]) =>
  nodes.map((id) => {
    const own = list.filter(({ nodeId }) => nodeId === id).toSorted((a, b) => a.attempt - b.attempt)
    const result = own.at(-1) ?? null
    return { id, status: result?.status ?? 'PENDING', result }
  })

const ids = fc.constantFrom('a', 'A', 'é', '__proto__', '🙂', '"', 'b', 'ab')
const statuses = ['PENDING', 'READY', 'RUNNING', 'COMPLETED', 'FAILED', 'SKIPPED', 'CANCELLED']
const resultArbitrary: fc.Arbitrary<Result> = fc.record({
  nodeId: ids,
  // More than nine: as texts they would not stand in the order of numbers.
  attempt: fc.integer({ min: 1, max: 12 }),
  status: fc.constantFrom(...statuses),
  error: fc.option(fc.constantFrom('broke', 'ü')),
  value: fc.option(fc.constantFrom<unknown>(1, 'text', [1, 2], { a: null })),
})
const executionArbitrary = fc.record({
  nodes: fc.uniqueArray(ids, { minLength: 1, maxLength: 8 }),
  results: fc.uniqueArray(resultArbitrary, {
    maxLength: 20,
    selector: ({ nodeId, attempt }) => `${attempt}/${nodeId}`,
  }),
})

describe.each(sized(setups, aloneSetups))('the states of the nodes of a graph on $title', (setup) => {
  const names = Object.keys(setup.kinds)
  let api: Api
  let counter: Counter
  let made = 0
  beforeAll(async () => {
    api = await startApi(setup)
    counter = await countStatements(api)
  })
  afterAll(async () => {
    await counter.close()
    await api.close()
  })

  async function ask(query: string, keys: readonly string[]) {
    const { answer, seen } = await counter.during(() => api.ask(query, { ids: keys }))
    expect(answer.errors).toBeUndefined()
    return { executions: answer.data!['executions'] as { dag: { nodes: object[] } }[], seen }
  }
  const states = (fields: string) =>
    `query ($ids: [ID!]!) { executions(ids: $ids) { dag { nodes { id ${fields} } } } }`

  it('are those of the newest attempts, with every field, and each execution has its own', async () => {
    const [backend] = names as [string]
    const other = [{ nodeId: 'fit', attempt: 3, status: 'CANCELLED' }]
    await record(api, [
      whole('tried'),
      whole('other', { nodeResults: other }),
      whole('none', { nodeResults: [] }),
    ])
    const { executions } = await ask(
      states('status result { nodeId attempt status startedAt finishedAt durationMs error bytes value }'),
      ['tried', 'other', 'none', 'tried'].map((id) => `${backend}:${id}`),
    )
    const none = {
      startedAt: null,
      finishedAt: null,
      durationMs: null,
      error: null,
      bytes: null,
      value: null,
    }
    const load = { ...none, nodeId: 'load', attempt: 1, status: 'COMPLETED', bytes: 8, value: [1, 'ü'] }
    const fit = { ...none, nodeId: 'fit', attempt: 2, status: 'COMPLETED' }
    const done = (from: number, to: number) => ({
      startedAt: at(from),
      finishedAt: at(to),
      durationMs: to - from,
    })
    const pending = (id: string) => ({ id, status: 'PENDING', result: null })
    const tried = [
      { id: 'load', status: 'COMPLETED', result: { ...load, ...done(1000, 1200) } },
      { id: 'fit', status: 'COMPLETED', result: { ...fit, ...done(3000, 6000) } },
      { id: 'save', status: 'SKIPPED', result: { ...none, nodeId: 'save', attempt: 1, status: 'SKIPPED' } },
    ]
    const cancelled = { id: 'fit', status: 'CANCELLED', result: { ...none, ...other[0] } }
    expect(executions.map((execution) => execution.dag.nodes)).toEqual([
      tried,
      [pending('load'), cancelled, pending('save')],
      ['load', 'fit', 'save'].map(pending),
      tried,
    ])
  })

  it('are what a plain model says of random graphs with random results', async () => {
    const query = states('status result { nodeId attempt status error value }')
    const property = fc.asyncProperty(
      fc.array(executionArbitrary, { minLength: 1, maxLength: 6 }),
      async (list) => {
        const given = list.map((one) => ({
          ...one,
          id: `random ${made++}`,
          backend: names[made % names.length]!,
        }))
        for (const name of names) {
          const own = given.filter(({ backend }) => backend === name)
          const sent = own.map(({ id, nodes, results }) =>
            begun(id, 0, { dag: { nodes: nodes.map((node) => ({ id: node })) }, nodeResults: results }),
          )
          if (sent.length > 0) await record(api, sent, name)
        }
        const { executions, seen } = await ask(
          query,
          given.map(({ backend, id }) => `${backend}:${id}`),
        )
        expect(executions).toEqual(
          given.map(({ nodes, results }) => ({ dag: { nodes: statesOf(nodes, results) } })),
        )
        // The look-up, graphs, results, and values if there are any.
        expect(Math.max(...Object.values(seen))).toBeLessThanOrEqual(5)
      },
    )
    await fc.assert(property, { numRuns: sized(12, 5) })
  })

  it('cost one statement for all executions, and none when nobody asks for them', async () => {
    const [backend] = names as [string]
    const all = idsFrom('many-', 100)
    const graph = (index: number) => ({
      title: `${index % 40}`,
      nodes: idsFrom('n', 3).map((id) => ({ id })),
    })
    await record(
      api,
      all.map((id, index) =>
        begun(id, index, {
          dag: graph(index),
          nodeResults: [{ nodeId: 'n1', status: 'RUNNING', value: index, attempt: index + 1 }],
        }),
      ),
    )
    const keys = all.map((id) => `${backend}:${id}`)
    const cost = async (fields: string, some = keys) => {
      const { seen } = await ask(`query ($ids: [ID!]!) { executions(ids: $ids) { ${fields} } }`, some)
      return seen
    }
    const fields: readonly (readonly [string, number])[] = [
      ['dag { hash nodeCount }', 2],
      ['dag { hash nodes { id label position { x } } edges { kind } }', 2],
      ['dag { nodes { status } }', 4],
      ['dag { nodes { status result { attempt error } } } again: dag { nodes { result { status } } }', 4],
      ['tags dag { nodes { status result { value } } } nodeResults { nodes { status value } }', 7],
    ]
    for (const [text, count] of fields)
      expect([text, await cost(text), await cost(text, keys.slice(0, 1))]).toEqual([
        text,
        { [backend]: count },
        { [backend]: count },
      ])
    const list = await counter.during(() =>
      api.ask(
        '{ executionHistory(first: 100) { nodes { dag { nodes { id status result { attempt } } } } } }',
      ),
    )
    expect([list.answer.errors, list.seen[names.at(-1)!]! <= 4]).toEqual([undefined, true])
  })

  // A second store changes nothing about large ones.
  if (names.length > 1) return

  it('come with a graph of 10,000 nodes', async () => {
    const nodes = idsFrom('n', 10_000)
    const edges = nodes.slice(1).map((target, index) => ({ source: nodes[index]!, target }))
    const nodeResults = nodes
      .slice(0, 5_000)
      .flatMap((nodeId, index) =>
        [1, 2].map((attempt) => ({ nodeId, attempt, status: statuses[(index + attempt) % 7]! })),
      )
    await record(api, [begun('big', 0, { dag: { nodes: nodes.map((id) => ({ id })), edges }, nodeResults })])
    const query = 'query ($ids: [ID!]!) { executions(ids: $ids) { dag { nodes { id status } } } }'
    const { executions, seen } = await ask(query, [`${names[0]}:big`])
    const expected = nodes.map((id, index) => ({
      id,
      status: index < 5_000 ? statuses[(index + 2) % 7] : 'PENDING',
    }))
    expect([executions[0]!.dag.nodes, seen]).toEqual([expected, { [names[0]!]: 4 }])
  })

  const refusal = { code: 'QUERY_TOO_EXPENSIVE', limit: 50_000 }
  const isSqlite = setup.title === 'sqlite'

  // In `npm test` each of the two on one kind of store.
  const ofNodes = isSqlite ? it : longIt
  ofNodes('are refused where an answer would hold more than 50,000 nodes', async () => {
    const wide: Sent = { dag: { nodes: idsFrom('n', 1_000).map((id) => ({ id })) } }
    await record(
      api,
      idsFrom('wide-', 51).map((id) => begun(id, 0, wide)),
    )
    const keys = idsFrom(`${names[0]}:wide-`, 51)
    const query = states('status')
    if (isWhole) expect((await ask(query, keys.slice(1))).executions).toHaveLength(50)
    const refused = await api.ask(query, { ids: keys })
    expect(refused.data!['executions']).toContainEqual({ dag: null })
    expect(errors(refused)).toEqual([expect.objectContaining(refusal)])
  })

  const ofResults = isSqlite ? longIt : it
  ofResults('are refused where the store has more than 50,000 results', async () => {
    const query = states('status')
    const stray = idsFrom('s', 9_000).map((nodeId) => ({ nodeId, status: 'FAILED' }))
    for (const id of idsFrom('stray-', 6))
      await record(api, [begun(id, 0, { dag: { nodes: [{ id: 'n' }] }, nodeResults: stray })])
    const strays = idsFrom(`${names[0]}:stray-`, 6)
    expect((await ask(query, strays.slice(1))).executions).toEqual(
      Array.from({ length: 5 }, () => ({ dag: { nodes: [{ id: 'n', status: 'PENDING' }] } })),
    )
    const answer = await api.ask(query, { ids: strays })
    expect(answer.data).toEqual({ executions: Array.from({ length: 6 }, () => ({ dag: null })) })
    expect(errors(answer)).toEqual([{ path: ['executions', 0, 'dag', 'nodes', 0, 'status'], ...refusal }])
  })
})
