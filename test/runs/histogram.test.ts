import * as fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createMeter } from '../../src/db/meter.ts'
import type { RunFilter } from '../../src/db/runs/filter.ts'
import { runHistogram } from '../../src/db/runs/histogram.ts'
import { type Buckets, edgeOf, hoursOf } from '../../src/db/runs/hours.ts'
import { endFact, sendFacts, sendHeartbeats, sendRuns } from '../setup/seeds/runs.ts'
import { type Api, startApi } from '../setup/servers/api.ts'
import { type Sql, openStores } from '../setup/servers/sql.ts'
import { kinds } from '../setup/servers/stores.ts'
import { fewCases } from '../setup/models/fewcases.ts'

const hour = 3_600_000
const midnight = Date.UTC(2026, 5, 1)
const flows = ['F', 'G', '']
const statuses = ['RUNNING', 'COMPLETED', 'FAILED'] as const

type Of<Values> = Values extends fc.Arbitrary<infer Value> ? Value : never

interface Run {
  readonly flow: string
  readonly startedAt: number
  readonly status: (typeof statuses)[number]
}

/** The rule, told plainly. */
function statusOf(row: Record<string, unknown>, now: number): Run['status'] {
  const [ok, okAt, attemptAt, heartbeat] = ['end_ok', 'end_ok_at', 'end_attempt_at', 'heartbeat_at'].map(
    (name) => (row[name] === null ? null : Number(row[name])),
  )
  if (ok === 0 && attemptAt !== null && attemptAt! > okAt!) return 'RUNNING'
  if (ok !== null) return ok === 1 ? 'COMPLETED' : 'FAILED'
  return heartbeat !== null && Math.abs(now - heartbeat!) <= 360_000 ? 'RUNNING' : 'FAILED'
}

const counted = (runs: readonly Run[], buckets: Buckets) =>
  Array.from({ length: buckets.count }, (_, bucket) =>
    statuses.flatMap((status) => {
      const [from, to] = [edgeOf(buckets, bucket), edgeOf(buckets, bucket + 1)]
      const count = runs.filter(
        (run) => run.status === status && run.startedAt >= from && run.startedAt < to,
      ).length
      return count === 0 ? [] : [{ bucket, status, count }]
    }),
  ).flat()

/** Near the edges of hours, before 1970, and anywhere. */
const time = fc.oneof(
  fc
    .integer({ min: 0, max: 6 })
    .chain((at) => fc.constantFrom(-1, 0, 1).map((ms) => midnight + at * hour + ms)),
  fc.integer({ min: midnight, max: midnight + 6 * hour }),
  fc.constantFrom(-hour - 1, -hour, -1, 0, hour),
)
const key = fc.record({ flow: fc.constantFrom(...flows), number: fc.integer({ min: 1, max: 12 }) })
const values = {
  flow: fc.constantFrom(...flows),
  number: fc.integer({ min: 1, max: 12 }),
  startedAt: time,
  at: time,
}
const byServer = fc.record({
  ...values,
  does: fc.constantFrom('record', 'beat', 'verdict', 'attempt'),
  ok: fc.boolean(),
})
const byHand = fc.record({
  ...values,
  does: fc.constantFrom(
    'insert',
    'insert',
    'end',
    'reopen',
    'restart',
    'move',
    'delete',
    'delete hour',
    'undone',
  ),
  other: key,
  ok: fc.constantFrom(0, 1, null),
})
const asked = fc.record({
  flows: fc.option(fc.uniqueArray(fc.constantFrom(...flows, 'none'), { minLength: 1, maxLength: 3 }), {
    nil: undefined,
  }),
  statuses: fc.option(fc.uniqueArray(fc.constantFrom(...statuses), { minLength: 1 }), { nil: undefined }),
  from: time,
  span: fc.oneof(fc.integer({ min: 500, max: 7 * hour }), fc.integer({ min: 500, max: midnight * 2 })),
  count: fc.oneof(fc.integer({ min: 1, max: 8 }), fc.integer({ min: 1, max: 500 })),
  now: time,
})

