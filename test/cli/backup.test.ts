import { existsSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, describe, expect, inject, it } from 'vitest'
import { openBackend } from '../../src/db/open.ts'
import { parseBackend } from '../../src/db/url.ts'
import { apiOver } from '../setup/servers/api.ts'
import { newDirectory, run, runHere } from '../setup/servers/process.ts'
import { type Here, serveHere } from '../setup/servers/served.ts'
import { sized } from '../setup/whole.ts'
import { everything } from '../setup/seeds/everything.ts'

const directory = newDirectory()
const place = (name: string) => join(directory.path, name)
let server: Here | undefined
afterEach(async () => {
  await server?.close()
  server = undefined
})

const record =
  'mutation ($input: RecordExecutionsInput!) { recordExecutions(input: $input) { results { ok } } }'
const write = (one: Pick<Here, 'ask'>, ids: readonly string[], size: number) =>
  one.ask(record, {
    input: {
      executions: ids.map((id) => ({
        id,
        flow: 'etl',
        status: 'success',
        inputs: { id, text: 'x'.repeat(size) },
      })),
    },
  })

/** Every row of every table. */
function rowsOf(file: string): Map<string, string> {
  const db = new Database(file, { readonly: true })
  const tables = db
    .prepare<[], string>(`select name from sqlite_schema where type = 'table' and name not like 'sqlite%'`)
    .pluck()
    .all()
  const rows = tables.flatMap((table) =>
    db
      .prepare<[], object>(`select * from "${table}"`)
      .all()
      .map((row) => [`${table} ${JSON.stringify(row)}`, table] as const),
  )
  db.close()
  return new Map(rows)
}

const batches = sized(60, 8)

describe('a backup of a SQLite store', () => {
  it('is made while a server writes: has all that was answered before, and is whole', async () => {
    const file = place('busy.db')
    server = await serveHere(`sqlite:${file}`)
    for (let batch = 0; batch < batches; batch++)
      await write(
        server,
        Array.from({ length: 20 }, (_, index) => `before-${batch}-${index}`),
        50_000,
      )
    const ending = new AbortController()
    const { ask } = server
    let during = 0
    const writing = (async () => {
      while (!ending.signal.aborted) await write({ ask }, [`during-${during++}`], 20_000)
    })()
    const to = place('busy.backup.db')
    const { code, stdout, stderr } = await run(['backup', `sqlite:${file}`, to])
    const made = during
    ending.abort()
    await writing
    expect([code, stderr]).toEqual([0, ''])
    expect(stdout).toMatch(/^Copied [\d.]+ MB into .*, and checked all of it\.\n$/)
    expect(made).toBeGreaterThan(0)
    expect(readdirSync(directory.path).filter((name) => name.includes('partial'))).toEqual([])
    await server.close()
    server = undefined
    const [kept, all] = [rowsOf(to), rowsOf(file)]
    const changing = new Set(['change_counter', 'run_hour_changes', 'run_hours', 'run_flow_hours', 'flows'])
    expect([...kept].filter(([row, table]) => !all.has(row) && !changing.has(table))).toEqual([])
    const restored = await openBackend(parseBackend(`main=sqlite:${to}`))
    const api = apiOver([restored])
    const ids = (await everything(api)).map(({ id }) => id)
    await api.close()
    expect(ids.filter((id) => id.startsWith('before'))).toHaveLength(20 * batches)
    // What was committed meanwhile is there up to some commit, and nothing after it.
    const later = ids.filter((id) => id.startsWith('during')).length
    expect(new Set(ids.filter((id) => id.startsWith('during')))).toEqual(
      new Set(Array.from({ length: later }, (_, index) => `during-${index}`)),
    )
  })

  it('is equal to a store that nobody writes', async () => {
    const file = place('calm.db')
    await (await openBackend(parseBackend(`main=sqlite:${file}`))).close()
    const to = place('calm.backup.db')
    expect((await runHere(['backup', `main=sqlite:${file}`, to])).code).toBe(0)
    expect(rowsOf(to)).toEqual(rowsOf(file))
    expect(existsSync(`${to}-wal`)).toBe(false)
  })

  it('takes no place of another file', async () => {
    const file = place('own.db')
    await (await openBackend(parseBackend(`main=sqlite:${file}`))).close()
    const { code, stderr } = await runHere(['backup', `sqlite:${file}`, file])
    expect([code, stderr]).toEqual([
      1,
      `execgraph: There is a file "${file}" already. Name another one, or remove it.\n`,
    ])
  })

  it('is none of what is no store, or a damaged one', async () => {
    const none = place('none.db')
    writeFileSync(none, 'x'.repeat(10_000))
    const other = place('other.db')
    new Database(other).exec('create table t (a)').close()
    const damaged = place('damaged.db')
    const db = await openBackend(parseBackend(`main=sqlite:${damaged}`))
    await db.close()
    const pages = new Database(damaged)
    pages.unsafeMode(true)
    pages.pragma('writable_schema = on')
    pages.exec(`update sqlite_schema set rootpage = 3 where name = 'flows'`)
    pages.close()
    const refusals = []
    for (const file of [none, other, damaged, place('nowhere.db')])
      refusals.push((await runHere(['backup', `sqlite:${file}`, place('never.db')])).stderr)
    expect(refusals).toEqual([
      'execgraph: file is not a database (SQLITE_NOTADB).\n',
      'execgraph: The file is not a store of Execgraph.\n',
      expect.stringMatching(/^execgraph: .+\n$/),
      `execgraph: There is no file "${place('nowhere.db')}".\n`,
    ])
    expect(readdirSync(directory.path).filter((name) => /never|partial/.test(name))).toEqual([])
  })
})

it.each([
  ['postgres', inject('servers')['postgres']!, /pg_dump/],
  ['memory', 'memory:', /ends with its server/],
  ['nothing', '', /scheme|needs/, 2],
])('of %s it says what does it', async (_, url, why, wanted = 1) => {
  const { code, stderr } = await runHere(['backup', url, place('never.db')])
  expect([code, stderr]).toEqual([wanted, expect.stringMatching(why)])
  expect(existsSync(place('never.db'))).toBe(false)
})

it('needs a URL and a file', async () => {
  for (const args of [[], ['sqlite:./a.db'], ['a', 'b', 'c']]) {
    const { code, stderr } = await runHere(['backup', ...args])
    expect([code, stderr]).toEqual([2, expect.stringContaining('backup needs a URL and a file')])
  }
})
