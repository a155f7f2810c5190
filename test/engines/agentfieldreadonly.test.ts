import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openBackend } from '../../src/db/open.ts'
import { parseBackend } from '../../src/db/url.ts'
import { errors, statements } from '../setup/ask/answers.ts'
import { countStatements } from '../setup/ask/counting.ts'
import { everyOperation } from '../setup/ask/everyoperation.ts'
import {
  type AgentExecution,
  createAgentField,
  insertExecutions,
  insertInto,
  newAgentField,
  timeIn,
} from '../setup/servers/agentfield.ts'
import { type Api, apiOver } from '../setup/servers/api.ts'
import { openSql, type Sql } from '../setup/servers/sql.ts'
import { kinds, newPlace } from '../setup/servers/stores.ts'
import { sized } from '../setup/whole.ts'

const t0 = Date.UTC(2026, 9, 1, 12)
const count = sized(600, 200)
const long = 'x'.repeat(20_000)

const rows = Array.from({ length: count }, (_, place): AgentExecution => {
  const first = place - (place % 10)
  return {
    ...{ id: `e${place}`, run: `run_${first}`, agent: 'a', reasoner: `r${place % 3}` },
    ...{
      status: place % 10 === 3 ? 'failed' : 'succeeded',
      startedAt: t0 + place,
      completedAt: t0 + place + 9,
    },
    ...(place % 10 === 3 && { error: long }),
    ...(place % 10 !== 0 && { parent: `e${first}` }),
    ...{ session: 's', input: '{"input":1}', result: '2' },
  }
})

const writes = `query ~* '\\m(insert|update|delete|create|alter|drop|truncate|grant|lock|copy|call|do|nextval|notify|begin|commit)\\M'`

async function seeded(db: Sql) {
  await db.run('begin')
  await insertExecutions(db, rows)
  const event = { workflow_id: 'w', sequence: 1, event_type: 'x', emitted_at: timeIn(db.dialect, t0) }
  await insertInto(
    db,
    'workflow_execution_events',
    rows.slice(0, 20).map(({ id }) => ({ execution_id: id, ...event })),
  )
  await db.run('commit')
}

describe.each(kinds)('a server over the tables of AgentField in %s', (kind) => {
  let api: Api
  let db: Sql
  let file: string
  beforeAll(async () => {
    const place = await newAgentField(kind)
    db = place.db
    file = place.url.replace(/^agentfield\+sqlite:/, '')
    if (db.dialect === 'sqlite') await db.run('pragma journal_mode = wal')
    await seeded(db)
    const backend = await openBackend(parseBackend(`af=${place.url}`))
    api = apiOver([backend], [{ url: place.url.replace('agentfield+', ''), remove: place.remove }])
  })
  afterAll(() => api.close())

  it.each(sized([100, 500], [100]))(
    'looks %i ids up by one statement, and by one more for each other kind',
    async (length) => {
      const asked = { ids: rows.slice(0, length).map(({ id }) => id) }
      const counter = await countStatements(api)
      const ask = async (fields: string) => {
        const { answer, seen } = await counter.during(() =>
          api.ask(`query ($ids: [ID!]!) { executions(ids: $ids) { ${fields} } }`, asked),
        )
        expect({ errors: errors(answer), seen }).toEqual({ errors: [], seen: statements(answer) })
        expect((answer.data as { executions: unknown[] }).executions.filter((one) => one === null)).toEqual(
          [],
        )
        return seen['af']
      }
      const own = 'id flow status statusReason attempt startedAt finishedAt durationMs version'
      try {
        expect(await ask(own)).toBe(1)
        // Long errors are read apart.
        expect(await ask(`${own} error`)).toBe(2)
        expect(await ask(`${own} tags`)).toBe(2)
        expect(await ask(`${own} inputs { json } outputs { json }`)).toBe(2)
        // The parents are among them.
        expect(await ask(`${own} parent { id } run { id number }`)).toBe(2)
        expect(
          await ask(
            `${own} attempts { nodes { number } } metadata { nodes { field } } children { nodes { id } } nodeResults { nodes { nodeId } } dag { hash }`,
          ),
        ).toBe(4)
      } finally {
        await counter.close()
      }
    },
  )

  it('writes nothing, whatever public operation is sent', async () => {
    const operations = (await everyOperation()).filter(({ query }) => !query.startsWith('subscription'))
    expect(operations.length).toBeGreaterThan(50)
    const hash = () =>
      [file, `${file}-wal`].map((path) =>
        existsSync(path) ? createHash('sha256').update(readFileSync(path)).digest('hex') : '',
      )
    const before = db.dialect === 'sqlite' ? hash() : []
    if (db.dialect === 'sqlite') expect(before).not.toContain('')
    const own = '(select oid from pg_database where datname = current_database())'
    if (db.dialect === 'postgres') {
      await db.run('create extension if not exists pg_stat_statements')
      await db.run(`select pg_stat_statements_reset(0, ${own}, 0)`)
    }
    for (const { query, variables } of operations) {
      const answer = await api.ask(query, variables)
      const odd = errors(answer).filter((one) => 'code' in one && one.code === 'INTERNAL_SERVER_ERROR')
      expect({ query, odd }).toEqual({ query, odd: [] })
    }
    if (db.dialect === 'sqlite') return expect(hash()).toEqual(before)
    const seen = await db.run(
      `select query, ${writes} as writes from pg_stat_statements where dbid = ${own} and query not like '%pg_stat_statements%'`,
    )
    expect(seen.length).toBeGreaterThan(20)
    expect(seen.filter((one) => one['writes'])).toEqual([])
    expect(seen.filter((one) => !/^\s*(select|with|set|show)\s/.test(String(one['query'])))).toEqual([])
  })
})

