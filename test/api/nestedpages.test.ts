import * as fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { each, statements } from '../setup/ask/answers.ts'
import { type Api, mixedSetups, modelSetups, startApi } from '../setup/servers/api.ts'
import { type Sent, at, begun, record } from '../setup/seeds/records.ts'
import {
  type Connection,
  type PageArguments,
  connectionOf,
  walkBackward,
  walkForward,
} from '../setup/ask/walk.ts'
import { sized } from '../setup/whole.ts'

/** The nested lists: what identifies an element, and how many the execution "full" has. */
const lists = {
  attempts: { node: 'number', count: 23 },
  children: { node: 'id startedAt', count: 24 },
  metadata: { node: 'id field value', count: 23 + 30 },
  nodeResults: { node: 'nodeId attempt', count: 27 },
} as const
type ListName = keyof typeof lists
const listNames = Object.keys(lists) as ListName[]

const full: Sent = {
  id: 'full',
  flow: 'Train',
  attempts: Array.from({ length: 23 }, (_, index) => ({
    number: 2 * index + 1,
    startedAt: at(index),
  })).toReversed(),
  metadata: Array.from({ length: 30 }, (_, index) => ({ field: 'note', value: `${index}` })),
  nodeResults: ['a', 'B', 'é', '\uffee', '🙂', 'aa', '_', 'ab', '"'].flatMap((nodeId) =>
    [1, 2, 3].map((attempt) => ({ nodeId, attempt, status: 'COMPLETED' })),
  ),
}

describe.each(sized(modelSetups, mixedSetups))('the pages of nested lists on $title', (setup) => {
  const names = Object.keys(setup.kinds)
  let api: Api
  beforeAll(async () => {
    api = await startApi(setup)
    const children = (parentId: string, count: number) =>
      Array.from({ length: count }, (_, index) => begun(`${parentId}/${index}`, index % 5, { parentId }))
    for (const name of names) {
      await record(api, [full, { ...full, id: 'like it' }, begun('empty')], name)
      await record(api, [...children('full', 24), ...children('like it', 3)], name)
    }
  })
  afterAll(() => api.close())

  const pageOf =
    (list: ListName, backend: string, id = 'full') =>
    async (page: PageArguments) => {
      const query = `query ($first: Int, $after: String, $last: Int, $before: String) {
        execution(id: "${backend}:${id}") {
          list: ${list}(first: $first, after: $after, last: $last, before: $before) { ${connectionOf(lists[list].node)} }
        }
      }`
      const answer = await api.data<{ execution: { list: Connection<Record<string, unknown>> } }>(query, {
        ...page,
      })
      return answer.execution.list
    }

  it.each(listNames)(
    'make up the whole list of %s, forward and backward, in whatever sizes',
    async (list) => {
      const sizes = fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 1, maxLength: 3 })
      for (const name of names) {
        const whole = (await pageOf(list, name)({ first: 1000 })).nodes
        expect(whole).toHaveLength(lists[list].count)
        const property = fc.asyncProperty(sizes, async (pages) => {
          expect(await walkForward(pageOf(list, name), pages)).toEqual(whole)
          expect(await walkBackward(pageOf(list, name), pages)).toEqual(whole)
        })
        await fc.assert(property, { numRuns: sized(6, 2), examples: [[[1]]] })
      }
    },
  )

  it.each(listNames)('are one empty page of %s where there is nothing', async (list) => {
    if (list === 'attempts' || list === 'metadata') await record(api, [{ id: `no ${list}`, flow: 'Train' }])
    const id = list === 'attempts' || list === 'metadata' ? `no ${list}` : 'empty'
    const nothing = {
      nodes: [],
      edges: [],
      pageInfo: { hasNextPage: false, hasPreviousPage: false, startCursor: null, endCursor: null },
    }
    expect([await pageOf(list, 'main', id)({}), await pageOf(list, 'main', id)({ last: 5 })]).toEqual([
      nothing,
      nothing,
    ])
  })

  it('have 50 elements when no size is given', async () => {
    const { nodes, pageInfo } = await pageOf('metadata', 'main')({})
    expect([nodes.length, pageInfo.hasNextPage]).toEqual([50, true])
  })

  it('are in the order that the schema promises', async () => {
    const first = { first: 1000 }
    const [attempts, children, metadata, nodeResults] = await Promise.all(
      listNames.map(async (list) => (await pageOf(list, 'main')(first)).nodes),
    )
    expect(attempts).toEqual(Array.from({ length: 23 }, (_, index) => ({ number: 2 * index + 1 })))
    const byStart = [0, 1, 2, 3, 4].flatMap((ms) =>
      Array.from({ length: 24 }, (_, index) => index)
        .filter((index) => index % 5 === ms)
        .map((index) => ({ id: `full/${index}`, startedAt: at(ms) }))
        .toSorted((a, b) => (a.id < b.id ? -1 : 1)),
    )
    expect(children).toEqual(byStart)
    expect(metadata!.slice(23).map(({ value }) => value)).toEqual(
      Array.from({ length: 30 }, (_, index) => `${index}`),
    )
    expect(nodeResults).toEqual(
      ['"', 'B', '_', 'a', 'aa', 'ab', 'é', '\uffee', '🙂'].flatMap((nodeId) =>
        [1, 2, 3].map((attempt) => ({ nodeId, attempt })),
      ),
    )
  })

  it('hold the elements of their own parent only, in one statement for all parents', async () => {
    const query = `query ($ids: [ID!]!) { executions(ids: $ids) { children(first: 2) {
      nodes { id } pageInfo { hasNextPage }
    } } }`
    const answer = await api.ask(query, { ids: ['full', 'empty', 'like it', 'full', 'full/0'] })
    const page = (ids: string[], hasNextPage = true) => ({
      children: { nodes: ids.map((id) => ({ id })), pageInfo: { hasNextPage } },
    })
    const ofFull = page(['full/0', 'full/10'])
    expect(answer.data).toEqual({
      executions: [ofFull, page([], false), page(['like it/0', 'like it/1']), ofFull, page([], false)],
    })
    expect(statements(answer)).toEqual({ ...each(setup, 1), main: 2 })
  })

  it('of one list with different arguments are different pages of one query', async () => {
    const { pageInfo } = await pageOf('children', 'main')({ first: 3 })
    const answer = await api.ask(`{ execution(id: "main:full") {
      a: children(first: 2) { nodes { startedAt } } b: children(last: 1) { nodes { startedAt } }
      c: children(first: 1, after: "${pageInfo.endCursor}") { nodes { startedAt } } d: children(first: 2) { nodes { startedAt } }
    } }`)
    const nodes = (...list: number[]) => ({ nodes: list.map((ms) => ({ startedAt: at(ms) })) })
    expect(answer.data).toEqual({ execution: { a: nodes(0, 0), b: nodes(4), c: nodes(0), d: nodes(0, 0) } })
    expect(statements(answer)).toEqual({ main: 1 + 3 })
  })
})
