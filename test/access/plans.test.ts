import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Backend } from '../../src/db/backend.ts'
import { executionStats } from '../../src/db/executions/stats.ts'
import { listExecutions } from '../../src/db/executions/list.ts'
import { childrenOf, executionsByIds } from '../../src/db/executions/rows.ts'
import { failureGroupsOf } from '../../src/db/failures/groups.ts'
import { narrowedTo } from '../../src/db/narrowed.ts'
import { countRuns } from '../../src/db/runs/counts.ts'
import { listFlows } from '../../src/db/runs/flows.ts'
import { runHistogram } from '../../src/db/runs/histogram.ts'
import { listRuns } from '../../src/db/runs/list.ts'
import { chooseRuns } from '../../src/db/runs/pick.ts'
import { runsByKeys } from '../../src/db/runs/rows.ts'
import { flowLimitOf } from '../../src/db/sql/flowlimit.ts'
import type { Statement } from '../../src/db/sql/statement.ts'
import { type Plan, explaining } from '../setup/ask/plans.ts'
import { reading } from '../setup/seeds/everything.ts'
import { analyze, ending, insertMany, runColumns } from '../setup/seeds/manyruns.ts'
import { type Api, startApi } from '../setup/servers/api.ts'
import { type Sql, openStores } from '../setup/servers/sql.ts'
import { kinds, lastingVersions } from '../setup/servers/stores.ts'
import { sized } from '../setup/whole.ts'

const count = 50_000
const now = 1_700_000_000_000 + count * 500
const started = '1700000000000 + n * 500'
const hour = 3_600_000
/** One of 10,000 is of a flow that begins with `Train`. */
const flow = `case when n % 10000 = 9 then 'Train-' || (n / 10000) else 'flow-' || (n % 50) end`
const rare = 'Train-3'

/** As many executions as runs: a fifth has failed, in one group of failures for each flow. */
async function fill(sql: Sql) {
  await insertMany(
    sql,
    'executions (execution_id, flow_id, run_number, step, parent_id, sample_rate, sort_at, started_at, attempt, attempt_at, verdict, finished_at, failure_group, node_count, version)',
    `'e-' || n, ${flow}, n, 'fit', 'e-' || (n % 100), 1, ${started}, ${started}, 1, ${started},
    case when n % 5 = 4 then 2 else 1 end, ${started} + 100, case when n % 5 = 4 then '1:' || (n % 50) end, 0, 1`,
    count,
  )
  await insertMany(sql, runColumns, `${flow}, n, 'ann', ${started}, null, 1, ${ending(1, started)}`, count)
  await sql.run('insert into flows (flow_id, created_at, next_run) select distinct flow_id, 1, 1 from runs')
  await analyze(sql)
}

const page = { limit: 51, from: undefined, backward: false }
const newest = { field: 'STARTED', descending: true } as const
type Ask = (backend: Backend) => Promise<readonly unknown[]>

const ids = [...Array.from({ length: 99 }, (_, place) => `e-${place * 7}`), 'e-30009']
const keys = [
  ...ids.slice(1).map((_, n) => ({ flow: `flow-${n % 50}`, number: n })),
  { flow: rare, number: 30_009 },
]
const choices = keys.map(({ flow: of }) => ({
  flow: of,
  number: null,
  name: null,
  statuses: ['COMPLETED'] as const,
}))

/** What finds records by a key, or by a flow that is asked for: a limit of names is such a condition, too. */
const byKey = (flows: readonly string[]): Readonly<Record<string, Ask>> => ({
  'executions by id': (backend) => executionsByIds(backend, ids, reading(now)),
  'runs by key': (backend) => runsByKeys(backend, keys, reading(now)),
  'the newest runs of flows': (backend) => chooseRuns(backend, choices, reading(now)),
  'children': (backend) => childrenOf(backend, [{ id: 'e-1' }], { ...page, rows: 100 }, reading(now)),
  'executions of flows': (backend) =>
    listExecutions(backend, { filter: { flows }, descending: true }, page, reading(now)),
  'executions of flows, by status': (backend) =>
    listExecutions(
      backend,
      { filter: { flows, statuses: ['FAILED'] }, descending: true },
      page,
      reading(now),
    ),
  'runs of flows': (backend) => listRuns(backend, { filter: { flows }, order: newest }, page, reading(now)),
  'counts of runs of flows': async (backend) =>
    countRuns(backend, { flows, statuses: ['COMPLETED'] }, 1_000, reading(now)),
  'statistics of flows': (backend) => executionStats(backend, { flows }, reading(now)),
})

