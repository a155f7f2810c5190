import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { errors } from '../setup/ask/answers.ts'
import { everyOperation } from '../setup/ask/everyoperation.ts'
import { type Answer, type Api, startApi } from '../setup/servers/api.ts'
import { begun, idsFrom, record } from '../setup/seeds/records.ts'

const costOf = ({ extensions }: Answer) => extensions?.['cost'] as { estimate: number; actual: number }

describe('what a request may cost', () => {
  let api: Api
  beforeAll(async () => {
    api = await startApi({ title: 'memory', kinds: { main: 'memory' } })
    await record(
      api,
      idsFrom('some-', 3).map((id) => begun(id)),
    )
  })
  afterAll(() => api.close())

  const estimate = async (query: string, variables?: Record<string, unknown>) =>
    costOf(await api.ask(query, variables)).estimate

  it('is one for each field, times the elements of the lists around it', async () => {
    expect(await estimate('{ execution(id: "a") { id status } }')).toBe(3)
    expect(await estimate('{ executions(ids: ["a", "b"]) { id status } }')).toBe(1 + 2 * 2)
    expect(await estimate('{ runs(first: 20) { nodes { id status } } }')).toBe(1 + 1 + 20 * 2)
    expect(await estimate('{ runs { nodes { id } pageInfo { hasNextPage } } }')).toBe(1 + 1 + 50 + 2)
    expect(await estimate('{ runs(last: 7) { edges { node { id } cursor } } }')).toBe(1 + 1 + 7 * 3)
    const nested = '{ runs(first: 10) { nodes { executions(first: 30) { nodes { id flow } } } } }'
    expect(await estimate(nested)).toBe(2 + 10 * (2 + 30 * 2))
  })

  it('counts what nothing bounds as ten, and what is worked out of many rows more', async () => {
    expect(await estimate('{ executions(ids: ["a"]) { tags } }')).toBe(1 + 1 + 10)
    expect(await estimate('{ statusCounts { counts { status value } } }')).toBe(1_000 + 1 + 10 * 2)
    expect(await estimate('{ runs(first: 3) { nodes { usual { count } } } }')).toBe(2 + 3 * (10 + 1))
    expect(await estimate('{ runHistogram(buckets: 6) { isExact buckets { from } } }')).toBe(1_000 + 2 + 6)
  })

  it('knows the sizes that variables give, and those that they leave to their defaults', async () => {
    const query =
      'query ($first: Int = 5, $ids: [ID!]!) { runs(first: $first) { nodes { id } } executions(ids: $ids) { id } }'
    expect(await estimate(query, { ids: [] })).toBe(2 + 5 + 1)
    expect(await estimate(query, { first: 9, ids: ['a', 'b', 'c'] })).toBe(2 + 9 + 1 + 3)
    expect(await estimate(query, { first: null, ids: 'a' })).toBe(2 + 50 + 1 + 1)
    const mutation =
      'mutation ($input: DeleteExecutionsInput!) { deleteExecutions(input: $input) { results { ok id } } }'
    expect(await estimate(mutation, { input: { ids: ['a', 'b'] } })).toBe(2 + 2 * 2)
    const inFragment =
      'query ($n: Int) { ...Page } fragment Page on Query { runs(first: $n) { ...Nodes } } fragment Nodes on RunConnection { nodes { id } }'
    expect(await estimate(inFragment, { n: 4 })).toBe(2 + 4)
    expect(await estimate(inFragment, { n: 40 })).toBe(2 + 40)
  })

  it('does not count questions about the schema', async () => {
    expect(await estimate('{ __schema { types { name fields { name } } } }')).toBe(0)
  })

  it('is told beside what the request did cost', async () => {
    const answer = await api.ask(
      '{ executionHistory(first: 100) { nodes { id status } } executionStats { isExact } }',
    )
    expect(costOf(answer)).toEqual({ estimate: 2 + 100 * 2 + 1_000 + 1, actual: 2 + 3 * 2 + 1_000 + 1 })
  })

  it('counts the elements of a mutation and no list in or beside them, in the query as in variables', async () => {
    const nodes = Array.from({ length: 1_000 }, (_, index) => ({ id: `n${index}` }))
    const dag = { nodes }
    const tags = nodes.slice(0, 90).map(({ id }) => id)
    const literal = (value: unknown) => JSON.stringify(value).replaceAll(/"(\w+)":/gv, '$1:')
    const costs = async (list: string, operation: string, input: Record<string, unknown>) => {
      const type = `${operation[0]!.toUpperCase()}${operation.slice(1)}Input`
      const parts = Object.keys(input).map((name) => `${name}: $${name}`)
      const asked = (given: string) => `${operation}(input: ${given}) { results { ok id } }`
      const whole = `mutation ($input: ${type}!) { ${asked('$input')} }`
      const preset = `mutation ($input: ${type}! = ${literal(input)}) { ${asked('$input')} }`
      const inParts = `mutation (${list}) { ${asked(`{ ${parts.join(' ')} }`)} }`
      const answers = [
        await api.ask(`mutation { ${asked(literal(input))} }`),
        await api.ask(whole, { input }),
        await api.ask(preset),
        await api.ask(inParts, input),
      ]
      return answers.map((answer) => ({ ...costOf(answer), errors: errors(answer) }))
    }
    const four = (cost: number) =>
      Array.from({ length: 4 }, () => ({ estimate: cost, actual: cost, errors: [] }))
    for (const executions of [[{ flow: 'C' }], [{ flow: 'C' }, { flow: 'D' }, { flow: 'E' }]])
      expect(
        await costs('$dag: DagInput, $executions: [StartExecutionInput!]!', 'startExecutions', {
          dag,
          executions,
        }),
      ).toEqual(four(2 + 2 * executions.length))
    const runs = [{ flow: 'C', tags }, { flow: 'C' }]
    expect(await costs('$runs: [RunInput!]!', 'recordRuns', { runs })).toEqual(four(2 + 2 * 2))
    const single = { executions: { id: 'single', flow: 'C', tags, dag } }
    const answer = await api.ask(
      `mutation { recordExecutions(input: ${literal(single)}) { results { ok } } }`,
    )
    expect(costOf(answer)).toEqual({ estimate: 2 + 1, actual: 2 + 1 })
  })

  it('is bounded, and a request beyond is refused before any statement', async () => {
    const nodes = 'nodes { children(first: 1000) { nodes { children(first: 1000) { nodes { id } } } } }'
    const answer = await api.ask(`{ executionHistory(first: 100) { ${nodes} } }`)
    const received = 2 + 100 * (2 + 1_000 * (2 + 1_000))
    expect(answer.data).toBeUndefined()
    expect(errors(answer)).toEqual([{ code: 'QUERY_TOO_EXPENSIVE', limit: 1_000_000, received }])
    expect(answer.errors![0]!.message).toContain(`${received}`)
    expect(Object.keys(answer.extensions ?? {})).toEqual([])
    const many = Array.from(
      { length: 1_001 },
      (_, index) => `stats: executionStats { isExact } ...F${index % 2}`,
    )
    const few = `{ ${many.slice(0, 49).join(' ')} } fragment F0 on Query { __typename } fragment F1 on Query { __typename }`
    expect(errors(await api.ask(few))).toEqual([])
  })

  it('lets everything through that the project itself asks and shows', async () => {
    const operations = await everyOperation()
    expect(new Set(operations.map(({ from }) => from)).size).toBeGreaterThan(50)
    for (const { from, query, variables } of operations) {
      const answer = await api.ask(query, variables)
      const codes = (answer.errors ?? []).map(({ extensions }) => extensions?.['code'])
      expect({ from, codes }).toEqual({ from, codes: codes.filter((code) => code !== 'QUERY_TOO_EXPENSIVE') })
    }
  })
})
