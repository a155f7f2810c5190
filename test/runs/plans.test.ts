import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Backend } from '../../src/db/backend.ts'
import type { RunFilter } from '../../src/db/runs/filter.ts'
import { type RunOrder, listRuns } from '../../src/db/runs/list.ts'
import { chooseRuns } from '../../src/db/runs/pick.ts'
import type { RunRow } from '../../src/db/runs/rows.ts'
import { type Api, aloneSetups, startApi, versionSetups } from '../setup/servers/api.ts'
import { reading } from '../setup/seeds/everything.ts'
import { analyze, insertMany } from '../setup/seeds/manyruns.ts'
import { type Plan, explaining } from '../setup/ask/plans.ts'
import { type Sql, openStores } from '../setup/servers/sql.ts'
import { postgresVersions } from '../setup/servers/stores.ts'
import type { RunStatus } from '../../src/db/statuses.ts'
import { noValue } from '../../src/db/source/runs.ts'
import { sized } from '../setup/whole.ts'

const count = 200_000
const now = Date.UTC(2026, 5, 1, 12)
const limit = 51
const started = `${now - count * 1000} + n * 1000`
const is = (place: number, of = 20_000) => `n % ${of} = ${place}`

/** Half of the runs are of one flow, in which one of forty thousand failed and none runs. Elsewhere, one of 20,000 runs. */
const failed = `(n % 2 = 0 and ${is(0, 40_000)} or n % 2 = 1 and n % 20 < 6 or ${is(7)})`

const open = `(${is(9)} or ${is(51, 100)} or ${is(53, 100)})`

const columns =
  'flow_id, number, name, user_name, started_at, heartbeat_at, version, end_ok, end_ok_at, end_ok_id, end_attempt_at'

const values = `case when n < 5 then 'small' when n % 2 = 0 then 'rare' else 'flow ' || (n % 50) end, n, case when n % 1000 = 0 then 'run ' || n end,
  case when ${is(11)} then 'rare' else 'user ' || (n % 100) end, ${started},
  case when ${is(9)} then ${now} when ${is(53, 100)} then null else ${started} + 5000 end, 1,
  case when ${open} then null when ${failed} then 0 else 1 end, case when ${open} then null else ${started} + n % 60000 end, '',
  case when ${is(7)} then ${now + 1000} end`

const shapes: Record<string, RunFilter> = {
  'no filter': {},
  'completed': { statuses: ['COMPLETED'] },
  'failed': { statuses: ['FAILED'] },
  'running, one of 20,000': { statuses: ['RUNNING'] },
  'running or failed': { statuses: ['FAILED', 'RUNNING'] },
  'a flow': { flows: ['flow 1'] },
  'a flow, failed': { flows: ['flow 1'], statuses: ['FAILED'] },
  'a flow, failed, one of 20,000': { flows: ['rare'], statuses: ['FAILED'] },
  'a flow, running, none': { flows: ['rare'], statuses: ['RUNNING'] },
  'a small flow': { flows: ['small'] },
  'a small flow, completed': { flows: ['small'], statuses: ['COMPLETED'] },
  'a flow that is not there': { flows: ['none'] },
  'a tag': { allTags: ['common'] },
  'a rare tag': { anyTags: ['rare'] },
  'a user': { users: ['user 7'] },
  'a rare user': { users: ['rare'] },
  'a time': { startedFrom: now - 150_000_000, startedTo: now - 100_000_000 },
}

const orders: readonly RunOrder[] = (['STARTED', 'FINISHED', 'DURATION', 'FLOW'] as const).flatMap((field) =>
  [true, false].map((descending) => ({ field, descending })),
)

const newest: RunOrder = { field: 'STARTED', descending: true }

const cases = [
  ...Object.entries(shapes).map(([title, filter]) => [title, filter, newest] as const),
  ...orders.map((order) => [`by ${order.field}, ${order.descending ? 'down' : 'up'}`, {}, order] as const),
]

function positionOf(row: RunRow, { field }: RunOrder) {
  const { flow, number, startedAt, finishedAt, durationMs } = row
  if (field === 'FLOW') return { flow, number }
  const value = { STARTED: startedAt, FINISHED: finishedAt, DURATION: durationMs }[field]
  return { value: value ?? noValue + startedAt!, flow, number }
}

