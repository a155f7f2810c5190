import { readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { openBackend } from '../../src/db/open.ts'
import { parseBackend } from '../../src/db/url.ts'
import { claim, startOne } from '../setup/ask/queue.ts'
import { type Api, apiOver, startApi } from '../setup/servers/api.ts'
import { migrated, migrationsOf } from '../setup/servers/migrations.ts'
import { at, begun, record } from '../setup/seeds/records.ts'
import { type Sql, openSql, openStores } from '../setup/servers/sql.ts'
import { kinds, lastingVersions, newPlace } from '../setup/servers/stores.ts'
import { sized } from '../setup/whole.ts'
import { details, scalars, whole } from '../setup/seeds/wholes.ts'

type Row = Readonly<Record<string, string | number | null>>

/** Rows that a schema held, and what a server answered of them. */
interface Fixture {
  readonly tables: Readonly<Record<string, readonly Row[]>>
  readonly answers: Answers
}

const folder = new URL('upgrades/', import.meta.url)
const journal = JSON.parse(
  readFileSync(new URL('../../drizzle/sqlite/meta/_journal.json', import.meta.url), 'utf8'),
) as { entries: { tag: string }[] }
const tags = journal.entries.map(({ tag }) => tag)
const newest = tags.at(-1)!

/** What is kept by triggers, or for some minutes only. */
const derived = /^(execgraph_migrations|change_counter|touched|run_hours|run_flow_hours|run_hour_changes)$/

type Answers = Awaited<ReturnType<typeof answersOf>>

/** Nothing of it depends on the clock, nor on the name of the backend. */
async function answersOf(api: Api) {
  const query = `query ($ids: [ID!]!) {
    executions(ids: $ids) { ${scalars} ${details} tags parent { id } failure { summary error } }
    runs(orderBy: { field: STARTED, direction: ASC }) { nodes {
      id number name user tags status statusReason startedAt finishedAt durationMs metadata { nodes { field value } } } }
    executionHistory(orderBy: { direction: ASC }) { nodes { id } }
    statusCounts { counts { status value } }
    failureGroups { nodes { id title count flows { flow count } } }
    flows { nodes { name createdAt } }
  }`
  return api.data<Record<string, unknown>>(query, { ids: ['whole', 'failed', 'parent', 'child'] })
}

async function filled(api: Api): Promise<void> {
  const recordRuns =
    'mutation ($input: RecordRunsInput!) { recordRuns(input: $input) { results { ok problem { message } } } }'
  const run = (number: number, ok: boolean) => ({
    ...{
      flow: 'Train',
      number,
      name: `night-${number}`,
      user: 'amara',
      tags: ['gpu'],
      systemTags: ['python:3'],
    },
    ...{ startedAt: at(number * 1_000), verdict: { ok, at: at(number * 1_000 + 500) } },
  })
  await api.data(recordRuns, { input: { runs: [run(7, true), run(8, false)] } })
  await record(api, [
    { id: 'parent', flow: 'etl', status: 'success', startedAt: at(0), finishedAt: at(9_000) },
    whole('whole', { tags: ['a:1', 'b'] }),
    {
      ...{ id: 'failed', startedAt: at(2_000) },
      flow: 'Train',
      runNumber: 8,
      status: 'error',
      error: 'CUDA out of memory at 0x1f',
      finishedAt: at(2_500),
    },
    {
      ...{ id: 'child', flow: 'etl', startedAt: at(3_000) },
      parentId: 'whole',
      status: 'cancelled',
      finishedAt: at(3_100),
    },
  ])
  await startOne(
    api,
    { nodes: [{ id: 'one', kind: 'Work' }] },
    { id: 'queued', priority: 3, inputs: { a: 1 } },
  )
}

/** The columns of a table that rows are inserted with. */
async function rowsIn(sql: Sql): Promise<Fixture['tables']> {
  const found = await sql.run(
    `select name from sqlite_schema where type = 'table' and name not like 'sqlite%'`,
  )
  const entries = []
  for (const { name } of found) {
    const table = String(name)
    if (derived.test(table)) continue
    const columns = await sql.run(
      `select name from pragma_table_xinfo('${table}') where hidden = 0 and name <> 'changed'`,
    )
    const list = columns.map((column) => `"${String(column['name'])}"`).join(', ')
    const rows = (await sql.run(`select ${list} from "${table}" order by ${list}`)) as Row[]
    if (rows.length > 0) entries.push([table, rows] as const)
  }
  return Object.fromEntries(entries)
}

const fileOf = (tag: string) => new URL(`${tag}.json`, folder)
const read = (tag: string) => JSON.parse(readFileSync(fileOf(tag), 'utf8')) as Fixture

// UPDATE_FIXTURES=1 makes the one of the newest schema. Those of earlier ones stay as they are.
if (process.env['UPDATE_FIXTURES'])
  it('makes a fixture of the newest schema', async () => {
    const api = await startApi({ title: '', kinds: { main: 'sqlite' } })
    await filled(api)
    const [sql] = openStores(api)
    const fixture: Fixture = { tables: await rowsIn(sql!), answers: await answersOf(api) }
    writeFileSync(fileOf(newest), `${JSON.stringify(fixture, null, 2)}\n`)
    await sql!.close()
    await api.close()
  })

const known = readdirSync(folder).map((name) => name.replace('.json', ''))

it('each schema from 0009 on has rows that are migrated from it', () => {
  const wanted = tags.slice(9)
  const missing = wanted.filter((tag) => !known.includes(tag))
  const why =
    'UPDATE_FIXTURES=1 npx vitest run test/stores/upgrades.test.ts makes the one of the newest schema.'
  expect(missing, why).toEqual([])
})

/** Drivers differ in numbers. */
const plain = (rows: readonly object[]) =>
  rows.map((row) => JSON.stringify(Object.values(row).map(String))).toSorted()

/** From the oldest and the last but one in `npm test`, where each change is made once on both kinds of store. */
const chosen = sized(known, [known.at(0)!, known.at(-2)!])

describe.each(sized(lastingVersions, kinds))('a store on %s', (kind) => {
  it.each(kind === 'sqlite' ? known : chosen)(
    'of schema %s keeps its rows and answers, and goes on working',
    async (tag) => {
      const { tables, answers } = read(tag)
      const place = await newPlace(kind)
      const sql = openSql(place)
      await migrated(sql, migrationsOf(sql.dialect).slice(0, tags.indexOf(tag) + 1))
      for (const [table, rows] of Object.entries(tables))
        for (const row of rows) await insert(sql, table, row)
      const api = apiOver([await openBackend(parseBackend(`main=${place.url}`))], [place])
      try {
        for (const [table, rows] of Object.entries(tables)) {
          const list = Object.keys(rows[0]!).map((name) => `"${name}"`)
          expect(plain(await sql.run(`select ${list.join(', ')} from "${table}"`))).toEqual(plain(rows))
        }
        expect(await answersOf(api)).toEqual(answers)
        const [action] = await claim(api, { kinds: ['Work'], worker: 'one' })
        expect(action).toMatchObject({ executionId: 'queued', nodeId: 'one' })
        await record(api, [begun('new')])
      } finally {
        await sql.close()
        await api.close()
      }
    },
  )
})

async function insert(sql: Sql, table: string, row: Row) {
  const names = Object.keys(row)
  const places = names.map((_, index) => (sql.dialect === 'sqlite' ? '?' : `$${index + 1}`))
  const list = names.map((name) => `"${name}"`).join(', ')
  await sql.run(`insert into "${table}" (${list}) values (${places.join(', ')})`, Object.values(row))
}
