import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Backend } from '../../src/db/backend.ts'
import { executionTagsOf, metadataOf } from '../../src/db/executions/details.ts'
import { payloadsOf } from '../../src/db/executions/largetexts.ts'
import { listExecutions } from '../../src/db/executions/list.ts'
import { childrenOf, executionsByIds, executionsOf } from '../../src/db/executions/rows.ts'
import { executionStats } from '../../src/db/executions/stats.ts'
import { openBackend } from '../../src/db/open.ts'
import { listRuns } from '../../src/db/runs/list.ts'
import { runsByRefs } from '../../src/db/runs/rows.ts'
import { bind, compile } from '../../src/db/sql/statement.ts'
import { parseBackend } from '../../src/db/url.ts'
import { type Plan, explaining } from '../setup/ask/plans.ts'
import { reading } from '../setup/seeds/everything.ts'
import { newAgentField } from '../setup/servers/agentfield.ts'
import type { Sql } from '../setup/servers/sql.ts'
import { kinds } from '../setup/servers/stores.ts'
import { sized } from '../setup/whole.ts'

const now = Date.UTC(2026, 9, 1)
const started = Math.floor((now - 200_000_000) / 1_000)

/** Runs of ten, of which the first has the others below it; one execution a second. */
const columns = `execution_id, run_id, parent_execution_id, agent_node_id, reasoner_id, node_id, status, session_id,
  started_at, completed_at, updated_at`
const values = (time: string, text: (number: string) => string) => `
  select 'exec_' || ${text('n')}, 'run_' || ${text('n / 10')},
    case when n % 10 = 0 then case when n % 20 = 0 then '' end else 'exec_' || ${text('n - n % 10')} end,
    'agent' || ${text('n % 7')}, 'do' || ${text('n % 3')}, 'node',
    case when n % 50000 = 7 then 'running' when n % 10 = 3 then 'failed' else 'succeeded' end,
    's' || ${text('n / 100')}, ${time}, ${time}, ${time}`

const seeds = {
  postgres: (
    count: number,
  ) => `insert into executions (${columns}) ${values(`to_timestamp(${started} + n)`, (n) => `(${n})::text`)}
    from generate_series(1, ${count}) n`,
  sqlite: (
    count: number,
  ) => `with recursive counted(n) as (select 1 union all select n + 1 from counted where n < ${count})
    insert into executions (${columns}) ${values(`strftime('%Y-%m-%d %H:%M:%S', ${started} + n, 'unixepoch') || '+00:00'`, (n) => `(${n})`)} from counted`,
}

/** The steps of a plan of SQLite that read a table of AgentField, by the statements that are read. */
function explainingFile(backend: Backend, sql: Sql, steps: string[]): Backend {
  return {
    ...backend,
    async read(statement, given, asked) {
      let scope: Parameters<typeof statement.build>[0] | undefined
      const build: typeof statement.build = (own) => statement.build((scope = own))
      const rows = await backend.read({ ...statement, build }, given, asked)
      const { text, slots } = compile(scope!, statement)
      const parameters = bind(slots, given, JSON.stringify)
      const lines = await sql.run(`explain query plan ${text}`, parameters)
      steps.push(...lines.map((line) => String(line['detail'])))
      return rows
    },
  }
}

const count = sized(200_000, 110_000)
/** One of fifty thousand. */
const open = Math.ceil((count - 7) / 50_000)
const page = { limit: 51, from: undefined, backward: false }
const nested = { ...page, rows: 1_000 }
const middle = (started + 100_000) * 1_000
const ids = Array.from({ length: 500 }, (_, index) => `exec_${index * 200 + 1}`)
const keys = ids.slice(0, 100).map((id) => ({ id }))
const newest = { field: 'STARTED', descending: true } as const

