import * as fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { each, rows, statements } from '../setup/ask/answers.ts'
import { type Api, mixedSetups, setupsAndMemory, startApi } from '../setup/servers/api.ts'
import { type Begun, history, inOrder, sent } from '../setup/seeds/history.ts'
import { at, begun, record } from '../setup/seeds/records.ts'
import { type Sql, openStores } from '../setup/servers/sql.ts'
import { walkBackward, walkForward } from '../setup/ask/walk.ts'
import { sized } from '../setup/whole.ts'

describe.each(sized(setupsAndMemory, mixedSetups))('executionHistory on $title', (setup) => {
  const names = Object.keys(setup.kinds)
  let api: Api
  let stores: Sql[]
  beforeAll(async () => {
    api = await startApi(setup)
    stores = openStores(api)
  })
  afterAll(async () => {
    await Promise.all(stores.map((store) => store.close()))
    await api.close()
  })

  const clear = () => Promise.all(stores.map((store) => store.run('delete from executions')))
  beforeEach(clear)

  async function store(executions: readonly Begun[]) {
    for (const name of names) {
      const own = executions.filter(({ backend }) => backend === name)
      if (own.length > 0) await record(api, own.map(sent), name)
    }
  }

  it('is an empty page while nothing is recorded', async () => {
    const nothing = {
      nodes: [],
      edges: [],
      pageInfo: { hasNextPage: false, hasPreviousPage: false, startCursor: null, endCursor: null },
      unavailable: [],
    }
    expect([await history(api, {}), await history(api, { last: 1 })]).toEqual([nothing, nothing])
  })

  it('is newest first over all backends, in pages of 50 when no size is given', async () => {
    const executions = Array.from({ length: 60 }, (_, index) => ({
      backend: names[index % names.length]!,
      id: `e-${index}`,
      ms: (index * 7) % 60,
    }))
    await store(executions)
    const expected = inOrder(executions)
    expect((await history(api, {})).nodes).toEqual(expected.slice(0, 50))
    expect((await history(api, { first: 100 })).nodes).toEqual(expected)
    expect((await history(api, { last: 3 })).nodes).toEqual(expected.slice(-3))
  })

  it('costs one statement per backend, and reads one row more than the page shows', async () => {
    await store(names.flatMap((backend) => [1, 2, 3, 4].map((ms) => ({ backend, id: `e-${ms}`, ms }))))
    const answer = await api.ask('{ executionHistory(first: 2) { nodes { id } } }')
    expect([statements(answer), rows(answer)]).toEqual([each(setup, 1), each(setup, 3)])
  })

  it('takes the time of recording for the start of an execution without an attempt', async () => {
    const soon = new Date(Date.now() + 3_600_000).toISOString()
    await record(api, [{ id: 'queued', flow: 'Train' }, begun('old')])
    await record(api, [begun('future', 0, { attempts: [{ number: 1, startedAt: soon }] })])
    expect((await history(api, {})).nodes).toEqual(
      ['future', 'queued', 'old'].map((id) => ({ key: `main:${id}` })),
    )
  })

  it('walks forward and backward through equal instants without a repeat or a skip', async () => {
    const executions = names.flatMap((backend) =>
      Array.from({ length: 12 }, (_, index) => ({ backend, id: `e-${index}`, ms: index < 8 ? 0 : 1 })),
    )
    await store(executions)
    const expected = inOrder(executions)
    for (const size of [1, 2, 3, 5, 12, 24]) {
      expect(await walkForward((page) => history(api, page), [size])).toEqual(expected)
      expect(await walkBackward((page) => history(api, page), [size])).toEqual(expected)
    }
  })

  it('turns around at any cursor', async () => {
    await store(names.flatMap((backend) => [1, 1, 2].map((ms, at) => ({ backend, id: `e-${at}`, ms }))))
    const { edges } = await history(api, { first: 100 })
    for (const [index, { cursor }] of edges.entries()) {
      const before = await history(api, { last: 100, before: cursor })
      const after = await history(api, { first: 100, after: cursor })
      expect([...before.edges, edges[index], ...after.edges]).toEqual(edges)
    }
  })

  it('gives pages that make up the whole list, whatever the records, the pages and the direction', async () => {
    const execution = fc.record({
      backend: fc.constantFrom(...names),
      id: fc.string({
        unit: fc.constantFrom('a', 'B', '~', 'é', '🙂', '\uffee'),
        minLength: 1,
        maxLength: 3,
      }),
      ms: fc.constantFrom(0, 0, 1, 2, 86_400_000),
    })
    const executions = fc.uniqueArray(execution, {
      selector: ({ backend, id }) => `${backend}:${id}`,
      maxLength: 25,
    })
    const sizes = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 4 })
    const property = fc.asyncProperty(executions, sizes, async (list, pages) => {
      await clear()
      await store(list)
      const expected = inOrder(list)
      expect(await walkForward((page) => history(api, page), pages)).toEqual(expected)
      expect(await walkBackward((page) => history(api, page), pages)).toEqual(expected)
    })
    await fc.assert(property, { numRuns: sized(20, 6) })
  })

  it('neither repeats nor skips what was there, while new executions are recorded between the pages', async () => {
    const first = names.flatMap((backend) =>
      Array.from({ length: 10 }, (_, index) => ({ backend, id: `e-${index}`, ms: 10 + (index % 3) })),
    )
    await store(first)
    let page = 0
    const whileRecording = async (args: object) => {
      const answer = await history(api, args)
      // Among what was read already, at its edge, and among what is still to be read.
      const more = [50, 11, 0].map((ms) => begun(`new-${page}-${ms}`, ms))
      page += 1
      if (page < 10) for (const name of names) await record(api, more, name)
      return answer
    }
    const old = new Set(inOrder(first).map(({ key }) => key))
    const walked = await walkForward(whileRecording, [3])
    expect(walked.filter(({ key }) => old.has(key))).toEqual(inOrder(first))
    expect(new Set(walked.map(({ key }) => key)).size).toBe(walked.length)
  })

  it('shows of each execution what a look-up by id shows', async () => {
    await store(names.map((backend, ms) => ({ backend, id: 'e', ms })))
    const fields = 'key flow status statusReason startedAt attempts { nodes { number status startedAt } }'
    const node = (backend: string, ms: number) => ({
      key: `${backend}:e`,
      flow: 'Train',
      status: 'RUNNING',
      statusReason: 'ATTEMPT_STARTED',
      startedAt: at(ms),
      attempts: { nodes: [{ number: 1, status: 'RUNNING', startedAt: at(ms) }] },
    })
    const nodes = names.map(node)
    expect(
      await api.data(
        `query ($ids: [ID!]!) {
        executionHistory { nodes { ${fields} } } executions(ids: $ids) { ${fields} }
      }`,
        { ids: nodes.map(({ key }) => key) },
      ),
    ).toEqual({ executionHistory: { nodes: nodes.toReversed() }, executions: nodes })
  })
})
