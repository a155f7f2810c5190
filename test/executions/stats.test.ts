import * as fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { each, errors, statements } from '../setup/ask/answers.ts'
import { type Api, modelSetups, startApi } from '../setup/servers/api.ts'
import { type Filter, filters, lets, searches, sentFilter } from '../setup/ask/executionlists.ts'
import {
  type Stored,
  now,
  put,
  ruled,
  sortAt,
  statuses,
  stored,
  tables,
} from '../setup/models/executionmodel.ts'
import { insertMany } from '../setup/seeds/manyruns.ts'
import { bytes } from '../setup/models/runmodel.ts'
import { instant } from '../setup/seeds/runs.ts'
import { type Sql, openStores } from '../setup/servers/sql.ts'
import { sized } from '../setup/whole.ts'

const fields = `counts { status value estimate isExact } oldest newest durations { count p50Ms p90Ms p95Ms p99Ms maxMs }
  flows { flow count failed } isExact unavailable`
const query = `query ($filter: ExecutionFilter) { executionStats(filter: $filter) { ${fields} } }`

const nearestRank = (sorted: readonly number[], percent: number) =>
  sorted[Math.ceil((sorted.length * percent) / 100) - 1]

/** What is to be said of executions, straight from the list of them. */
function statsOf(list: readonly Stored[], asked: readonly string[] = statuses) {
  const known = list.map((one) => ({ ...one, ...ruled(one) }))
  const durations = known
    .flatMap(({ durationMs }) => (durationMs === null ? [] : [durationMs]))
    .toSorted((a, b) => a - b)
  const times = list.map(sortAt)
  const at = (percent: number) => nearestRank(durations, percent)
  const weight = ({ status, sampleRate }: (typeof known)[number]) =>
    status === 'COMPLETED' && sampleRate > 0 && sampleRate < 1 ? 1 / sampleRate : 1
  const percentiles = { p50Ms: at(50), p90Ms: at(90), p95Ms: at(95), p99Ms: at(99), maxMs: at(100) }
  return {
    counts: statuses
      .filter((status) => asked.includes(status))
      .map((status) => {
        const own = known.filter((one) => one.status === status)
        const estimate = Math.round(own.reduce((sum, one) => sum + weight(one), 0))
        return { status, value: own.length, estimate, isExact: true }
      }),
    oldest: times.length === 0 ? null : instant(Math.min(...times)),
    newest: times.length === 0 ? null : instant(Math.max(...times)),
    durations: durations.length === 0 ? null : { count: durations.length, ...percentiles },
    flows: [...Map.groupBy(known, ({ flow }) => flow)]
      .map(([flow, own]) => ({
        flow,
        count: own.length,
        failed: own.filter(({ status }) => status === 'FAILED').length,
      }))
      .toSorted((a, b) => b.count - a.count || bytes(a.flow, b.flow)),
    isExact: true,
    unavailable: [],
  }
}

