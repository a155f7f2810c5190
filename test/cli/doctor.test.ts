import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { OpenWorkflow } from 'openworkflow'
import { afterEach, describe, expect, it } from 'vitest'
import { runDoctor } from '../../src/cli/doctor/doctor.ts'
import { inspectProgram } from '../../src/cli/doctor/program.ts'
import type { Finding } from '../../src/db/inspection.ts'
import { type Api, startApi } from '../setup/servers/api.ts'
import { newMetaflow } from '../setup/servers/metaflow.ts'
import { connectEngine, engineUrl } from '../setup/servers/openworkflow.ts'
import { migrated, migrationsOf } from '../setup/servers/migrations.ts'
import { newDirectory, run, runHere } from '../setup/servers/process.ts'
import { begun, idsFrom, record } from '../setup/seeds/records.ts'
import { openSql } from '../setup/servers/sql.ts'
import { kinds, lastingVersions, newPlace, postgresKinds, postgresVersions } from '../setup/servers/stores.ts'
import { sized } from '../setup/whole.ts'

type Found = Finding & { readonly backend?: string }
const directory = newDirectory()

async function examined(...args: readonly string[]) {
  const lines: string[] = []
  const isWell = await runDoctor([...args, '--json'], {}, (line) => lines.push(line))
  const { ok, findings } = JSON.parse(lines.join('\n')) as { ok: boolean; findings: Found[] }
  expect(ok).toBe(isWell)
  const level = (wanted: Finding['level']) => findings.filter((one) => one.level === wanted)
  for (const { todo } of level('problem')) expect(todo).toMatch(/.{10}/)
  return { isWell, problems: level('problem'), notes: level('note'), findings }
}

const over = (url: string) => examined('--backend', `main=${url}`)
const checks = (findings: readonly Found[]) => findings.map(({ check }) => check)

let api: Api | undefined
const realNow = Date.now
afterEach(async () => {
  Date.now = realNow
  await api?.close()
  api = undefined
})

const seeded = async (kind: string) => {
  api = await startApi({ title: '', kinds: { main: kind } })
  const [place] = api.places
  const sql = openSql(place!)
  if (sql.dialect === 'postgres') await sql.run('alter table executions set (autovacuum_enabled = off)')
  await record(
    api,
    idsFrom('e', 100).map((id) => begun(id)),
  )
  return { place: place!, sql }
}

describe.each(sized(lastingVersions, kinds))('the doctor of a store on %s', (kind) => {
  it('finds a healthy one well, and changes nothing', async () => {
    const { place, sql } = await seeded(kind)
    if (sql.dialect === 'postgres') await sql.run('analyze')
    await sql.close()
    const { isWell, problems, notes, findings } = await over(place.url)
    expect([problems, notes, isWell]).toEqual([[], [], true])
    expect(findings.length).toBeGreaterThan(6)
  })

  it('tells that migrations are pending, which is no problem', async () => {
    const place = await newPlace(kind)
    const sql = openSql(place)
    await migrated(sql, migrationsOf(sql.dialect).slice(0, 5))
    const before = await sql.run('select * from execgraph_migrations')
    const { isWell, notes } = await over(place.url)
    expect([isWell, checks(notes)]).toEqual([true, ['migrations']])
    expect(await sql.run('select * from execgraph_migrations')).toEqual(before)
    await sql.close()
    await place.remove()
  })

  it('tells that it has no tables yet', async () => {
    const place = await newPlace(kind)
    const { isWell, notes } = await over(place.url)
    expect([isWell, checks(notes)]).toEqual([true, [kind === 'sqlite' ? 'file' : 'migrations']])
    await place.remove()
  })

  it('finds that a newer program has migrated it, and that an index is missing', async () => {
    const { place, sql } = await seeded(kind)
    if (sql.dialect === 'postgres') await sql.run('analyze')
    await sql.run('drop index runs_started')
    expect(await over(place.url)).toMatchObject({
      isWell: false,
      problems: [
        { backend: 'main', check: 'indexes', text: expect.stringMatching(/^runs_started is missing/) },
      ],
    })
    await sql.run(`insert into execgraph_migrations (hash, created_at) values ('newer', 4102444800000)`)
    await sql.close()
    expect(checks((await over(place.url)).problems)).toEqual(['migrations'])
  })
})

