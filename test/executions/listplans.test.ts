import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Backend } from '../../src/db/backend.ts'
import type { ExecutionFilter } from '../../src/db/executions/filter.ts'
import { countCandidates, listExecutions } from '../../src/db/executions/list.ts'
import { executionStats } from '../../src/db/executions/stats.ts'
import type { Position } from '../../src/db/sql/page.ts'
import { type Api, startApi } from '../setup/servers/api.ts'
import { reading } from '../setup/seeds/everything.ts'
import { analyze, insertMany } from '../setup/seeds/manyruns.ts'
import { type Plan, explaining } from '../setup/ask/plans.ts'
import { type Sql, openSql } from '../setup/servers/sql.ts'
import { kinds, lastingVersions } from '../setup/servers/stores.ts'
import { isWhole, sized } from '../setup/whole.ts'

const count = 120_000
const now = Date.UTC(2026, 5, 1, 12)
const limit = 51
const startOf = (n: number) => now - (count - n) * 1000
const started = `${startOf(0)} + n * 1000`

/** What is open beside one of 20,000 that is not so: executions that went silent, that are alive, or that promised nothing. */
const backlogs = { silent: 'silent', alive: 'alive', unpromised: 'without a heartbeat' } as const
type Backlog = keyof typeof backlogs

const isOpen = (n: number) => n % 4 === 2
const isOdd = (n: number) => n % 20_000 === 9
const isCancelled = (n: number) => n % 20_000 === 7
const isBad = (n: number) => n % 20 === 1
const isAlive = (n: number, backlog: Backlog) =>
  (isOpen(n) && backlog !== 'silent') || (isOdd(n) && backlog === 'silent')
const isSilent = (n: number, backlog: Backlog) =>
  (isOpen(n) && backlog === 'silent') || (isOdd(n) && backlog !== 'silent')
const isFailed = (n: number, backlog: Backlog) => isBad(n) || isSilent(n, backlog)
const isDone = (n: number) => !isOpen(n) && !isOdd(n) && !isCancelled(n) && !isBad(n)
const flowOf = (n: number) =>
  isOdd(n) || n % 30_000 === 2 ? 'small' : n % 2 === 0 ? 'even' : `flow ${n % 50}`

const columns =
  'executions (execution_id, flow_id, run_number, parent_id, source, script_path, sample_rate, sort_at, started_at, attempt, verdict, finished_at, heartbeat_at, heartbeat_timeout_ms, error, node_count, version)'
const valuesOf = (backlog: Backlog) => {
  const [alive, silent] = [`${now}, 60000`, `${started} + 10, 1`]
  const of = { alive, silent, unpromised: 'null, null' }[backlog]
  const other = backlog === 'silent' ? alive : silent
  const [ofFirst, ofSecond] = of.split(', ')
  const [otherFirst, otherSecond] = other.split(', ')
  return `'e-' || n, case when n % 20000 = 9 or n % 30000 = 2 then 'small' when n % 2 = 0 then 'even' else 'flow ' || (n % 50) end,
  n / 100, 'e-' || (n % 100), 'cron', case when n % 20000 = 11 then '/rare/' else '/jobs/' end || (n % 25) || '.py', 1, ${started}, ${started}, 1,
  case when n % 4 = 2 or n % 20000 = 9 then 0 when n % 20000 = 7 then 3 when n % 20 = 1 then 2 else 1 end,
  case when n % 4 = 2 or n % 20000 = 9 then null else ${started} + 5000 end,
  case when n % 4 = 2 then ${ofFirst} when n % 20000 = 9 then ${otherFirst} end,
  case when n % 4 = 2 then ${ofSecond} when n % 20000 = 9 then ${otherSecond} end,
  case when n % 20 = 1 then 'no. ' || n end, 0, 1`
}

const window = { startedFrom: startOf(20_000), startedTo: startOf(60_000) }
const isWithin = (n: number) => n >= 20_000 && n <= 60_000

type Case = readonly [title: string, filter: ExecutionFilter, fits: (n: number, backlog: Backlog) => boolean]
const isOf = (prefix: string, n: number) =>
  (n % 20_000 === 11 ? '/rare/' : `/jobs/${n % 25}.py`).startsWith(prefix)
