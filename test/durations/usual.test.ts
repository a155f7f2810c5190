import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { statements } from '../setup/ask/answers.ts'
import { type Plan, explaining } from '../setup/ask/plans.ts'
import { type Api, apiOver, startApi } from '../setup/servers/api.ts'
import { type Sent, at, idsFrom, record } from '../setup/seeds/records.ts'
import { fill } from '../setup/seeds/manyrows.ts'
import { storeRuns } from '../setup/seeds/runs.ts'
import { openStores } from '../setup/servers/sql.ts'
import { kinds } from '../setup/servers/stores.ts'
import { sized } from '../setup/whole.ts'

const minute = 60_000
const now = Date.UTC(2026, 0, 1) + 60 * minute

/** One after the other: the `n`th takes that many milliseconds, and ends before the next begins. */
const done = (id: string, place: number, ms: number, more: Sent = {}): Sent => ({
  id,
  flow: 'Train',
  step: 'fit',
  attempts: [{ number: 1, startedAt: at(place * 1000), finishedAt: at(place * 1000 + ms), verdict: 'OK' }],
  ...more,
})
const doneRun = (flow: string, number: number, ms: number, ok = true) => ({
  flow,
  number,
  startedAt: at(number * 1000),
  verdict: { ok, at: at(number * 1000 + ms) },
})

const executions: Sent[] = [
  // Of 60, the newest 50 took 11 to 60 ms.
  ...idsFrom('long-', 60).map((id, place) => done(id, place, place + 1)),
  done('slow', 100, 112),
  // Neither another step, another flow, nor what failed or went on longer counts.
  done('other step', 90, 900, { step: 'load' }),
  done('other flow', 90, 900, { flow: 'Other' }),
  done('long running', 90, 30_000),
  {
    id: 'failed',
    flow: 'Train',
    step: 'fit',
    attempts: [{ number: 1, startedAt: at(90_000), finishedAt: at(90_900), verdict: 'FAILED' }],
  },
  { id: 'open', flow: 'Train', step: 'fit', attempts: [{ number: 1, startedAt: at(50 * minute) }] },
  { id: 'pending', flow: 'Train', step: 'fit' },
  // Without a step, among those without one.
  ...idsFrom('plain-', 6).map((id, place) => done(id, place, 100, { step: null })),
  done('with a step', 10, 50, { step: 'x' }),
  done('after plain', 20, 250, { step: null }),
  // Four are too few, and no time at all is nothing to compare with.
  ...idsFrom('few-', 5).map((id, place) => done(id, place, 10, { flow: 'Few' })),
  ...idsFrom('none-', 6).map((id, place) => done(id, place, 0, { flow: 'None' })),
]

const fields = 'usual { p50Ms p95Ms count ratio }'
const usual = (p50Ms: number, p95Ms: number, count: number, ratio: number | null) => ({
  usual: { p50Ms, p95Ms, count, ratio },
})

describe.each(kinds)('the usual duration in %s', (kind) => {
  let api: Api
  beforeAll(async () => {
    vi.useFakeTimers({ toFake: ['Date'], now })
    api = await startApi({ title: kind, kinds: { main: kind } })
    await record(api, executions)
    await storeRuns(api, [
      ...Array.from({ length: 59 }, (_, place) => doneRun('Train', place + 1, place + 2)),
      doneRun('Train', 60, 900, false),
      doneRun('Train', 100, 72),
      { flow: 'Train', number: 101, startedAt: at(50 * minute), heartbeatAt: at(59 * minute) },
      ...[1, 2, 3, 4, 5].map((number) => doneRun('Few', number, 10)),
    ])
  })
  afterAll(async () => {
    vi.useRealTimers()
    await api.close()
  })

  it('is that of the newest 50 of the flow and step that finished before an execution began', async () => {
    const expected: Record<string, object> = {
      'slow': usual(35, 58, 50, 3.2),
      'other step': { usual: null },
      // The slow one is among them now, and the one that ran long.
      'open': usual(37, 60, 50, Math.round(((10 * minute) / 37) * 100) / 100),
      'pending': usual(37, 60, 50, null),
      'after plain': usual(100, 100, 6, 2.5),
      'few-4': { usual: null },
      'none-5': usual(0, 0, 5, null),
      'failed': usual(35, 58, 50, 25.71),
    }
    const query = `query ($ids: [ID!]!) { executions(ids: $ids) { ${fields} } }`
    const found = await api.data<{ executions: object[] }>(query, { ids: Object.keys(expected) })
    expect(
      Object.fromEntries(Object.keys(expected).map((id, place) => [id, found.executions[place]])),
    ).toEqual(expected)
  })

  it('is that of the newest 50 runs of the flow that finished before a run began', async () => {
    const found = await api.data(`{
      slow: run(flow: "Train", ref: "100") { ${fields} }
      running: run(flow: "Train", ref: "101") { ${fields} }
      few: run(flow: "Few", ref: "5") { ${fields} }
      first: run(flow: "Train", ref: "1") { ${fields} }
    }`)
    expect(found).toEqual({
      slow: usual(35, 58, 50, 2.06),
      running: usual(36, 59, 50, 15_000),
      few: { usual: null },
      first: { usual: null },
    })
  })

  it('is read by one statement for a hundred as for one, from an index alone', async () => {
    const sql = openStores(api)[0]!
    const plans: Plan[] = []
    const explained = apiOver([explaining(api.backends[0]!, sql, plans)])
    // Of few rows, Postgres would read all.
    await fill(sql, sized(20_000, 8_000))
    // As it does by itself, so that indexes are read alone.
    if (sql.dialect === 'postgres') await sql.run('vacuum')
    const query = `query ($ids: [ID!]!) { executions(ids: $ids) { ${fields} } }`
    for (const ids of [['slow'], executions.map(({ id }) => String(id))])
      expect(statements(await explained.ask(query, { ids }))).toEqual({ main: 2 })
    for (const first of [1, 100])
      expect(statements(await explained.ask(`{ runs(first: ${first}) { nodes { ${fields} } } }`))).toEqual({
        main: 2,
      })
    const usuals = plans.filter(({ text }) => text.includes('.usual'))
    expect(usuals).toMatchObject([
      ...[1, 2].map(() => ({ reads: ['search executions by executions_completed'] })),
      ...[1, 2].map(() => ({ reads: ['search runs by runs_completed'] })),
    ])
    expect(usuals.map(({ isCovered, sorts }) => [isCovered, sorts])).toEqual(usuals.map(() => [true, false]))
    await sql.close()
  })
})

describe('the usual duration in metaflow', () => {
  it('is not told, and asks for nothing', async () => {
    const api = await startApi({ title: 'metaflow', kinds: { mf: 'metaflow' } })
    const answer = await api.ask(`{ runs { nodes { ${fields} } } executionHistory { nodes { ${fields} } } }`)
    expect(answer).toMatchObject({ data: { runs: { nodes: [] }, executionHistory: { nodes: [] } } })
    await api.close()
  })
})