describe.each(kinds)('a histogram on %s', (kind) => {
  let api: Api
  let sql: Sql
  beforeAll(async () => {
    api = await startApi({ title: kind, kinds: { main: kind } })
    sql = openStores(api)[0]!
  })
  afterAll(async () => {
    await sql.close()
    await api.close()
  })
  async function serve({ does, flow, number, startedAt, at, ok }: Of<typeof byServer>) {
    const [start, then] = [startedAt, at].map((ms) => new Date(ms).toISOString())
    const named = flow || 'F'
    if (does === 'record') await sendRuns(api, [{ flow: named, number, startedAt: start, heartbeatAt: then }])
    else if (does === 'beat') await sendHeartbeats(api, [{ flow: named, number, at: then }])
    else {
      const [field, value] =
        does === 'verdict' ? (['attempt_ok', String(ok)] as const) : (['attempt', '1'] as const)
      await sendFacts(api, [endFact(named, number, field, value, at)])
    }
  }

  async function write({ does, flow, number, startedAt, at, other, ok }: Of<typeof byHand>) {
    const key = (one: { flow: string; number: number }) =>
      `flow_id = '${one.flow}' and number = ${one.number}`
    const where = `where ${key({ flow, number })}`
    const texts = {
      'insert': `insert into runs (flow_id, number, started_at, heartbeat_at, version)
        values ('${flow}', ${number}, ${startedAt}, ${at}, 1) on conflict do nothing`,
      'end': `update runs set end_ok = ${ok}, end_ok_at = ${at}, end_ok_id = '' ${where}`,
      'reopen': `update runs set end_ok = null, end_ok_at = null ${where}`,
      'restart': `update runs set started_at = ${startedAt} ${where}`,
      'move': `update runs set flow_id = '${other.flow}', number = ${other.number} ${where}
        and not exists (select 1 from runs where ${key(other)})`,
      'delete': `delete from runs ${where}`,
      'delete hour': `delete from runs where started_at between ${startedAt} and ${startedAt + hour}`,
      'undone': `delete from runs`,
    }
    const isUndone = does === 'undone'
    if (isUndone) await sql.run('begin')
    // It may meet the server's transaction in a deadlock, and be the one that gives up.
    await sql.run(texts[does]).catch((error: { code?: string }) => {
      if (error.code !== '40P01') throw error
    })
    if (isUndone) await sql.run('rollback')
  }

  async function check({ flows: some, statuses: wanted, from, span, count, now }: Of<typeof asked>) {
    const rows = await sql.run(
      'select flow_id, started_at, end_ok, end_ok_at, end_attempt_at, heartbeat_at from runs',
    )
    const runs = rows
      .map((row): Run => ({
        flow: String(row['flow_id']),
        startedAt: Number(row['started_at']),
        status: statusOf(row, now),
      }))
      .filter(({ flow, status }) => (some?.includes(flow) ?? true) && (wanted?.includes(status) ?? true))
    const buckets = { from, to: from + span, count: Math.min(count, span) }
    const filter: RunFilter = { ...(some && { flows: some }), ...(wanted && { statuses: wanted }) }
    const reading = { now, meter: createMeter(), deadline: performance.now() + 60_000 }
    const found = await runHistogram(api.backends[0]!, filter, buckets, reading)
    const order = (one: { bucket: number; status: string }) =>
      one.bucket * 3 + statuses.indexOf(one.status as 'FAILED')
    expect(found.map(({ weight }) => weight).filter((weight) => weight !== 1)).toEqual([])
    expect(
      found
        .map(({ bucket, status, count: n }) => ({ bucket, status, count: n }))
        .toSorted((a, b) => order(a) - order(b)),
    ).toEqual(counted(runs, buckets).toSorted((a, b) => order(a) - order(b)))
  }

  it('equals a plain count, whatever the server and others write', async () => {
    const parts = fc.array(
      fc.record({
        served: fc.array(byServer, { maxLength: 5 }),
        written: fc.array(byHand, { maxLength: 5 }),
        asked: fc.array(asked, { minLength: 1, maxLength: 3 }),
      }),
      { minLength: 1, maxLength: 6 },
    )
    await fc.assert(
      fc.asyncProperty(parts, async (all) => {
        for (const { served, written, asked: questions } of all) {
          const byOthers = async () => {
            for (const one of written) await write(one)
          }
          await Promise.all([byOthers(), ...served.map(serve)])
          for (const question of questions) await check(question)
        }
      }),
      { numRuns: fewCases(5) },
    )
  }, 240_000)
})

it('reads no hour that has no edge run by run, and as few of the others as can be', () => {
  const buckets = { from: midnight + 600_000, to: midnight + 5 * hour + 600_000, count: 2 }
  expect(hoursOf(buckets)).toEqual({
    whole: [
      { from: midnight, to: midnight + hour, bucket: 0 },
      { from: midnight + hour, to: midnight + 2 * hour, bucket: 0 },
      { from: midnight + 2 * hour, to: midnight + 3 * hour, bucket: 0 },
      { from: midnight + 3 * hour, to: midnight + 5 * hour, bucket: 1 },
    ],
    pieces: [
      { from: midnight, to: midnight + 600_000, bucket: null, instead: 0 },
      { from: midnight + 2 * hour + 2_400_000, to: midnight + 3 * hour, bucket: 1, instead: 0 },
      { from: midnight + 5 * hour, to: midnight + 5 * hour + 600_000, bucket: 1, instead: null },
    ],
  })
})