const cases: readonly Case[] = [
  ['no filter', {}, () => true],
  ['completed', { statuses: ['COMPLETED'] }, isDone],
  ['cancelled, one of 20,000', { statuses: ['CANCELLED'] }, isCancelled],
  ['running', { statuses: ['RUNNING'] }, isAlive],
  ['failed', { statuses: ['FAILED'] }, isFailed],
  ['running or failed', { statuses: ['FAILED', 'RUNNING'] }, (n) => isBad(n) || isOpen(n) || isOdd(n)],
  ['waiting, none', { statuses: ['WAITING'] }, () => false],
  ['unknown, which there is not', { statuses: ['UNKNOWN'] }, () => false],
  ['a flow', { flows: ['flow 1'] }, (n) => flowOf(n) === 'flow 1'],
  [
    'a flow, failed',
    { flows: ['flow 1'], statuses: ['FAILED'] },
    (n, b) => flowOf(n) === 'flow 1' && isFailed(n, b),
  ],
  ['a small flow', { flows: ['small'] }, (n) => flowOf(n) === 'small'],
  [
    'a small flow, running',
    { flows: ['small'], statuses: ['RUNNING'] },
    (n, b) => flowOf(n) === 'small' && isAlive(n, b),
  ],
  ['a flow, cancelled, none', { flows: ['even'], statuses: ['CANCELLED'] }, () => false],
  ['a flow that is not there', { flows: ['none'] }, () => false],
  [
    'a run',
    { run: { flow: 'even', number: 500 } },
    (n) => flowOf(n) === 'even' && Math.floor(n / 100) === 500,
  ],
  ['a parent', { parentId: 'e-7' }, (n) => n % 100 === 7],
  ['a script', { scriptPath: '/jobs/7.py' }, (n) => n % 25 === 7 && !isOf('/rare', n)],
  ['a tag', { allTags: ['common'] }, (n) => n % 10 === 0],
  ['a rare tag', { anyTags: ['rare'] }, (n) => n % 20_000 === 0],
  ['a time', window, isWithin],
  ['a time, failed', { ...window, statuses: ['FAILED'] }, (n, b) => isWithin(n) && isFailed(n, b)],
  ['a time, cancelled', { ...window, statuses: ['CANCELLED'] }, (n) => isWithin(n) && isCancelled(n)],
  ['a time of a flow', { ...window, flows: ['flow 1'] }, (n) => isWithin(n) && flowOf(n) === 'flow 1'],
]
/** Up to 2,000 executions of a prefix are sorted. */
const prefixes: readonly Case[] = [
  ['a prefix', { scriptPrefix: '/jobs/' }, (n) => isOf('/jobs/', n)],
  ['a prefix of a twenty-fifth', { scriptPrefix: '/jobs/7' }, (n) => isOf('/jobs/7', n)],
  ['a rare prefix', { scriptPrefix: '/rare' }, (n) => isOf('/rare', n)],
  [
    'a rare prefix, completed',
    { scriptPrefix: '/rare', statuses: ['COMPLETED'] },
    (n) => isOf('/rare', n) && isDone(n),
  ],
  [
    'a prefix, failed',
    { scriptPrefix: '/jobs', statuses: ['FAILED'] },
    (n, b) => isOf('/jobs', n) && isFailed(n, b),
  ],
  [
    'a prefix of a flow',
    { scriptPrefix: '/jobs', flows: ['flow 1'] },
    (n) => isOf('/jobs', n) && flowOf(n) === 'flow 1',
  ],
]

const positionOf = (n: number): Position => ({ sortAt: startOf(n), id: `e-${n}` })

/** On an older Postgres, and in `npm test`, with that backlog alone along which no list may walk. */
const stores = sized(lastingVersions, kinds).flatMap((kind) =>
  Object.keys(backlogs)
    .filter((backlog) => (isWhole && kinds.includes(kind)) || backlog === 'unpromised')
    .map((backlog) => [kind, backlog as Backlog] as const),
)

