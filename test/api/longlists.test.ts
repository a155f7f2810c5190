import { GraphQLList, GraphQLScalarType } from 'graphql'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createCoercions } from '../../src/graphql/documents/coercion.ts'
import { errors } from '../setup/ask/answers.ts'
import { type Api, startApi } from '../setup/servers/api.ts'

/** Each argument and field that takes a list of texts or words, with what is the most of it. */
const places: readonly (readonly [type: string, use: string, field: string, limit: number])[] = [
  ['[ID!]!', '{ executions(ids: $list) { id } }', 'ids', 500],
  ['[RunStatus!]', '{ run(flow: "F", status: $list) { id } }', 'status', 3],
  ...['flow', 'user', 'tagsAny', 'tagsAll', 'backend'].map(
    (name) =>
      ['[String!]', `{ runs(filter: { ${name}: $list }) { nodes { id } } }`, `filter.${name}`, 100] as const,
  ),
  ['[RunStatus!]', '{ statusCounts(filter: { status: $list }) { unavailable } }', 'filter.status', 3],
  ...['flow', 'source', 'tagsAny', 'tagsAll', 'backend'].map(
    (name) =>
      [
        '[String!]',
        `{ executionHistory(filter: { ${name}: $list }) { nodes { id } } }`,
        `filter.${name}`,
        100,
      ] as const,
  ),
  ['[ExecutionStatus!]', '{ executionStats(filter: { status: $list }) { unavailable } }', 'filter.status', 9],
  [
    '[ID!]',
    '{ failureGroups(filter: { failureGroup: $list }) { nodes { id } } }',
    'filter.failureGroup',
    100,
  ],
  ['[String!]', '{ flows(filter: { backend: $list }) { nodes { id } } }', 'filter.backend', 100],
  [
    '[String!]!',
    'mutation { claimActions(input: { worker: "w", kinds: $list }) { actions { nodeId } } }',
    'input.kinds',
    100,
  ],
  ...['deleteExecutions', 'cancelExecutions', 'retryExecutions'].map(
    (name) =>
      ['[ID!]!', `mutation { ${name}(input: { ids: $list }) { results { ok } } }`, 'input.ids', 500] as const,
  ),
]

describe('a list of very many values', () => {
  let api: Api
  beforeAll(async () => void (api = await startApi({ title: 'memory', kinds: { main: 'memory' } })))
  afterAll(() => api.close())

  it.each(places)(
    '%s in %s is counted, and its values are not looked at',
    async (type, use, field, limit) => {
      const query = use.startsWith('mutation')
        ? use.replace('mutation', `mutation M($list: ${type})`)
        : `query Q($list: ${type}) ${use}`
      const received = 60_000
      const answer = await api.ask(query, { list: Array.from({ length: received }, () => ({ no: 'value' })) })
      expect(errors(answer)).toMatchObject([{ field, limit, received }])
    },
  )

  const mutation =
    'mutation M($input: RecordExecutionsInput!) { recordExecutions(input: $input) { results { problem { code field limit received } } } }'
  const many = Array.from({ length: 20_000 }, () => 7)
  const nodes = [{ id: 'a' }, { id: 'b' }]
  const edge = { source: 'a', target: 'b' }
  it.each([
    [{ tags: many }, 'tags', 100],
    [{ dag: { nodes, edges: [{ ...edge, condition: { path: many } }] } }, 'dag.edges[0].condition.path', 500],
    [{ dag: { nodes, groups: [{ id: 'g', label: 'g', nodeIds: many }] } }, 'dag.groups[0].nodeIds', 10_000],
  ])('of an element is its problem (%#)', async (more, field, limit) => {
    const input = { executions: [{ id: 'e', flow: 'F', ...more }] }
    expect(await api.data(mutation, { input })).toEqual({
      recordExecutions: {
        results: [
          {
            problem: {
              code: 'BAD_USER_INPUT',
              field: `input.executions[0].${field}`,
              limit,
              received: 20_000,
            },
          },
        ],
      },
    })
  })

  it('of no values is told the least', async () => {
    const claim = 'mutation { claimActions(input: { worker: "w", kinds: [] }) { actions { nodeId } } }'
    expect(errors(await api.ask(claim))).toMatchObject([{ field: 'input.kinds', limit: 1, received: 0 }])
    const start = `mutation { startExecutions(input: { executions: [{ id: "s", flow: "F" }], dag: { nodes: [] } }) {
      results { ok } } }`
    expect(errors(await api.ask(start))).toMatchObject([{ field: 'input.dag.nodes', limit: 1, received: 0 }])
  })

  it('is not begun if the request may not hold so many', () => {
    let parsed = 0
    const type = new GraphQLScalarType({ name: 'Counted', parseValue: () => (parsed += 1) })
    const coercions = createCoercions(
      (_, coercion) => coercion,
      () => new Error('too many'),
    )
    coercions.allow(200_000)
    const coerce = coercions.of(new GraphQLList(new GraphQLList(type)))
    expect(() => coerce([Array.from({ length: 400_000 }, () => 1)])).toThrow('too many')
    expect(parsed).toBe(0)
  })
})