type Case = readonly [
  name: string,
  read: (backend: Backend) => Promise<readonly object[]>,
  rows: number,
  most: number,
]
const asked = reading(now)
const cases: readonly Case[] = [
  ['500 ids', (b) => executionsByIds(b, ids, asked), 500, 1_000],
  ['the newest', (b) => listExecutions(b, { filter: {}, descending: true }, page, asked), 51, 300],
  [
    'what runs, of few',
    (b) => listExecutions(b, { filter: { statuses: ['RUNNING', 'PENDING'] }, descending: true }, page, asked),
    open,
    200,
  ],
  [
    'what failed, of many',
    (b) => listExecutions(b, { filter: { statuses: ['FAILED'] }, descending: true }, page, asked),
    51,
    6_000,
  ],
  [
    'a flow, of many',
    (b) => listExecutions(b, { filter: { flows: ['agent5.do2'] }, descending: true }, page, asked),
    51,
    40_000,
  ],
  [
    'a flow that has nothing',
    (b) => listExecutions(b, { filter: { flows: ['agent5.do9'] }, descending: true }, page, asked),
    0,
    50,
  ],
  [
    'a page from the middle',
    (b) =>
      listExecutions(
        b,
        { filter: {}, descending: true },
        { ...page, from: { sortAt: middle, id: 'exec_1' } },
        asked,
      ),
    51,
    300,
  ],
  [
    'a page upwards',
    (b) =>
      listExecutions(
        b,
        { filter: {}, descending: false },
        { ...page, from: { sortAt: middle, id: 'exec_1' } },
        asked,
      ),
    51,
    300,
  ],
  [
    'a time',
    (b) =>
      listExecutions(
        b,
        { filter: { startedFrom: middle, startedTo: middle + 20_000 }, descending: true },
        page,
        asked,
      ),
    21,
    300,
  ],
  [
    'a run',
    (b) =>
      listExecutions(
        b,
        { filter: { run: { flow: 'agent5.do0', number: 100_020 } }, descending: true },
        page,
        asked,
      ),
    0,
    50,
  ],
  [
    'the executions of runs',
    (b) =>
      executionsOf([])(
        b,
        [5, 6, 7].map((n) => ({ flow: `agent${(n * 10) % 7}.do${(n * 10) % 3}`, number: n * 10 })),
        nested,
        asked,
      ),
    30,
    400,
  ],
  [
    'children',
    (b) =>
      childrenOf(
        b,
        keys.map(({ id }) => ({ id: `exec_${Math.floor(Number(id.slice(5)) / 10) * 10}` })),
        nested,
        asked,
      ),
    900,
    2_500,
  ],
  [
    'the children of one',
    (b) => listExecutions(b, { filter: { parentId: 'exec_5000' }, descending: true }, page, asked),
    9,
    50,
  ],
  [
    'a session',
    (b) => listExecutions(b, { filter: { anyTags: ['session:s700'] }, descending: true }, page, asked),
    51,
    700,
  ],
  ['the newest runs', (b) => listRuns(b, { filter: {}, order: newest }, page, asked), 51, 25_000],
  ['runs by name', (b) => runsByRefs(b, ['run_7', 'run_8'], asked), 2, 500],
  ['tags', (b) => executionTagsOf(b, keys, 1_000, asked), 100, 500],
  ['facts', (b) => metadataOf(b, keys, nested, asked), 0, 500],
  [
    'payloads',
    (b) =>
      payloadsOf(
        b,
        keys.map(({ id }) => ({ id, kind: 'in', part: 'whole' })),
        1_000,
        asked,
      ),
    0,
    500,
  ],
]

describe.each(kinds)('the plans over the tables of AgentField in %s', (kind) => {
  const plans: Plan[] = []
  const steps: string[] = []
  let db: Sql
  let backend: Backend
  let url: string
  let close: () => Promise<void>
  beforeAll(async () => {
    const place = await newAgentField(kind, (dialect) => ({ seed: seeds[dialect](count) }))
    db = place.db
    url = place.url
    if (db.dialect === 'postgres') await db.run('vacuum analyze')
    const opened = await openBackend(parseBackend(`af=${place.url}`))
    backend = db.dialect === 'sqlite' ? explainingFile(opened, db, steps) : explaining(opened, db, plans)
    close = async () => {
      await opened.close()
      await place.remove()
    }
  })
  afterAll(() => close())

  /** Steps that read the table as a whole, where only they are known, or how many rows were read. */
  const read = () => ({
    whole: [...steps.filter((step) => /^SCAN (e|r|other)\b(?!.*INDEX)/.test(step))],
    rows: plans[0]?.rows ?? 0,
  })
  const forget = () => {
    plans.length = 0
    steps.length = 0
  }

  it.each(cases)('read about what is asked: %s', async (_, ask, rows, most) => {
    forget()
    expect((await ask(backend)).length).toBe(rows)
    const found = read()
    expect(
      [found.whole, found.rows <= most, found.rows, plans, steps].slice(
        0,
        found.rows <= most && found.whole.length === 0 ? 2 : 5,
      ),
    ).toEqual([[], true])
  })

  it('walk along an index of flows that somebody has made', async () => {
    await db.run('create index made on executions (agent_node_id, reasoner_id, started_at)')
    const opened = await openBackend(parseBackend(`af=${url}`))
    try {
      forget()
      const over = db.dialect === 'sqlite' ? explainingFile(opened, db, steps) : explaining(opened, db, plans)
      const filter = { flows: ['agent5.do2'] }
      expect(await listExecutions(over, { filter, descending: true }, page, asked)).toHaveLength(51)
      const { whole, rows } = read()
      expect([whole, rows <= 1_500, rows]).toEqual([[], true, rows])
    } finally {
      await opened.close()
    }
  })

  it('count statuses along their index', async () => {
    forget()
    const rows = await executionStats(backend, {}, asked)
    const counts = rows.flatMap((row) => (row.fact === 'status' ? [[row.name, row.count]] : []))
    expect(Object.fromEntries(counts)).toEqual({ COMPLETED: 10_001, FAILED: 10_001, RUNNING: open })
    expect(read().whole).toEqual([])
  })
})