describe.each(modelSetups)('statistics of executions on $title', (setup) => {
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

  async function clear() {
    for (const store of stores) for (const table of tables) await store.run(`delete from ${table}`)
  }

  const ask = async (filter?: Filter) =>
    (
      await api.data<{ executionStats: ReturnType<typeof statsOf> }>(query, {
        filter: filter && sentFilter(filter),
      })
    ).executionStats

  it('are what a naive count says, whatever is stored and asked for', async () => {
    const asked = fc.array(fc.oneof({ arbitrary: filters(names), weight: 4 }, searches(names)), {
      minLength: 15,
      maxLength: 15,
    })
    const property = fc.asyncProperty(stored(names, 40), asked, async (list, questions) => {
      await clear()
      for (const [place, store] of stores.entries()) {
        await put(
          store,
          list.filter(({ backend }) => backend === names[place]),
        )
      }
      expect(await ask()).toEqual(statsOf(list))
      for (const filter of questions) {
        const kept = list.filter((one) => lets(filter, one))
        expect({ filter, ...(await ask(filter)) }).toEqual({ filter, ...statsOf(kept, filter.status) })
      }
    })
    await fc.assert(property, { numRuns: sized(12, 4) })
  })

  it('cost a statement to each backend, and two to look for a part of a text', async () => {
    const answers = [
      await api.ask(query),
      await api.ask(query, { filter: { status: ['FAILED'], errorContains: 'x' } }),
    ]
    expect(answers.map(statements)).toEqual([each(setup, 1), each(setup, 2)])
    const empty = await api.ask(query, { filter: { flow: [] } })
    expect([empty.data, statements(empty)]).toEqual([{ executionStats: statsOf([]) }, {}])
  })

  it('say where they stop: counts at 10,000 of a status, the rest of more at the newest 2,000', async () => {
    await clear()
    const count = 12_000
    const columns =
      'executions (execution_id, flow_id, run_number, sample_rate, sort_at, started_at, attempt, verdict, finished_at, node_count, version)'
    // The newer, the longer. Of eleven in twelve it is known that they ended well, by a sample of one in four.
    const values = `'e-' || n, case when n % 12 = 0 then 'rare' else 'common' end, 1, case when n % 12 = 0 then 1 else 0.25 end, ${now} + n, ${now} + n, 1, case when n % 12 = 0 then 2 else 1 end, ${now} + n + n, 0, 1`
    for (const store of stores) await insertMany(store, columns, values, count)
    const { counts, durations, flows, ...others } = await ask()
    const of = names.length
    const at = (status: string) => counts.find((one) => one.status === status)
    expect([at('COMPLETED'), at('FAILED'), others]).toEqual([
      { status: 'COMPLETED', value: of * 10_000, estimate: of * 40_000, isExact: false },
      { status: 'FAILED', value: of * 1000, estimate: of * 1000, isExact: true },
      { oldest: instant(now), newest: instant(now + count - 1), isExact: false, unavailable: [] },
    ])
    expect([flows.map(({ flow }) => flow), flows[0]!.count >= of * 1_800]).toEqual([['common', 'rare'], true])
    // Of the newest 2,000, which took 10,000 ms and more.
    const took = (percent: number) => 10_000 + Math.ceil(Math.ceil((of * 2_000 * percent) / 100) / of) - 1
    expect(durations).toEqual({
      count: of * 2_000,
      ...{ p50Ms: took(50), p90Ms: took(90), p95Ms: took(95), p99Ms: took(99), maxMs: count - 1 },
    })
    const ofRun = await ask({ run: { flow: 'common', number: 1 }, status: ['COMPLETED', 'FAILED'] })
    expect(ofRun.counts.map(({ isExact, value }) => [isExact, value >= 0])).toEqual([
      [false, true],
      [false, true],
    ])
  })

  it('give exact percentiles of as many as are looked at, over all stores', async () => {
    const lengths = fc.constantFrom(1, 2, 999, 2500, 10_000)
    const property = fc.asyncProperty(
      fc.tuple(lengths, lengths),
      fc.integer({ min: 1, max: 5000 }),
      async (counts, spread) => {
        await clear()
        const all: number[] = []
        for (const [place, store] of stores.entries()) {
          const factor = 7919 + place
          const columns =
            'executions (execution_id, flow_id, sample_rate, sort_at, started_at, attempt, verdict, finished_at, node_count, version)'
          const took = `(n * ${factor}) % ${spread}`
          await insertMany(store, columns, `'e-' || n, 'f', 1, n, n, 1, 1, n + ${took}, 0, 1`, counts[place]!)
          all.push(...Array.from({ length: counts[place]! }, (_, n) => (n * factor) % spread))
        }
        all.sort((a, b) => a - b)
        const { durations } = await ask()
        const at = (percent: number) => nearestRank(all, percent)
        const percentiles = { p50Ms: at(50), p90Ms: at(90), p95Ms: at(95), p99Ms: at(99), maxMs: at(100) }
        expect(durations).toEqual({ count: all.length, ...percentiles })
      },
    )
    await fc.assert(property, { numRuns: sized(5, 2) })
  })

  it('are refused for a range that nothing can fit', async () => {
    const answer = await api.ask(query, { filter: { minDurationMs: 2, maxDurationMs: 1 } })
    const details = { field: 'filter.minDurationMs', limit: 1, received: 2 }
    expect([answer.data, errors(answer), statements(answer)]).toEqual([
      { executionStats: null },
      [{ path: ['executionStats'], code: 'BAD_USER_INPUT', ...details }],
      {},
    ])
  })
})
