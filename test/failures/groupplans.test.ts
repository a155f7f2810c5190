import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Backend } from '../../src/db/backend.ts'
import type { ExecutionFilter } from '../../src/db/executions/filter.ts'
import { listExecutions } from '../../src/db/executions/list.ts'
import { failureGroupsOf } from '../../src/db/failures/groups.ts'
import { failureGroupsByIds } from '../../src/db/failures/wholegroups.ts'
import { groupBucketsOf, groupFlowsOf, newestFailuresOf } from '../../src/db/failures/members.ts'
import { groupRatesOf } from '../../src/db/failures/rates.ts'
import { type Plan, explaining } from '../setup/ask/plans.ts'
import { reading } from '../setup/seeds/everything.ts'
import { analyze, insertMany } from '../setup/seeds/manyruns.ts'
import { type Api, startApi } from '../setup/servers/api.ts'
import { type Sql, openSql } from '../setup/servers/sql.ts'
import { kinds, lastingVersions } from '../setup/servers/stores.ts'
import { sized } from '../setup/whole.ts'

const count = 60_000
const now = Date.UTC(2026, 5, 1, 12)
const startOf = (n: number) => now - (count - n) * 1000

/** One in four failed, in 15 groups: fewer, Postgres would rather sort. */
const isFailed = (n: number) => n % 4 === 1
const groupOf = (n: number) => `1:${n % 60}`
const columns =
  'executions (execution_id, flow_id, sample_rate, sort_at, started_at, attempt, verdict, error, failure_group, failure_bytes, node_count, version)'
const values = `'e-' || n, 'flow ' || (n % 7), 1, ${startOf(0)} + n * 1000, ${startOf(0)} + n * 1000, 1,
  case when n % 4 = 1 then 2 else 1 end, case when n % 4 = 1 then 'no' end,
  case when n % 4 = 1 then '1:' || (n % 60) end, case when n % 4 = 1 then 2 end, 0, 1`

const failures = Array.from({ length: count }, (_, n) => n).filter(isFailed)
const groups = [...new Set(failures.map(groupOf))]

const tested = sized(lastingVersions, kinds)

describe.each(tested)('the plans for 15,000 failures among 60,000 executions on %s', (kind) => {
  const plans: Plan[] = []
  let api: Api
  let sql: Sql
  let backend: Backend
  beforeAll(async () => {
    api = await startApi({ title: kind, kinds: { main: kind } })
    sql = openSql(api.places[0]!)
    await insertMany(sql, columns, values, count)
    await analyze(sql)
    backend = explaining(api.backends[0]!, sql, plans)
  })
  afterAll(async () => {
    await sql.close()
    await api.close()
  })

  /** What a read costs: the table is not read whole (that of nodes is empty), and at most so many rows. */
  async function cheaply<T>(most: number, read: () => Promise<T>): Promise<T> {
    plans.length = 0
    const found = await read()
    const [plan] = plans
    expect(plan!.reads.filter((one) => one.startsWith('scan executions'))).toEqual([])
    if (plan!.rows !== undefined) expect([plan!.rows <= most, plan!.rows]).toEqual([true, plan!.rows])
    return found
  }

  it.each<[ExecutionFilter, (n: number) => boolean]>([
    [{ failureGroups: ['1:13'] }, (n) => n % 60 === 13],
    [{ failureGroups: ['1:13', '1:21'] }, (n) => n % 60 === 13 || n % 60 === 21],
    [{ failureGroups: ['1:13'], startedTo: startOf(30_000) }, (n) => n % 60 === 13 && n <= 30_000],
  ])('read about a page for a page of a group, from either end: %o', async (filter, fits) => {
    const all = failures.filter(fits)
    for (const descending of [true, false]) {
      for (const from of [undefined, all[Math.floor(all.length / 2)]]) {
        const page = {
          limit: 51,
          backward: false,
          from: from === undefined ? undefined : { sortAt: startOf(from), id: `e-${from}` },
        }
        const rows = await cheaply(600, () =>
          listExecutions(backend, { filter, descending }, page, reading(now)),
        )
        const ordered = descending ? all.toReversed() : all
        const rest = ordered.filter((n) => from === undefined || (descending ? n < from : n > from))
        expect(rows.map(({ id }) => id)).toEqual(rest.slice(0, 51).map((n) => `e-${n}`))
        const walked =
          filter.failureGroups!.length === 1 ? 'executions_failure_group' : 'executions_failures_sort'
        expect(plans[0]!.reads.filter((read) => !read.endsWith(walked))).toEqual([])
      }
    }
  })

  it('count groups along the indexes of failures alone', async () => {
    const all = await cheaply(16_000, () => failureGroupsOf(backend, {}, 'COUNT', reading(now)))
    expect(all.groups.map(({ id }) => id).toSorted()).toEqual(groups.toSorted())
    expect(all).toMatchObject({ failures: failures.length, isExact: true, isBehind: false })
    const filter = { startedFrom: startOf(59_000) }
    const newest = await cheaply(400, () => failureGroupsOf(backend, filter, 'LAST_SEEN', reading(now)))
    expect(newest.failures).toBe(250)
    await cheaply(16_000, () => failureGroupsOf(backend, { flows: ['flow 3'] }, 'COUNT', reading(now)))
    for (const read of plans[0]!.reads)
      expect(read).toMatch(/executions_(failure_group|failures_sort|ungrouped)$/)
  })

  it('read the groups of a page, and no others', async () => {
    const [one] = groups as [string]
    const keys = [{ id: one, lastSeen: startOf(failures.findLast((n) => groupOf(n) === one)!) }]
    const time = { from: startOf(0), to: now, count: 24 }
    await cheaply(2_100, () => failureGroupsByIds(backend, [one], reading(now)))
    // All failures, if those of a group are not much fewer.
    await cheaply(15_100, () => groupFlowsOf(backend, [one], {}, reading(now)))
    await cheaply(15_100, () => groupBucketsOf(backend, [one], { filter: {}, time }, reading(now)))
    await cheaply(2_100, () => groupRatesOf(backend, [one], reading(now)))
    await cheaply(10, () => newestFailuresOf(backend, keys, {}, reading(now)))
  })
})