describe.each(sized(versionSetups, aloneSetups))('the plans for 200,000 runs on $title', (setup) => {
  const isPostgres = postgresVersions.includes(setup.kinds['main']!)
  const plans: Plan[] = []
  let api: Api
  let sql: Sql
  let backend: Backend
  beforeAll(async () => {
    api = await startApi(setup)
    sql = openStores(api)[0]!
    await insertMany(sql, `runs (${columns})`, values, count)
    const tag = (name: string, every: number) =>
      insertMany(
        sql,
        'run_tags (flow_id, number, tag, system, started_at)',
        `'flow ' || (n % 50), n, '${name}', 0, ${started}`
          .replaceAll('n ', `(n * ${every} + 1) `)
          .replaceAll(' n,', ` n * ${every} + 1,`),
        count / every,
      )
    await tag('common', 10)
    await tag('rare', 20_000)
    await analyze(sql)
    backend = explaining(api.backends[0]!, sql, plans)
  })
  afterAll(async () => {
    await sql.close()
    await api.close()
  })

  /** Reads no table as a whole, and of an index about a page of rows for each part of the statement. */
  function expectCheap(plan: Plan, mostRows: number, mostBlocks: number) {
    expect(plan.reads.filter((read) => read.startsWith('scan'))).toEqual([])
    if (!isPostgres) return
    expect([plan.rows! <= mostRows, plan.rows]).toEqual([true, plan.rows])
    expect([plan.blocks! <= mostBlocks, plan.blocks]).toEqual([true, plan.blocks])
  }

  const page = (filter: RunFilter, order: RunOrder, size: number, from?: ReturnType<typeof positionOf>) =>
    listRuns(backend, { filter, order }, { limit: size, from, backward: false }, reading(now))

  it.each(cases)(
    'read about a page for a first page, the 200th, and one backward: %s',
    async (_, filter, order) => {
      plans.length = 0
      await page(filter, order, limit)
      const all = await listRuns(
        api.backends[0]!,
        { filter, order },
        { limit: 10_000, from: undefined, backward: false },
        reading(now),
      )
      const last = all.at(-1)
      if (last) {
        await page(filter, order, limit, positionOf(last, order))
        await listRuns(
          backend,
          { filter, order },
          { limit, from: positionOf(last, order), backward: true },
          reading(now),
        )
      }
      // Runs that never gave a sign of life and began in the last day have durations that no index holds.
      const unknown = order.field === 'DURATION' ? 2 * 864 : 0
      for (const plan of plans) expectCheap(plan, 2_500, 400 + unknown)
    },
  )

  it('find the newest run of fifty flows, with a status that some of them never have', async () => {
    const flows = Array.from({ length: 50 }, (_, index) =>
      index % 2 === 0 ? (index === 0 ? 'rare' : `none ${index}`) : `flow ${index}`,
    )
    const sets: readonly (readonly RunStatus[] | null)[] = [
      null,
      ['RUNNING'],
      ['FAILED'],
      ['COMPLETED'],
      ['RUNNING', 'FAILED'],
    ]
    for (const statuses of sets) {
      plans.length = 0
      await chooseRuns(
        backend,
        flows.map((flow) => ({ flow, number: null, name: null, statuses })),
        reading(now),
      )
      // Of open runs 250 are counted, by what the index holds, and looked up when they are no more.
      expectCheap(plans[0]!, 50 * 250, 50 * 60)
    }
  })

  it('find a run by its number, and by its name', async () => {
    plans.length = 0
    const choices = Array.from({ length: 50 }, (_, index) => ({
      flow: 'rare',
      statuses: null,
      number: index % 2 ? (index + 1) * 1000 : null,
      name: index % 2 ? null : `run ${(index + 1) * 1000}`,
    }))
    const found = await chooseRuns(backend, choices, reading(now))
    expect(found).toHaveLength(50)
    expectCheap(plans[0]!, 50 * 4, 50 * 20)
  })
})
