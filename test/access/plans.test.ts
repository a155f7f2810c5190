import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Backend } from '../../src/db/backend.ts'
import { executionStats } from '../../src/db/executions/stats.ts'
import { listExecutions } from '../../src/db/executions/list.ts'
import { childrenOf, executionsByIds } from '../../src/db/executions/rows.ts'
import { narrowedTo } from '../../src/db/narrowed.ts'
import { countRuns } from '../../src/db/runs/counts.ts'
import { listFlows } from '../../src/db/runs/flows.ts'
import { runHistogram } from '../../src/db/runs/histogram.ts'
import { listRuns } from '../../src/db/runs/list.ts'
import { chooseRuns } from '../../src/db/runs/pick.ts'
import { runsByKeys } from '../../src/db/runs/rows.ts'
import { flowLimitOf } from '../../src/db/sql/flowlimit.ts'
import { type Plan, explaining } from '../setup/ask/plans.ts'
import { reading } from '../setup/seeds/everything.ts'
import { fill } from '../setup/seeds/manyrows.ts'
import { type Api, startApi } from '../setup/servers/api.ts'
import { type Sql, openStores } from '../setup/servers/sql.ts'
import { lastingKinds } from '../setup/servers/stores.ts'

const count = 50_000
const now = 1_700_000_000_000 + count * 500
const page = { limit: 51, from: undefined, backward: false }
const newest = { field: 'STARTED', descending: true } as const
const hour = 3_600_000

type Ask = (backend: Backend) => Promise<readonly unknown[]>
const ids = Array.from({ length: 100 }, (_, place) => `e-${place * 7}`)
const keys = Array.from({ length: 100 }, (_, n) => ({ flow: `flow-${n % 50}`, number: n }))
const choices = keys.map(({ flow }) => ({ flow, number: null, name: null, statuses: ['FAILED'] as const }))

/** What has a condition of its own, or finds single records. */
const own: Readonly<Record<string, Ask>> = {
  'executions by id': (backend) => executionsByIds(backend, ids, reading(now)),
  'runs by key': (backend) => runsByKeys(backend, keys, reading(now)),
  'the newest failed runs of flows': (backend) => chooseRuns(backend, choices, reading(now)),
  'children': (backend) => childrenOf(backend, [{ id: 'e-1' }], { ...page, rows: 100 }, reading(now)),
  'executions of a flow': (backend) =>
    listExecutions(backend, { filter: { flows: ['flow-7'] }, descending: true }, page, reading(now)),
  'executions of a flow, by status': (backend) =>
    listExecutions(
      backend,
      { filter: { flows: ['flow-7'], statuses: ['FAILED'] }, descending: true },
      page,
      reading(now),
    ),
  'runs of a flow': (backend) =>
    listRuns(backend, { filter: { flows: ['flow-7'] }, order: newest }, page, reading(now)),
  'runs of a flow that has none, by status': (backend) =>
    listRuns(
      backend,
      { filter: { flows: ['flow-none'], statuses: ['COMPLETED'] }, order: newest },
      page,
      reading(now),
    ),
}

/** What is asked of all flows. */
const all: Readonly<Record<string, Ask>> = {
  'executions': (backend) => listExecutions(backend, { filter: {}, descending: true }, page, reading(now)),
  'runs': (backend) => listRuns(backend, { filter: {}, order: newest }, page, reading(now)),
  'flows': (backend) => listFlows(backend, undefined, page, reading(now)),
  'a histogram': (backend) =>
    runHistogram(backend, {}, { from: now - 6 * hour, to: now, count: 6 }, reading(now)),
  'counts': (backend) => countRuns(backend, { statuses: ['COMPLETED'] }, 1_000, reading(now)),
  'statistics': (backend) => executionStats(backend, {}, reading(now)),
}

const limits = { 'one flow': ['flow-7'], 'flows': ['flow-7', 'flow-8'], 'a prefix': ['flow-7*'] }

describe.each(lastingKinds)('the plans for who sees some flows, on %s', (kind) => {
  const plans: Plan[] = []
  let api: Api
  let sql: Sql
  let whole: Backend
  beforeAll(async () => {
    api = await startApi({ title: kind, kinds: { main: kind } })
    sql = openStores(api)[0]!
    await fill(sql, count)
    for (let flow = 0; flow < 50; flow += 1)
      await sql.run(`insert into flows (flow_id, created_at, next_run) values ('flow-${flow}', 1, 1)`)
    whole = explaining(api.backends[0]!, sql, plans)
  })
  afterAll(async () => {
    await sql.close()
    await api.close()
  })
  const planOf = async (ask: Ask, backend: Backend) => {
    plans.length = 0
    await ask(backend)
    return plans[0]!
  }
  const narrowed = (flows: readonly string[]) => ({ ...whole, ...narrowedTo(whole, flowLimitOf(flows)) })

  it.each(Object.entries(limits))('read by the same indexes as without a limit (%s)', async (_, flows) => {
    for (const [title, ask] of Object.entries(own)) {
      const [plain, limited] = [await planOf(ask, whole), await planOf(ask, narrowed(flows))]
      expect({ title, reads: limited.reads }).toEqual({ title, reads: plain.reads })
      if (plain.rows !== undefined)
        expect({ title, isCheap: limited.rows! <= plain.rows + 50, rows: limited.rows }).toMatchObject({
          isCheap: true,
        })
    }
  })

  it.each(Object.entries(limits))('read no table as a whole where none is without (%s)', async (_, flows) => {
    for (const [title, ask] of Object.entries(all)) {
      const [plain, limited] = [await planOf(ask, whole), await planOf(ask, narrowed(flows))]
      const scans = ({ reads }: Plan) => reads.filter((read) => read.startsWith('scan'))
      expect({ title, scans: scans(limited) }).toEqual({ title, scans: scans(plain) })
    }
  })
})
