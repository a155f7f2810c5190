import * as fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { statements } from '../setup/ask/answers.ts'
import { type Api, modelSetups, startApi } from '../setup/servers/api.ts'
import { filters, inOrder, lets, orders, runPage, sentFilter, someOrders } from '../setup/ask/runlists.ts'
import { histories, keyOf, now, ruled, tell } from '../setup/models/runmodel.ts'
import { type Sql, openStores } from '../setup/servers/sql.ts'
import { walkBackward, walkForward } from '../setup/ask/walk.ts'
import { fewCases } from '../setup/models/fewcases.ts'

describe.each(modelSetups)('runs of a filter on $title', (setup) => {
  const names = Object.keys(setup.kinds)
  let api: Api
  let stores: Sql[]
  beforeAll(async () => {
    api = await startApi(setup)
    stores = openStores(api)
    vi.useFakeTimers({ toFake: ['Date'], now })
  })
  afterAll(async () => {
    vi.useRealTimers()
    await Promise.all(stores.map((store) => store.close()))
    await api.close()
  })

  const clear = async () => {
    for (const store of stores)
      for (const table of ['runs', 'run_tags', 'run_metadata']) await store.run(`delete from ${table}`)
  }

  it('are those that a naive filter lets through, in every order, whatever was told of them', async () => {
    const asked = fc.array(fc.tuple(filters(names), fc.constantFrom(...orders)), {
      minLength: 20,
      maxLength: 20,
    })
    const property = fc.asyncProperty(histories(names), asked, async (list, questions) => {
      await clear()
      await tell(api, list)
      const answers = await Promise.all(
        questions.map(([filter, order]) => runPage(api, filter, order, { first: 100 })),
      )
      const found = questions.map(([filter, order], index) => ({
        filter,
        order,
        ids: answers[index]!.nodes.map(({ id }) => id),
      }))
      expect(found).toEqual(
        questions.map(([filter, order]) => ({
          filter,
          order,
          ids: inOrder(
            list.filter((one) => lets(filter, one)),
            order,
          ),
        })),
      )
    })
    await fc.assert(property, { numRuns: fewCases(2) })
  })

  it('are the same page by page, forward and backward, in any order', async () => {
    const sizes = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 3 })
    const property = fc.asyncProperty(
      histories(names, 25),
      filters(names),
      sizes,
      someOrders,
      async (list, filter, pages, some) => {
        await clear()
        await tell(api, list)
        const kept = list.filter((one) => lets(filter, one))
        for (const order of some) {
          const expected = inOrder(kept, order).map((id) => ({ id }))
          expect(await walkForward((page) => runPage(api, filter, order, page), pages)).toEqual(expected)
          expect(await walkBackward((page) => runPage(api, filter, order, page), pages)).toEqual(expected)
        }
      },
    )
    await fc.assert(property, { numRuns: fewCases(1) })
  })

  it('say of each run what the rule says, and are counted as they are listed', async () => {
    const property = fc.asyncProperty(histories(names), filters(names), async (list, filter) => {
      await clear()
      await tell(api, list)
      const query = `query ($filter: RunFilter) {
        runs(filter: $filter, first: 100) { nodes { id status durationMs } }
        statusCounts(filter: $filter) { counts { status value isExact } }
      }`
      const answer = await api.data<{ runs: { nodes: { id: string }[] } }>(query, {
        filter: sentFilter(filter),
      })
      const kept = list.filter((one) => lets(filter, one))
      const expected = kept.map((one) => ({
        id: keyOf(one),
        status: ruled(one).status,
        durationMs: ruled(one).durationMs,
      }))
      const statuses = (['RUNNING', 'COMPLETED', 'FAILED'] as const).filter(
        (status) => filter.status?.includes(status) ?? true,
      )
      const counts = statuses.map((status) => ({
        status,
        value: expected.filter((one) => one.status === status).length,
        isExact: true,
      }))
      const byId = (a: { id: string }, b: { id: string }) => (a.id < b.id ? -1 : 1)
      expect({ ...answer, runs: answer.runs.nodes.toSorted(byId) }).toEqual({
        runs: expected.toSorted(byId),
        statusCounts: { counts },
      })
    })
    await fc.assert(property, { numRuns: fewCases(4) })
  })

  it('cost a statement to each backend that can have some, whatever the filter', async () => {
    for (const [filter] of fc.sample(fc.tuple(filters(names)), { numRuns: fewCases(20), seed: 7 })) {
      const answer = await api.ask('query ($filter: RunFilter) { runs(filter: $filter) { nodes { id } } }', {
        filter: sentFilter(filter),
      })
      const none = [filter.flow, filter.status, filter.user, filter.tagsAny].some(
        (some) => some?.length === 0,
      )
      const asked = none ? [] : (filter.backend ?? names)
      expect({ filter, cost: statements(answer) }).toEqual({
        filter,
        cost: Object.fromEntries(asked.map((name) => [name, 1])),
      })
    }
  })
})
