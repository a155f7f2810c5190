import * as fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { statements } from '../setup/ask/answers.ts'
import { type Api, type Setup, startApi } from '../setup/servers/api.ts'
import { isMetaflow, tellMetaflow } from '../setup/servers/metaflow.ts'
import { filters, inOrder, lets, orders, runPage, sentFilter, someOrders } from '../setup/ask/runlists.ts'
import { type History, bytes, histories, keyOf, now, ruled, tell } from '../setup/models/runmodel.ts'
import { type Sql, openSql } from '../setup/servers/sql.ts'
import { walkBackward, walkForward } from '../setup/ask/walk.ts'
import { fewCases } from '../setup/models/fewcases.ts'
import { sized } from '../setup/whole.ts'

const setups: readonly Setup[] = [
  { title: 'metaflow', kinds: { mf: 'metaflow' } },
  { title: 'metaflow with verdicts in JSON', kinds: { mf: 'metaflow jsonb' } },
  { title: 'an accelerated metaflow', kinds: { mf: 'metaflow accelerated' } },
  { title: 'an accelerated metaflow with verdicts in JSON', kinds: { mf: 'metaflow jsonb accelerated' } },
  {
    title: 'metaflow between sqlite and postgres',
    kinds: { main: 'sqlite', mf: 'metaflow', prod: 'postgres' },
  },
]

/** Both forms of verdicts, with registers and without, and what stands beside other stores. */
const few = setups.filter((_, place) => [0, 3, 4].includes(place))

describe.each(sized(setups, few))('runs of $title', (setup) => {
  const names = Object.keys(setup.kinds)
  const isOurs = (name: string) => !isMetaflow(setup.kinds[name]!)
  let api: Api
  let stores: { name: string; sql: Sql }[]
  beforeAll(async () => {
    api = await startApi(setup)
    stores = api.places.map((place, index) => ({ name: names[index]!, sql: openSql(place) }))
    vi.useFakeTimers({ toFake: ['Date'], now })
  })
  afterAll(async () => {
    vi.useRealTimers()
    await Promise.all(stores.map(({ sql }) => sql.close()))
    await api.close()
  })

  /** As Metaflow could have it: its numbers are of 32 bits, and heartbeats in whole seconds. */
  const told = (one: History): History =>
    isOurs(one.backend)
      ? one
      : {
          ...one,
          number: Math.min(one.number, 2 ** 31 - 1),
          heartbeatAt: one.heartbeatAt && Math.floor(one.heartbeatAt / 1000) * 1000,
        }
  const fill = async (list: readonly History[]) => {
    for (const { name, sql } of stores) {
      const tables = isOurs(name) ? ['runs', 'run_tags', 'run_metadata'] : ['metadata_v3', 'runs_v3']
      for (const table of tables) await sql.run(`delete from ${table}`)
      const own = list.filter(({ backend }) => backend === name)
      await (isOurs(name)
        ? tell({ ...api, backends: api.backends.filter((one) => one.name === name) }, own)
        : tellMetaflow(sql, own))
    }
  }
  const runs = histories(names, 40).map((list) => list.map(told))

  it('are those that a naive filter lets through, in every order', async () => {
    const asked = fc.array(fc.tuple(filters(names), fc.constantFrom(...orders)), {
      minLength: 25,
      maxLength: 25,
    })
    const property = fc.asyncProperty(runs, asked, async (list, questions) => {
      await fill(list)
      const answers = await Promise.all(
        questions.map(([filter, order]) => runPage(api, filter, order, { first: 100 })),
      )
      const found = questions.map(([filter, order], at) => ({
        filter,
        order,
        ids: answers[at]!.nodes.map(({ id }) => id),
      }))
      expect(found).toEqual(
        questions.map(([filter, order]) => {
          const kept = list.filter((one) => lets(filter, one))
          return { filter, order, ids: inOrder(kept, order) }
        }),
      )
    })
    await fc.assert(property, { numRuns: fewCases(2) })
  })

  it('are the same page by page, forward and backward, in any order', async () => {
    const sizes = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 3 })
    const property = fc.asyncProperty(
      runs,
      filters(names),
      sizes,
      someOrders,
      async (list, filter, pages, some) => {
        await fill(list)
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

  it('say what the rule says, are counted as they are listed, and cost one statement to each', async () => {
    const property = fc.asyncProperty(runs, filters(names), async (list, filter) => {
      await fill(list)
      const query = `query ($filter: RunFilter) {
        runs(filter: $filter, first: 100) { nodes { id status durationMs } }
        statusCounts(filter: $filter) { counts { status value isExact } }
      }`
      const answer = await api.ask(query, { filter: sentFilter(filter) })
      const kept = list.filter((one) => lets(filter, one))
      const expected = kept.map((one) => ({
        id: keyOf(one),
        status: ruled(one).status,
        durationMs: ruled(one).durationMs,
      }))
      const counts = (['RUNNING', 'COMPLETED', 'FAILED'] as const)
        .filter((status) => filter.status?.includes(status) ?? true)
        .map((status) => ({
          status,
          value: expected.filter((one) => one.status === status).length,
          isExact: true,
        }))
      const byId = (a: { id: string }, b: { id: string }) => bytes(a.id, b.id)
      const { runs: page, ...others } = answer.data as { runs: { nodes: { id: string }[] } }
      expect({ ...others, runs: page.nodes.toSorted(byId) }).toEqual({
        runs: expected.toSorted(byId),
        statusCounts: { counts },
      })
      for (const count of Object.values(statements(answer))) expect(count).toBe(2)
    })
    await fc.assert(property, { numRuns: fewCases(3) })
  })

  it('are found by number, by name and as the newest of their flow with a status', async () => {
    const property = fc.asyncProperty(runs, async (list) => {
      await fill(list)
      const of = (flow: string) => list.filter((one) => one.backend === 'mf' && one.flow === flow)
      const newest = (some: readonly History[]) =>
        some.toSorted((a, b) => b.startedAt - a.startedAt || b.number - a.number)[0]
      const id = (one: History | undefined) => (one ? { id: keyOf(one) } : null)
      const asked = ['Train', 'train', 'Train/1'].flatMap((flow, at) => [
        [`n${at}: run(flow: "${flow}", backend: "mf") { id }`, id(newest(of(flow)))] as const,
        [
          `o${at}: run(flow: "${flow}", backend: "mf", ref: "10") { id }`,
          id(of(flow).find(({ number }) => number === 10)),
        ] as const,
        [
          `m${at}: run(flow: "${flow}", backend: "mf", ref: "nightly") { id }`,
          id(of(flow).find(({ name }) => name === 'nightly')),
        ] as const,
        ...(['RUNNING', 'COMPLETED', 'FAILED'] as const).map(
          (status) =>
            [
              `s${at}${status}: run(flow: "${flow}", backend: "mf", status: [${status}]) { id }`,
              id(newest(of(flow).filter((one) => ruled(one).status === status))),
            ] as const,
        ),
      ])
      const answer = await api.ask(`{ ${asked.map(([text]) => text).join('\n')} }`)
      expect(answer.data).toEqual(
        Object.fromEntries(asked.map(([text, value]) => [text.split(':')[0], value])),
      )
      expect(statements(answer)).toEqual({ mf: 1 })
    })
    await fc.assert(property, { numRuns: fewCases(2) })
  })
})
