import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { Backend, Transaction } from '../../src/db/backend.ts'
import { createMeter } from '../../src/db/meter.ts'
import { cutoffs, lockDue } from '../../src/db/retention/due.ts'
import { parseRetainRule } from '../../src/db/retention/rule.ts'
import { retain } from '../../src/db/retention/pass.ts'
import { previewRetention } from '../../src/db/retention/preview.ts'
import type { Statement } from '../../src/db/sql/statement.ts'
import { type Api, aloneSetups, versionSetups, startApi } from '../setup/servers/api.ts'
import { reading } from '../setup/seeds/everything.ts'
import { fill } from '../setup/seeds/manyrows.ts'
import { type Plan, explaining } from '../setup/ask/plans.ts'
import { idsFrom } from '../setup/seeds/records.ts'
import { idsByTable } from '../setup/seeds/retention.ts'
import { type Sql, openStores } from '../setup/servers/sql.ts'
import type { Values } from '../../src/db/sql/scope.ts'
import { sized } from '../setup/whole.ts'

const count = sized(20_000, 12_000)
/** How many of each flow stay. */
const newest = count / 50 - 100
const now = 1_700_000_000_000 + 40 * 86_400_000

const parts = [
  { part: 'completed:30d', executions: count / 5 },
  { part: 'failed:36d', executions: count / 5 },
  { part: `count:${newest}`, executions: 2_000 },
]

const rule = parseRetainRule(`completed:30d,failed:36d,count:${newest}`)

/** One of five each: open, ended well, failed, cancelled, timed out; in fifty flows, over some two hours. */
async function seed(sql: Sql) {
  await fill(sql, count)
  await sql.run('update executions set finished_at = sort_at + 1000 where verdict > 0')
  await sql.run('update executions set dag_hash = null where verdict = 3')
  await sql.run(
    `insert into flows (flow_id, created_at, next_run) select distinct flow_id, 0, 1 from executions`,
  )
  if (sql.dialect === 'postgres') await sql.run('vacuum analyze')
}

interface Ran {
  readonly transaction: number
  readonly statement: Statement<unknown>
  readonly values: Values
}

/** The same backend, which also notes what its transactions run. */
function noting(backend: Backend, ran: Ran[]): Backend {
  let transactions = 0
  return {
    ...backend,
    write: (meter, work) =>
      backend.write(meter, (transaction) => {
        const number = transactions++
        const run: Transaction['run'] = (statement, values) => {
          ran.push({ transaction: number, statement, values })
          return transaction.run(statement, values)
        }
        return work({ ...transaction, run })
      }),
  }
}

describe.each(sized(versionSetups, aloneSetups))('a retention of many executions on $title', (setup) => {
  const isPostgres = setup.title.startsWith('postgres')
  let api: Api
  let sql: Sql
  beforeAll(async () => {
    api = await startApi(setup)
    sql = openStores(api)[0]!
    await seed(sql)
  })
  afterAll(async () => {
    await sql.close()
    await api.close()
  })

  it('reads along its indexes, a few hundred rows a statement', async () => {
    const plans: Plan[] = []
    const backend = explaining(api.backends[0]!, sql, plans)
    const told = await retain({ backend, rule, now, meter: createMeter(), dryRun: true })
    // The first of each statement, apart from the list of flows.
    const own = plans.filter(({ text }) => !text.includes('created_at'))
    const first = own.filter(({ text }, index) => own.findIndex((plan) => plan.text === text) === index)
    const byRowId = isPostgres ? [] : ['search executions by row id']
    expect(first.map(({ reads }) => reads)).toEqual([
      ['search dags by dags_last_used'],
      ['search executions by executions_dag', 'search runs by runs_dag'],
      ['search executions by executions_flow_sort', 'search executions by primary key'],
      ['search executions by executions_standing_sort', ...byRowId],
      ['search executions by executions_flow_sort', ...byRowId],
      [isPostgres ? 'scan audit' : 'walk audit by audit_at'],
    ])
    const pages = own.filter(({ text }) => !text.includes('offset'))
    if (isPostgres) for (const { rows } of pages) expect(rows).toBeLessThanOrEqual(3 * 500)
    expect(told).toEqual({ parts, dags: count / 5, audit: 0 })
  })

  it('is previewed by one statement per kind of record along the same indexes', async () => {
    const plans: Plan[] = []
    const backend = explaining(api.backends[0]!, sql, plans)
    const shown = await previewRetention(backend, rule, reading(now))
    // Ages, counts with the flows and what is kept of each, and DAGs with what uses them.
    expect(plans).toHaveLength(6)
    const reads = new Set(plans.flatMap((plan) => plan.reads))
    expect([...reads].filter((read) => !read.includes(' flows')).toSorted()).toEqual(
      [
        ...['search dags by dags_last_used', 'search executions by executions_dag'],
        ...['search executions by executions_flow_sort', 'search executions by executions_standing_sort'],
        ...['search executions by primary key', 'search executions by row id'],
        'search runs by runs_dag',
      ].filter((read) => !isPostgres || !read.includes('row id')),
    )
    const rows = plans.reduce((sum, plan) => sum + (plan.rows ?? 0), 0)
    if (isPostgres) expect(rows).toBeLessThan(70_000)
    expect(shown).toEqual({
      parts: parts.map(({ executions }) => ({ count: executions, isExact: true })),
      dags: { count: expect.any(Number) as number, isExact: false },
      oldest: 1_700_000_000_000,
    })
  })

  it('locks by the primary key what it chose', async () => {
    const plans: Plan[] = []
    const backend = explaining(api.backends[0]!, sql, plans)
    const ids = idsFrom('e-', 100)
    const stretches = [{ key: 'flow-1', sortAt: 0, id: '', untilSortAt: now, untilId: '' }]
    const values = { ids, stretches, now, ...cutoffs(rule, now) }
    const due = await backend.read(lockDue('standing'), values, reading(now))
    const crowded = await backend.read(lockDue('flow'), values, reading(now))
    expect([due.length, crowded.length]).toEqual([40, 2])
    expect(plans.map(({ reads }) => reads)).toEqual([
      ['search executions by primary key'],
      ['search executions by primary key'],
    ])
  })

  it('removes so many a transaction and no more', async () => {
    const ran: Ran[] = []
    // How many go at once depends on how long that takes. Here it takes no time.
    vi.useFakeTimers({ toFake: ['performance'] })
    const removed = await retain({
      backend: noting(api.backends[0]!, ran),
      rule,
      now,
      meter: createMeter(),
    })
    vi.useRealTimers()
    expect(removed).toEqual({ parts, dags: count / 5, audit: 0 })
    const lengths = ran.flatMap(({ values }) =>
      [values['ids'], values['hashes']].flatMap((keys) => (keys as string[])?.length ?? []),
    )
    expect(Math.max(...lengths)).toBeLessThanOrEqual(500)
    const each = Map.groupBy(ran, ({ transaction }) => transaction)
    expect(Math.max(...[...each.values()].map((all) => all.length))).toBe(13)
    const ids = await idsByTable(sql)
    const left = new Set(ids['executions'])
    for (const [table, known] of Object.entries(ids))
      expect([table, known.filter((id) => !left.has(id) && Number(id.slice(2)) < count)]).toEqual([table, []])
  })
})
