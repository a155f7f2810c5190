import { writeFileSync } from 'node:fs'
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
import { type Place, lastingKinds, newPlace } from '../setup/servers/stores.ts'

describe.each(lastingKinds)('whose tables are in %s', (kind) => {
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

it.each(lastingKinds)('of a database in %s, indexes tells what lists would gain from', async (kind) => {
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
    expect.stringMatching(/^create index .*workflow_runs \(namespace_id, status, created_at\);$/),
    '  speeds up  executions of a status',
    '  costs      an entry for each execution, written again with each change of its status',
    '',
    expect.stringMatching(/^Nothing was changed/),
  ])
  await expect(lines('--create')).rejects.toThrow('never written to')
  await place.remove()
})

it('Metaflow is told, whatever stands before the URL', async () => {
  const place = await newMetaflow('metaflow')
  expect(await detect(place.url)).toEqual([
    'Metaflow in schema "public": tables of version 3',
    expect.stringMatching(/^ {2}--backend metaflow=metaflow\+postgres:\/\//),
  ])
  await place.remove()
})

it.each(['mysql://host/db', './no/such.db', 'sqlite:./no/such.db', ''])('%s is no database', async (text) => {
  await expect(detect(text)).rejects.toThrow(/^Name a database: postgres:/)
})