describe.each(stores)(
  'the plans for 120,000 executions on %s, thousands of them open and %s',
  (kind, backlog) => {
    const plans: Plan[] = []
    let api: Api
    let sql: Sql
    let backend: Backend
    beforeAll(async () => {
      api = await startApi({ title: kind, kinds: { main: kind } })
      sql = openSql(api.places[0]!)
      await insertMany(sql, columns, valuesOf(backlog), count)
      for (const [name, every] of [
        ['common', 10],
        ['rare', 20_000],
      ] as const)
        await insertMany(
          sql,
          'execution_tags (execution_id, tag, sort_at)',
          `'e-' || (n * ${every}), '${name}', ${startOf(0)} + n * ${every * 1000}`,
          count / every,
        )
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
      if (plan.rows === undefined) return
      expect([plan.rows <= mostRows, plan.rows]).toEqual([true, plan.rows])
      expect([plan.blocks! <= mostBlocks, plan.blocks]).toEqual([true, plan.blocks])
    }

    async function expectPages([, filter, fits]: Case, mostRows: number, mostBlocks: number) {
      const all = Array.from({ length: count }, (_, n) => n).filter((n) => fits(n, backlog))
      /** From the end of the list, or from the place in it. */
      const page = async (descending: boolean, backward: boolean, at?: number) => {
        plans.length = 0
        const position = at === undefined ? undefined : positionOf(all[at]!)
        const rows = await listExecutions(
          backend,
          { filter, descending },
          { limit, from: position, backward },
          reading(now),
        )
        const [plan] = plans
        expectCheap(plan!, mostRows, mostBlocks)
        const down = descending !== backward
        const rest = down
          ? all.slice(Math.max(0, (at ?? all.length) - limit), at).toReversed()
          : all.slice(at === undefined ? 0 : at + 1).slice(0, limit)
        expect(rows.map(({ id }) => id)).toEqual(rest.map((n) => `e-${n}`))
      }
      const middle = all.length === 0 ? undefined : Math.floor(all.length / 2)
      await page(true, false)
      await page(true, true)
      await page(true, false, middle)
      await page(true, true, middle)
    }

    it.each(cases)('read about a page for a first page, the middle and the last: %s', async (...one) => {
      await expectPages(one, 2_000, 600)
    })

    it.each(prefixes)('sort few, and walk for many: %s', async (...one) => {
      await expectPages(one, 15_000, 5_000)
    })

    it.each<ExecutionFilter>([{ statuses: ['FAILED'] }, { flows: ['even'], statuses: ['FAILED'] }])(
      'find those that went silent by their heartbeats: %o',
      async (filter) => {
        plans.length = 0
        await listExecutions(
          backend,
          { filter, descending: true },
          { limit, from: undefined, backward: false },
          reading(now),
        )
        const { reads } = plans[0]!
        expect(reads).toContain('search executions by executions_stale')
        // Never along those that are open and have not promised any.
        expect(reads.filter((read) => read.includes('unpromised'))).toEqual([])
        if (plans[0]!.rows !== undefined && backlog === 'unpromised') expect(plans[0]!.rows).toBeLessThan(200)
      },
    )

    it('read about a page of a large flow that runs, whether it promised heartbeats or not', async () => {
      const filter: ExecutionFilter = { flows: ['even'], statuses: ['RUNNING'] }
      await expectPages(['', filter, (n) => flowOf(n) === 'even' && isAlive(n, backlog)], 2_000, 600)
    })

    it('count candidates by what an index holds, and no further than a hundred thousand', async () => {
      const counted = async (filter: ExecutionFilter) => {
        plans.length = 0
        const found = await countCandidates(backend, filter, reading(now))
        expect(plans[0]!.reads.filter((read) => read.startsWith('scan'))).toEqual([])
        return found
      }
      expect(await counted({ statuses: ['CANCELLED'], errorContains: 'x' })).toBe(count / 20_000)
      expect(await counted({ flows: ['small'], errorContains: 'x' })).toBe(count / 20_000 + count / 30_000)
      expect(await counted({ ...window, errorContains: 'x' })).toBe(40_001)
      expect(await counted({ sources: ['cron'], errorContains: 'x' })).toBe(100_001)
      expect(await counted({ scriptPrefix: '/rare', scriptContains: 'x' })).toBe(count / 20_000)
    })

    it('count no further than they must for statistics', async () => {
      const most: readonly (readonly [ExecutionFilter, number])[] = [
        [{ statuses: ['CANCELLED'] }, 50],
        [{ flows: ['small'] }, 1000],
        [{ flows: ['small'], statuses: ['FAILED'] }, 1500],
        [{ run: { flow: 'even', number: 500 } }, 500],
        // Of each status 10,001 at most, and as many again are looked at.
        [{}, 100_000],
      ]
      for (const [filter, mostRows] of most) {
        plans.length = 0
        await executionStats(backend, filter, reading(now))
        const [{ rows = 0 }] = plans as [Plan]
        expect([filter, rows <= mostRows, rows]).toEqual([filter, true, rows])
      }
    })

    it('find a part of a text among the candidates, and refuse to look in more', async () => {
      const ask = (filter: string) =>
        api.ask(
          `{ executionHistory(filter: { ${filter} }) { nodes { id } } executionStats(filter: { ${filter} }) { counts { value } } }`,
        )
      const found = await ask('scriptPrefix: "/rare", status: [COMPLETED], scriptContains: "11"')
      expect(found.errors).toBeUndefined()
      const refused = await ask('source: ["cron"], errorContains: "no. 1"')
      const details = {
        code: 'QUERY_TOO_EXPENSIVE',
        field: 'filter.errorContains',
        limit: 100_000,
        backend: 'main',
      }
      expect([refused.data, refused.errors?.map(({ extensions }) => extensions)]).toEqual([
        { executionHistory: null, executionStats: null },
        // Both fields have one cause, of which is told once.
        [details],
      ])
    })
  },
)
