import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Api, aloneSetups, startApi } from '../setup/servers/api.ts'
import {
  claim,
  complete,
  drain,
  edge,
  leaseOf,
  look,
  node,
  retry,
  short,
  startOne,
  tries,
} from '../setup/ask/queue.ts'
import { rowsOf } from '../setup/ask/queuerows.ts'
import { type Sql, openStores } from '../setup/servers/sql.ts'

/** `list` makes the list, `each` runs over it, `last` is given what came of it. */
const dag = (more: object = {}) => ({
  nodes: [node('list'), node('each', { mapOver: 'list', ...more }), node('last')],
  edges: [edge('list each'), edge('each last')],
})

describe.each(aloneSetups)('a map on $title', (setup) => {
  let api: Api
  let store: Sql
  beforeAll(async () => {
    api = await startApi(setup)
    store = openStores(api)[0]!
  })
  afterAll(async () => {
    await store.close()
    await api.close()
  })

  /** Lets `list` produce this, and every element its input twice. */
  const over =
    (list: unknown) =>
    ({ nodeId, input }: { nodeId: string; input: unknown }) => ({
      output: nodeId === 'list' ? list : nodeId === 'last' ? null : [input, input],
    })
  const inputOfLast = async (list: unknown) => {
    const actions = await drain(api, over(list))
    return actions.find(({ nodeId }) => nodeId === 'last')?.input
  }

  it('runs once for each element, and gathers what came of them in their order', async () => {
    const id = await startOne(api, dag())
    const list = [{ deep: [1] }, null, 'ü', [], 0.5]
    const actions = await drain(api, over(list))
    expect(actions.map(({ nodeId, input }) => [nodeId, input])).toEqual([
      ['list', null],
      ...list.map((value, index) => [`each[${index}]`, value]),
      ['last', { each: list.map((value) => [value, value]) }],
    ])
    expect(await short(api, id)).toEqual([
      'COMPLETED',
      'each 1 COMPLETED',
      ...list.map((_, index) => `each[${index}] 1 COMPLETED`),
      ...['last 1 COMPLETED', 'list 1 COMPLETED'],
    ])
    const [found] = await look(api, [id])
    expect([found!.nodeCount, found!.outputs]).toEqual([3, { json: { last: null } }])
    expect(await rowsOf(store, id)).toEqual({})
  })

  it.each([[[]], [['one']], [Array.from({ length: 300 }, (_, index) => index)]])(
    'takes lists of any length: %#',
    async (list) => {
      const id = await startOne(api, dag())
      expect(await inputOfLast(list)).toEqual({ each: list.map((value) => [value, value]) })
      expect((await short(api, id))[0]).toBe('COMPLETED')
      expect(await rowsOf(store, id)).toEqual({})
    },
  )

  it.each([[{ no: 'list' }], ['text'], [null], [Array.from({ length: 10_001 }, () => 0)]])(
    'fails its execution when there is no such list: %#',
    async (list) => {
      const id = await startOne(api, dag())
      await drain(api, over(list))
      const [found] = await look(api, [id])
      const error =
        'Node "each" maps over the output of "list", which is not a list of at most 10000 elements.'
      expect([found!.status, found!.error]).toEqual(['FAILED', error])
      expect(await short(api, id)).toEqual(['FAILED', 'each 1 FAILED', 'list 1 COMPLETED'])
      expect(await claim(api)).toEqual([])
    },
  )

  it('is an output where it is the last node, and maps over what another map made', async () => {
    const id = await startOne(api, {
      nodes: [node('list'), node('each', { mapOver: 'list' }), node('again', { mapOver: 'each' })],
      edges: [edge('list each'), edge('each again')],
    })
    await drain(api, ({ nodeId, input }) => ({
      output: nodeId === 'list' ? [1, 2] : nodeId.startsWith('each') ? Number(input) * 10 : [input],
    }))
    expect((await look(api, [id]))[0]!.outputs).toEqual({ json: { again: [[10], [20]] } })
  })

  it('waits for its other predecessors too, and gives elements nothing but themselves', async () => {
    const id = await startOne(api, {
      nodes: [node('list'), node('gate', { kind: 'gate' }), node('each', { mapOver: 'list' })],
      edges: [edge('list each'), edge('gate each')],
    })
    await drain(api, over(['x']))
    const [gate] = await claim(api, { kinds: ['gate'] })
    await complete(api, [{ ...leaseOf(gate!), output: 'open' }])
    const [element] = await claim(api)
    expect([element!.nodeId, element!.input]).toEqual(['each[0]', 'x'])
    await complete(api, [{ ...leaseOf(element!), output: 'done' }])
    expect((await look(api, [id]))[0]).toMatchObject({
      status: 'COMPLETED',
      outputs: { json: { each: ['done'] } },
    })
  })

  it('is skipped as any node, and its elements are tried again each by itself', async () => {
    const skipped = await startOne(api, {
      ...dag(),
      edges: [edge('list each', { condition: { equals: 'never' } }), edge('each last')],
    })
    await drain(api, over([1]))
    expect(await short(api, skipped)).toEqual([
      'COMPLETED',
      'each 1 SKIPPED',
      'last 1 SKIPPED',
      'list 1 COMPLETED',
    ])

    const id = await startOne(api, dag(tries(2)))
    const actions = await drain(api, (action) =>
      action.nodeId === 'each[1]' && action.attempt === 1 ? { error: 'once' } : over(['a', 'b'])(action),
    )
    expect(
      actions.filter(({ nodeId }) => nodeId === 'each[1]').map(({ attempt, input }) => [attempt, input]),
    ).toEqual([
      [1, 'b'],
      [2, 'b'],
    ])
    expect(await short(api, id)).toEqual([
      'COMPLETED',
      ...['each 1 COMPLETED', 'each[0] 1 COMPLETED', 'each[1] 1 FAILED', 'each[1] 2 COMPLETED'],
      ...['last 1 COMPLETED', 'list 1 COMPLETED'],
    ])
  })

  it('goes on from a half done map when its execution is tried again', async () => {
    const id = await startOne(api, dag(tries(1)))
    const fail = (action: { nodeId: string; input: unknown }) =>
      action.nodeId === 'each[2]' ? { error: 'broken' } : over(['a', 'b', 'c', 'd'])(action)
    await drain(api, fail, { limit: 1 })
    expect(await short(api, id)).toEqual([
      'FAILED',
      ...['each[0] 1 COMPLETED', 'each[1] 1 COMPLETED', 'each[2] 1 FAILED', 'each[3] 1 CANCELLED'],
      'list 1 COMPLETED',
    ])
    expect(await retry(api, [id])).toEqual([{ ok: true, problem: null }])
    const again = await drain(api, over(null))
    expect(again.map(({ nodeId, attempt, input }) => [nodeId, attempt, input])).toEqual([
      ['each[2]', 2, 'c'],
      ['each[3]', 2, 'd'],
      ['last', 1, { each: ['a', 'b', 'c', 'd'].map((value) => [value, value]) }],
    ])
    expect((await short(api, id))[0]).toBe('COMPLETED')
    expect(await rowsOf(store, id)).toEqual({})
  })
})

describe.each(aloneSetups)('a map whose outputs are too large together on $title', (setup) => {
  it('fails its execution, and fails it again', async () => {
    const api = await startApi(setup, { outputBytes: 100, inputBytes: 129 })
    try {
      const id = await startOne(api, dag())
      await drain(api, ({ nodeId }) => ({ output: nodeId === 'list' ? [1, 2, 3] : 'x'.repeat(40) }))
      const error =
        'TOO_LARGE: the outputs of node "each" have 130 bytes in total. The limit for the list of a map is 129.'
      expect((await look(api, [id]))[0]).toMatchObject({ status: 'FAILED', error })
      await retry(api, [id])
      expect(await drain(api)).toEqual([])
      expect((await look(api, [id]))[0]).toMatchObject({ status: 'FAILED', error, attempt: 2 })
      expect((await short(api, id)).filter((row) => row.startsWith('each '))).toEqual([
        'each 1 FAILED',
        'each 2 FAILED',
      ])
    } finally {
      await api.close()
    }
  })
})