/** What is asked of all flows. */
const ofAll: Readonly<Record<string, Ask>> = {
  'executions': (backend) => listExecutions(backend, { filter: {}, descending: true }, page, reading(now)),
  'executions by status': (backend) =>
    listExecutions(backend, { filter: { statuses: ['FAILED'] }, descending: true }, page, reading(now)),
  'runs': (backend) => listRuns(backend, { filter: {}, order: newest }, page, reading(now)),
  'flows': (backend) => listFlows(backend, undefined, page, reading(now)),
  'a histogram': (backend) =>
    runHistogram(backend, {}, { from: now - 6 * hour, to: now, count: 6 }, reading(now)),
  'counts': (backend) => countRuns(backend, { statuses: ['COMPLETED'] }, 1_000, reading(now)),
  'statistics': (backend) => executionStats(backend, {}, reading(now)),
  'groups': async (backend) => [await failureGroupsOf(backend, {}, 'COUNT', reading(now))],
}

const limits = { 'one rare flow': [rare], 'a rare prefix': ['Train*'], 'both': ['flow-7', 'Train*'] }

/** What walks along an index for everybody may read all rows for whom some flows exist: SQLite does so in a thread. */
const scanning = new Set(['executions', 'executions by status', 'runs', 'flows'])

/** A table of some rows is read faster than its index. */
const scanned = ({ reads }: Plan) => reads.filter((one) => /^scan (?:runs|executions)$/.test(one))

describe.each(sized(lastingVersions, kinds))('the plans for who sees some flows, on %s', (kind) => {
  const plans: Plan[] = []
  let read: Statement<unknown>[] = []
  let api: Api
  let sql: Sql
  let whole: Backend
  beforeAll(async () => {
    api = await startApi({ title: kind, kinds: { main: kind } })
    sql = openStores(api)[0]!
    await fill(sql)
    const explained = explaining(api.backends[0]!, sql, plans)
    whole = {
      ...explained,
      read(statement, values, at) {
        read.push(statement)
        return explained.read(statement, values, at)
      },
    }
  })
  afterAll(async () => {
    await sql.close()
    await api.close()
  })
  const planOf = async (ask: Ask, backend: Backend) => {
    plans.length = 0
    read = []
    await ask(backend)
    return { ...plans[0]!, scans: read[0]!.scans ?? false }
  }
  const narrowed = (flows: readonly string[]) => ({ ...whole, ...narrowedTo(whole, flowLimitOf(flows)) })

  it.each(Object.entries(limits))(
    'find by keys and flows what others find, by the same indexes (%s)',
    async (_, flows) => {
      const more: object[] = []
      for (const own of flows.includes('flow-7') ? [rare, 'flow-7'] : [rare])
        for (const [title, ask] of Object.entries(byKey([own]))) {
          const [plain, limited] = [await planOf(ask, whole), await planOf(ask, narrowed(flows))]
          const { reads, rows } = limited
          if (plain.rows === undefined)
            expect({ own, title, reads }).toEqual({ own, title, reads: plain.reads })
          else expect({ own, title, scans: scanned(limited) }).toEqual({ own, title, scans: [] })
          // Children may be of other flows, each of which is left out.
          if (rows !== undefined && rows > plain.rows! + 10 && title !== 'children')
            more.push({ own, title, rows, others: plain.rows })
        }
      expect(more).toEqual([])
    },
  )

  it.each(Object.entries(limits))('read no table where others walk along an index (%s)', async (_, flows) => {
    for (const [title, ask] of Object.entries(ofAll)) {
      const [plain, limited] = [await planOf(ask, whole), await planOf(ask, narrowed(flows))]
      if (!plain.scans) expect({ title, scans: scanned(limited) }).toEqual({ title, scans: [] })
      if (scanning.has(title)) expect({ title, scans: limited.scans }).toEqual({ title, scans: true })
    }
  })
})
