import * as fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { statements } from '../setup/ask/answers.ts'
import { type Api, modelSetups, startApi } from '../setup/servers/api.ts'
import { countStatements } from '../setup/ask/counting.ts'
import {
  type Filter,
  executionPage,
  filters,
  inOrder,
  lets,
  searches,
  sentFilter,
} from '../setup/ask/executionlists.ts'
import { type Stored, now, put, stored, tables } from '../setup/models/executionmodel.ts'
import { type Sql, openStores } from '../setup/servers/sql.ts'
import { walkBackward, walkForward } from '../setup/ask/walk.ts'
import { sized } from '../setup/whole.ts'

const directions = ['ASC', 'DESC'] as const

describe.each(modelSetups)('executions of a filter on $title', (setup) => {
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

  async function fill(list: readonly Stored[]) {
    for (const [place, store] of stores.entries()) {
      for (const table of tables) await store.run(`delete from ${table}`)
      await put(
        store,
        list.filter(({ backend }) => backend === names[place]),
      )
    }
  }

  it('are those that a naive filter lets through, both ways, whatever is stored of them', async () => {
    const any = fc.oneof({ arbitrary: filters(names), weight: 4 }, searches(names))
    const asked = fc.array(fc.tuple(any, fc.constantFrom(...directions)), { minLength: 30, maxLength: 30 })
    const property = fc.asyncProperty(stored(names), asked, async (list, questions) => {
      await fill(list)
      for (const [filter, direction] of questions) {
        const { nodes } = await executionPage(api, filter, direction, { first: 100 })
        const kept = list.filter((one) => lets(filter, one))
        expect({ filter, direction, nodes }).toEqual({ filter, direction, nodes: inOrder(kept, direction) })
      }
    })
    const none = { status: ['UNKNOWN'], scriptPrefix: '/' }
    await fc.assert(property, { numRuns: sized(10, 3), examples: [[[], [[none, 'ASC']]]] })
  })

  it('are the same page by page, forward and backward, both ways', async () => {
    const sizes = fc.array(fc.integer({ min: 1, max: 6 }), { minLength: 1, maxLength: 3 })
    const asked = fc.array(fc.oneof({ arbitrary: filters(names), weight: 6 }, searches(names)), {
      minLength: 4,
      maxLength: 4,
    })
    const property = fc.asyncProperty(stored(names), asked, sizes, async (list, questions, pages) => {
      await fill(list)
      for (const filter of questions) {
        for (const direction of directions) {
          const expected = inOrder(
            list.filter((one) => lets(filter, one)),
            direction,
          )
          const page = (args: object) => executionPage(api, filter, direction, args)
          expect(await walkForward(page, pages)).toEqual(expected)
          expect(await walkBackward(page, pages)).toEqual(expected)
        }
      }
    })
    await fc.assert(property, { numRuns: sized(6, 2) })
  })

  it('cost a statement to each backend that can have some, and a second one to look for a part of a text', async () => {
    const query = 'query ($filter: ExecutionFilter) { executionHistory(filter: $filter) { nodes { key } } }'
    const cost = async (filter: Filter, each: number) => {
      const { flow, status, source, tagsAny } = filter
      const answer = await api.ask(query, { filter: sentFilter(filter) })
      const asked = [flow, status, source, tagsAny].some((list) => list?.length === 0)
        ? []
        : (filter.backend ?? names)
      expect({ filter, cost: statements(answer) }).toEqual({
        filter,
        cost: Object.fromEntries(asked.map((name) => [name, each])),
      })
    }
    for (const filter of fc.sample(filters(names), { numRuns: sized(40, 15), seed: 7 })) await cost(filter, 1)
    for (const filter of fc.sample(searches(names), { numRuns: sized(20, 8), seed: 7 })) await cost(filter, 2)
  })

  it('cost as many at the stores as the answer says', async () => {
    const counter = await countStatements(api)
    const query = `query ($filter: ExecutionFilter) {
      executionHistory(filter: $filter) { nodes { key } } executionStats(filter: $filter) { isExact }
    }`
    for (const [filter, each] of [
      [{ flow: ['Train'], status: ['FAILED'] }, 2],
      // The list and the statistics search the candidates once.
      [{ flow: ['Train'], errorContains: 'time' }, 3],
    ] as const) {
      const { answer, seen } = await counter.during(() => api.ask(query, { filter }))
      // At the driver the statements of all stores in this process count together.
      const local = api.backends.filter(({ kind }) => kind === 'sqlite' || kind === 'memory').length
      const expected = api.backends.map(({ name, kind }) => [name, kind === 'postgres' ? each : each * local])
      expect([statements(answer), seen]).toEqual([
        Object.fromEntries(names.map((name) => [name, each])),
        Object.fromEntries(expected),
      ])
    }
    await counter.close()
  })
})