const added = sized(400, 150)
/** Another process, which adds executions to a file one by one. */
const writer = `
  import Database from 'better-sqlite3'
  const db = new Database(process.argv[1])
  const text = 'insert into executions (execution_id, run_id, agent_node_id, reasoner_id, node_id, status, started_at) values (?, ?, ?, ?, ?, ?, ?)'
  const insert = db.prepare(text)
  for (let n = 0; n < ${added}; n += 1) {
    insert.run('new' + n, 'run', 'a', 'b', 'c', 'running', '2027-01-01 00:00:00.' + String(n).padStart(3, '0') + '+00:00')
    await new Promise((resolve) => setTimeout(resolve, 1))
  }
`

it('a file of AgentField is read while another process writes into it', async () => {
  const place = await newAgentField('sqlite')
  await place.db.run('pragma journal_mode = wal')
  await seeded(place.db)
  const api = apiOver([await openBackend(parseBackend(`af=${place.url}`))], [place])
  try {
    const file = place.url.replace(/^agentfield\+sqlite:/, '')
    const writing = spawn(process.execPath, ['--input-type=module', '--eval', writer, file], {
      stdio: ['ignore', 'ignore', 'inherit'],
    })
    const child = { isOver: false, code: -1 }
    const ended = once(writing, 'exit').then(([code]) => Object.assign(child, { code, isOver: true }))
    const newest: number[] = []
    while (!child.isOver) {
      const { executionHistory: list } = await api.data<{ executionHistory: { nodes: { id: string }[] } }>(
        '{ executionHistory(first: 1) { nodes { id status } } }',
      )
      newest.push(Number(/^new(\d+)$/.exec(list.nodes[0]!.id)?.[1] ?? -1))
    }
    await ended
    expect(child.code).toBe(0)
    // Each look sees what was committed before it.
    expect(newest).toEqual(newest.toSorted((one, other) => one - other))
    expect(await api.data(`{ executions(ids: ["new${added - 1}", "e0"]) { status } }`)).toEqual({
      executions: [{ status: 'RUNNING' }, { status: 'COMPLETED' }],
    })
  } finally {
    await api.close()
  }
})

describe('tables that are not all of AgentField', () => {
  it.each(kinds)('are refused by the first that is missing in %s', async (kind) => {
    const place = await newPlace(kind)
    const db = openSql(place)
    try {
      const open = async () => {
        const backend = await openBackend(parseBackend(`af=agentfield+${place.url}`))
        await backend.close()
      }
      const where = kind === 'sqlite' ? `"${place.url.slice('sqlite:'.length)}" has` : 'schema "public" has'
      if (db.dialect === 'sqlite') await db.run('create table other (id integer)')
      await expect(open()).rejects.toThrow(`${where} no table "executions".`)
      await createAgentField(db, { later: false })
      await open()
      await db.run('alter table executions drop column duration_ms')
      await expect(open()).rejects.toThrow(`${where} a table "executions" without a column "duration_ms".`)
      await db.run('drop table workflow_runs')
      await db.run('alter table executions add column duration_ms bigint')
      await expect(open()).rejects.toThrow(`${where} no table "workflow_runs".`)
    } finally {
      await db.close()
      await place.remove()
    }
  })

  it.each(kinds)('are read as far as the version of November 2025 has them, in %s', async (kind) => {
    const place = await newAgentField(kind, () => ({ later: false }))
    await insertExecutions(place.db, rows.slice(0, 5))
    const api = apiOver([await openBackend(parseBackend(`af=${place.url}`))], [place])
    try {
      const answer = await api.ask(
        '{ executions(ids: ["e0", "e3"]) { status tags metadata { nodes { field } } run { number } } }',
      )
      const none = { tags: ['session:s'], metadata: { nodes: [] }, run: { number: 1 } }
      expect([answer.errors, answer.data]).toEqual([
        undefined,
        {
          executions: [
            { status: 'COMPLETED', ...none },
            { status: 'FAILED', ...none },
          ],
        },
      ])
    } finally {
      await api.close()
    }
  })

  it.each([
    'agentfield+sqlite:',
    'agentfield+sqlite:./x?schema=y',
    'agentfield+postgres://h/d?schema=a;b',
    'agentfield+postgres://h/d?table=x',
  ])('%s is refused before anything is opened', (url) => {
    expect(() => parseBackend(`af=${url}`)).toThrow('Backend "af"')
  })
})
