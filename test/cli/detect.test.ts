import { rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { BackendPostgres } from 'openworkflow/postgres'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { detect } from '../../src/cli/detect.ts'
import { maintain } from '../../src/cli/metaflow.ts'
import { readSettings } from '../../src/cli/options/settings.ts'
import { openBackend } from '../../src/db/open.ts'
import { parseBackend } from '../../src/db/url.ts'
import { type Unopened, tryToOpen } from '../../src/server/opening/opening.ts'
import { newMetaflow } from '../setup/servers/metaflow.ts'
import { connectEngine } from '../setup/servers/openworkflow.ts'
import { openSql } from '../setup/servers/sql.ts'
import { type Place, kinds, newPlace } from '../setup/servers/stores.ts'

describe.each(kinds)('whose tables are in %s', (kind) => {
  let engines: Place
  let empty: Place
  beforeAll(async () => {
    engines = await newPlace(kind)
    empty = await newPlace(kind)
    if (kind === 'sqlite') writeFileSync(empty.url.slice('sqlite:'.length), '')
    await (await connectEngine(engines)).stop()
  })
  afterAll(async () => {
    await engines.remove()
    await empty.remove()
  })

  /** As it is told: without a password. */
  const told = ({ url }: Place) => (kind === 'sqlite' ? url : url.replace(/:[^:@/]*@/, '@'))

  it('is told with what to type, and what a store of Execgraph adds', async () => {
    const where = kind === 'sqlite' ? '' : ' in schema "openworkflow"'
    const engine = [
      `OpenWorkflow${where}: schema 5 or later`,
      `  --backend openworkflow=openworkflow+${told(engines)}`,
    ]
    expect(await detect(engines.url)).toEqual(engine)
    expect(await detect(empty.url)).toEqual([
      `There are no tables. A store of Execgraph can be made there: --backend main=${told(empty)}`,
    ])
  })

  it('keeps a store of Execgraph from being made there by mistake', async () => {
    const refused = (await tryToOpen(parseBackend(`main=${engines.url}`))) as Unopened
    expect(refused.message).toMatch(
      /^Backend "main" cannot be opened: it has the tables of OpenWorkflow.* none of Execgraph\. To read those, use openworkflow\+.*--create\.$/,
    )
    expect(refused.mayCome).toBe(false)
    expect(await detect(engines.url)).toHaveLength(2)
    const settings = readSettings(['--create', '--backend', `main=${engines.url}`], {})
    await (await openBackend(settings.backends[0]!)).close()
    expect(await detect(engines.url)).toEqual([
      'Execgraph: its own tables',
      `  --backend main=${told(engines)}`,
      expect.stringMatching(/^OpenWorkflow/),
      expect.stringMatching(/^ {2}--backend openworkflow=/),
    ])
    // It has its tables now.
    await (await openBackend(parseBackend(`main=${engines.url}`))).close()
  })

  it('is not asked of an empty one', async () => {
    await (await openBackend(parseBackend(`main=${empty.url}`))).close()
    expect(await detect(empty.url)).toEqual(['Execgraph: its own tables', `  --backend main=${told(empty)}`])
  })
})

it.each(kinds)('of a database in %s, indexes tells what lists would gain from', async (kind) => {
  const place = await newPlace(kind)
  await (await connectEngine(place)).stop()
  const lines = async (...more: string[]) => {
    const said: string[] = []
    await maintain('indexes', ['--backend', `ow=openworkflow+${place.url}`, ...more], (line) =>
      said.push(line),
    )
    return said
  }
  expect(await lines()).toEqual(['Backend "ow" (openworkflow) has all indexes from which lists gain.'])
  const db = openSql(place)
  const schema = kind === 'sqlite' ? '' : 'openworkflow.'
  await db.run(`drop index ${schema}workflow_runs_status_created_at_desc_idx`)
  await db.close()
  expect(await lines()).toEqual([
    expect.stringMatching(/^create index .*workflow_runs"? \(namespace_id, status, created_at\);$/),
    '  speeds up  executions of a status',
    '  costs      an entry for each execution, written again with each change of its status',
    '',
    expect.stringMatching(/^Nothing was changed/),
  ])
  await expect(lines('--create')).rejects.toThrow('never written to')
  await place.remove()
})

it('of a table that is not there, indexes says so', async () => {
  const place = await newPlace('postgres')
  const url = `jobs=pgboss+${place.url}?schema=elsewhere`
  await expect(maintain('indexes', ['--backend', url], () => {})).rejects.toThrow(
    'Backend "jobs" cannot be read: schema "elsewhere" has no table "job".',
  )
  await place.remove()
})

describe('what is told of a server', () => {
  let place: Place
  beforeAll(async () => {
    place = await newPlace('postgres')
    for (const schema of ['one', 'two']) {
      const engine = await BackendPostgres.connect(place.url, { namespaceId: 'default', schema })
      await engine.stop()
    }
  })
  afterAll(() => place.remove())

  it('has a name for each backend, and what a shell would not take as it is in quotes', async () => {
    const told = place.url.replace(/:[^:@/]*@/, '@')
    expect(await detect(place.url)).toEqual([
      'OpenWorkflow in schema "one": schema 5 or later',
      `  --backend 'openworkflow=openworkflow+${told}?schema=one'`,
      'OpenWorkflow in schema "two": schema 5 or later',
      `  --backend 'openworkflow2=openworkflow+${told}?schema=two'`,
    ])
  })

  it('may be asked by the URL of a backend, of which what leads to the server stays', async () => {
    const { password } = new URL(place.url)
    const file = join(tmpdir(), `execgraph-password-${process.pid}`)
    writeFileSync(file, `${decodeURIComponent(password)}\n`)
    const url = place.url.replace(/:[^:@/]*@/, '@')
    const options = `sslmode=disable&password-file=${encodeURIComponent(file)}`
    const lines = await detect(`openworkflow+${url}?schema=one&pool=2&${options}`)
    rmSync(file)
    expect(lines[1]).toBe(`  --backend 'openworkflow=openworkflow+${url}?schema=one&${options}'`)
  })

  it('says what the user may not read', async () => {
    const sql = openSql(place)
    await sql.run(`create role nobody_${process.pid} login password 'x'`)
    const url = new URL(place.url)
    url.username = `nobody_${process.pid}`
    url.password = 'x'
    expect(await detect(url.href)).toEqual([
      expect.stringMatching(
        /^There are (\d+) tables, of no engine that Execgraph knows\. The user may not read \1 of them: /,
      ),
    ])
    await sql.run(`drop role nobody_${process.pid}`)
    await sql.close()
  })
})

it('Metaflow is told, whatever stands before the URL', async () => {
  const place = await newMetaflow('metaflow')
  expect(await detect(place.url)).toEqual([
    'Metaflow in schema "public": tables of version 3',
    expect.stringMatching(/^ {2}--backend metaflow=metaflow\+postgres:\/\//),
  ])
  await place.remove()
})

it.each(['postgres:', 'postgres:///db', 'postgres://a:b#c@host/db', 'postgres://a:b/c@host/db'])(
  '%s cannot be read',
  async (text) => {
    await expect(detect(text)).rejects.toThrow(/^The URL cannot be read\. Use postgres:/)
  },
)

it.each(['mysql://host/db', './no/such.db', 'sqlite:./no/such.db', ''])('%s is no database', async (text) => {
  await expect(detect(text)).rejects.toThrow(/^Name a database: postgres:/)
})
