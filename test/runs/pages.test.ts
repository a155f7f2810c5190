import * as fc from 'fast-check'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { type Api, modelSetups, startApi } from '../setup/servers/api.ts'
import { type Order, inOrder, lets, orders, runPage } from '../setup/ask/runlists.ts'
import { type History, now, tell } from '../setup/models/runmodel.ts'
import { instant, storeHeartbeats } from '../setup/seeds/runs.ts'
import { type Sql, openStores } from '../setup/servers/sql.ts'
import { type PageArguments, walkBackward, walkForward } from '../setup/ask/walk.ts'
import { fewCases } from '../setup/models/fewcases.ts'
import { isWhole } from '../setup/whole.ts'

const plain = { flow: 'Train', name: null, user: null, tags: [], heartbeatAt: null, facts: [] }
const started = (
  backend: string,
  number: number,
  startedAt: number,
  more: Partial<History> = {},
): History => ({
  ...plain,
  backend,
  number,
  startedAt,
  ...more,
})

describe.each(modelSetups)('pages of runs on $title', (setup) => {
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

  const clear = async () => {
    for (const store of stores)
      for (const table of ['runs', 'run_tags', 'run_metadata']) await store.run(`delete from ${table}`)
  }
  beforeEach(async () => {
    vi.useFakeTimers({ toFake: ['Date'], now })
    await clear()
  })
  afterEach(() => void vi.useRealTimers())

  it('are of 50, newest first, when nothing is asked for', async () => {
    const list = names.flatMap((backend) =>
      Array.from({ length: 60 }, (_, number) => started(backend, number, now - (number % 7))),
    )
    await tell(api, list)
    const expected = inOrder(list, { field: 'STARTED', direction: 'DESC' }).map((id) => ({ id }))
    expect((await runPage(api, {}, undefined, {})).nodes).toEqual(expected.slice(0, 50))
    expect((await runPage(api, {}, undefined, { last: 3 })).nodes).toEqual(expected.slice(-3))
  })

  it('turn around at any cursor, in every order', async () => {
    const failed = [{ step: 'end', field: 'attempt_ok', value: 'false', ts: now }]
    await tell(
      api,
      names.flatMap((backend) => [
        ...[1, 2].map((number) => started(backend, number, now - 1, { heartbeatAt: now })),
        ...[3, 4].map((number) => started(backend, number, now - 1, { facts: failed })),
        ...[5, 6].map((number) => started(backend, number, now - 2 * 86_400_000)),
      ]),
    )
    for (const order of orders) {
      const { edges } = await runPage(api, {}, order, { first: 100 })
      for (const [index, { cursor }] of edges.entries()) {
        const before = await runPage(api, {}, order, { last: 100, before: cursor })
        const after = await runPage(api, {}, order, { first: 100, after: cursor })
        expect([...before.edges, edges[index], ...after.edges]).toEqual(edges)
      }
    }
  })

  it('of one flow, tag, user or status go on in each backend where the last one ended', async () => {
    const ok = [{ step: 'end', field: 'attempt_ok', value: 'true', ts: now }]
    const mark = { user: 'ana', tags: ['a', 'b'], facts: ok }
    const list = names.flatMap((backend) =>
      Array.from({ length: 9 }, (_, number) =>
        started(backend, number, now - (number % 2), {
          flow: number % 3 === 0 ? 'other' : 'Train',
          ...(number % 4 > 0 && mark),
        }),
      ),
    )
    await tell(api, list)
    const one = { flow: ['Train'], tagsAny: ['a'], tagsAll: ['b'], user: ['ana'], status: ['COMPLETED'] }
    for (const [place, filter] of [
      ...Object.entries(one).map(([name, value]) => ({ [name]: value })),
      one,
      { flow: one.flow, status: ['FAILED'] },
    ].entries()) {
      // In `npm test` each of them in two orders.
      for (const order of orders.filter((_, at) => isWhole || at % 4 === place % 4)) {
        const expected = inOrder(
          list.filter((run) => lets(filter, run)),
          order,
        ).map((id) => ({ id }))
        expect(await walkForward((page) => runPage(api, filter, order, page), [4])).toEqual(expected)
        expect(await walkBackward((page) => runPage(api, filter, order, page), [5])).toEqual(expected)
      }
    }
  })

  it.each(['ASC', 'DESC'] as const)(
    'neither repeat nor skip a run while others are recorded: by start, %s',
    async (direction) => {
      const order: Order = { field: 'STARTED', direction }
      const place = fc.record({
        backend: fc.constantFrom(...names),
        flow: fc.constantFrom('A', 'B'),
        ms: fc.integer({ min: 0, max: 4 }),
      })
      const list = (maxLength: number) => fc.array(place, { minLength: 3, maxLength })
      const property = fc.asyncProperty(
        list(25),
        fc.array(list(5), { maxLength: 6 }),
        fc.integer({ min: 1, max: 5 }),
        async (first, later, size) => {
          await clear()
          let number = 0
          const runs = (some: typeof first) =>
            some.map(({ backend, flow, ms }) =>
              started(backend, (number = (number * 7919 + 13) % 1_000_003), now + ms, { flow }),
            )
          const old = inOrder(runs(first), order)
          number = 0
          await tell(api, runs(first))
          const queue = [...later]
          const whileRecording = (walk: typeof walkForward) =>
            walk(
              async (page: PageArguments) => {
                const found = await runPage(api, {}, order, page)
                await tell(api, runs(queue.shift() ?? []))
                return found
              },
              [size],
            )
          const there = new Set(old)
          for (const walk of [walkForward, walkBackward]) {
            const ids = (await whileRecording(walk)).map(({ id }) => id)
            expect(ids.filter((id) => there.has(id))).toEqual(old)
            expect(new Set(ids).size).toBe(ids.length)
          }
        },
      )
      await fc.assert(property, { numRuns: fewCases(3) })
    },
  )

  it.each(orders.filter(({ field }) => field === 'FINISHED' || field === 'DURATION'))(
    'see the clock of the first one: by $field, $direction',
    async (order) => {
      // Alive at first, silent ten minutes later; and runs whose duration goes with the clock.
      const list = names.flatMap((backend) => [
        ...[1, 2, 3].map((number) => started(backend, number, now - 60_000, { heartbeatAt: now - number })),
        ...[4, 5, 6].map((number) =>
          started(backend, number, now - 100_000 * number, { heartbeatAt: now - 400_000 }),
        ),
        ...[7, 8].map((number) => started(backend, number, now - 86_300_000 + number * 1000)),
      ])
      await tell(api, list)
      const expected = inOrder(list, order).map((id) => ({ id }))
      for (const walk of [walkForward, walkBackward]) {
        vi.setSystemTime(now)
        const asTimeGoesBy = async (page: PageArguments) => {
          const found = await runPage(api, {}, order, page)
          vi.setSystemTime(Date.now() + 150_000)
          return found
        }
        expect(await walk(asTimeGoesBy, [2])).toEqual(expected)
      }
    },
  )

  it('show each run as it is now, wherever the page found it', async () => {
    const [backend] = names
    await tell(api, [
      started(backend!, 1, now - 60_000, { heartbeatAt: now }),
      started(backend!, 2, now - 50_000),
    ])
    const query = `query ($after: String) { runs(orderBy: { field: STARTED }, first: 1, after: $after) { nodes { number status } pageInfo { endCursor } } }`
    const first = await api.data<{ runs: { pageInfo: { endCursor: string } } }>(query)
    vi.setSystemTime(now + 360_001)
    const after = first.runs.pageInfo.endCursor
    expect(await api.data(query, { after })).toMatchObject({
      runs: { nodes: [{ number: 1, status: 'FAILED' }] },
    })
    await storeHeartbeats(api, [{ flow: 'Train', number: 1, at: instant(now + 360_000) }])
    expect(await api.data(query, { after })).toMatchObject({
      runs: { nodes: [{ number: 1, status: 'RUNNING' }] },
    })
  })
})