it('names tables of an engine with their schema', async () => {
  const place = await newPlace('postgres')
  const engine = await connectEngine(place)
  await new OpenWorkflow({ backend: engine }).defineWorkflow({ name: 'one' }, () => 1).run()
  await engine.stop()
  const { problems } = await over(engineUrl(place))
  expect(problems.map(({ check, todo }) => [check, todo])).toEqual([
    ['statistics', 'Run: analyze "openworkflow"."workflow_runs"; and after each large import.'],
  ])
  await place.remove()
})

describe.each(sized(postgresVersions, postgresKinds))('the doctor of a database on %s', (kind) => {
  it('finds that the planner knows nothing, and that an index is half made', async () => {
    const { place, sql } = await seeded(kind)
    await sql.run('analyze dags')
    const { problems } = await over(place.url)
    expect(checks(problems)).toEqual(['statistics'])
    expect(problems[0]!.todo).toMatch(/^Run: analyze .*"?executions/)
    await sql.run('analyze')
    await sql.run('create unique index concurrently half_made on executions (flow_id)').then(
      () => expect.fail('It is unique.'),
      () => {},
    )
    expect((await over(place.url)).problems).toEqual([
      {
        backend: 'main',
        level: 'problem',
        check: 'valid indexes',
        text: '"half_made" cannot be used: making it was interrupted.',
        todo: 'Run: reindex index concurrently "half_made";',
      },
    ])
    await sql.close()
  })

  it('finds clocks that differ, and too many connections', async () => {
    const { place, sql } = await seeded(kind)
    await sql.run('analyze')
    await sql.close()
    Date.now = () => realNow() - 3_600_000
    const { problems } = await over(`${place.url}?pool=1000`)
    expect(checks(problems)).toEqual(['clock', 'connections'])
    expect(problems[0]!.text).toMatch(/^The database's clock is 3[56]\d{5} ms ahead of this machine's\.$/)
  })
})

it('finds a server that does not answer, without its password', async () => {
  const { problems } = await over('postgres://amara:Pa55word@127.0.0.1:1/x')
  expect(checks(problems)).toEqual(['connection'])
  expect(JSON.stringify(problems)).not.toContain('Pa55word')
})

it('finds a file that is none of SQLite, one that is damaged, and a directory that is not there', async () => {
  const garbage = join(directory.path, 'garbage.db')
  writeFileSync(garbage, 'x'.repeat(10_000))
  expect(checks((await over(`sqlite:${garbage}`)).problems)).toEqual(['file'])
  const place = await newPlace('sqlite')
  const sql = openSql(place)
  await migrated(sql, migrationsOf('sqlite'))
  await sql.close()
  const damaged = place.url.slice('sqlite:'.length)
  const db = new Database(damaged)
  db.unsafeMode(true)
  db.pragma('writable_schema = on')
  db.exec(`update sqlite_schema set rootpage = 3 where name = 'flows'`)
  db.close()
  expect(checks((await over(place.url)).problems)).toEqual(['integrity'])
  expect((await over(`sqlite:${directory.path}/no/where.db`)).problems).toMatchObject([
    { check: 'file', todo: 'Create it.' },
  ])
})

it('looks at the database of a Metaflow service', async () => {
  const place = await newMetaflow('metaflow')
  const { isWell, notes } = await over(place.url)
  expect([isWell, checks(notes)]).toEqual([true, ['indexes', 'registers']])
  expect(checks((await over(`${place.url}?schema=elsewhere`)).problems)).toEqual(['tables'])
  await place.remove()
})

it('finds what is wrong with the configuration, and ends with 1; with 0 if there is nothing', async () => {
  const wrong = await runHere(['doctor', '--max-body', 'much'])
  expect([wrong.code, wrong.stdout]).toEqual([
    1,
    expect.stringMatching(/problem  configuration: --max-body must be/),
  ])
  const args = ['doctor', '--backend', `main=sqlite:${directory.path}/new.db`, '--backend', 'fast=memory:']
  const right = await run(args)
  expect([right.code, right.stdout]).toEqual([
    0,
    expect.stringMatching(/\nmain:\n.*\nfast:\n.*\nNo problem was found\.\n$/s),
  ])
  expect(JSON.parse((await runHere([...args, '--json'])).stdout)).toMatchObject({ ok: true })
})

it.each([
  ['22.14.0', 'problem'],
  ['22.15.0', 'ok'],
  ['23.0.0', 'ok'],
  ['24.21.0', 'ok'],
  ['20.20.2', 'problem'],
] as const)('Node %s is %s, as engines of package.json says', (version, level) => {
  const { engines } = JSON.parse(readFileSync('package.json', 'utf8')) as { engines: { node: string } }
  expect(engines.node).toBe('>=22.15')
  expect(inspectProgram(version).level).toBe(level)
})
