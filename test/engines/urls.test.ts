import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { detect } from '../../src/cli/detect.ts'
import { maintain } from '../../src/cli/metaflow.ts'
import { openBackend } from '../../src/db/open.ts'
import { parseBackend } from '../../src/db/url.ts'
import { newAgentField } from '../setup/servers/agentfield.ts'
import { apiOver } from '../setup/servers/api.ts'
import { newDbos } from '../setup/servers/dbos.ts'
import { connectEngine } from '../setup/servers/openworkflow.ts'
import { newBoss } from '../setup/servers/pgboss.ts'
import { openSql } from '../setup/servers/sql.ts'
import { type Place, newPlace } from '../setup/servers/stores.ts'
import { sized } from '../setup/whole.ts'

/** Each engine's own tables, and the schema that it makes them in. */
const engines: Readonly<Record<string, readonly [schema: string, make: () => Promise<Place>]>> = {
  agentfield: ['public', () => newAgentField('postgres')],
  dbos: ['dbos', () => newDbos('postgres')],
  pgboss: ['pgboss', newBoss],
  openworkflow: [
    'openworkflow',
    async () => {
      const place = await newPlace('postgres')
      await (await connectEngine(place)).stop()
      return place
    },
  ],
}

const everything = `{ executionHistory { nodes { id children { nodes { id } } nodeResults { nodes { nodeId } } inputs { json }
  metadata { nodes { field } } } } executionStats { counts { value } } flows { nodes { name } } attention { items { kind } }
  executions(ids: ["a", "q/00000000-0000-4000-8000-000000000000"]) { id usual { count } failure { summary } } }`

describe.each(Object.entries(engines))('a URL for %s', (kind, [schema, make]) => {
  let place: Place
  let current = schema
  beforeAll(async () => {
    place = await make()
  })
  afterAll(() => place.remove())

  const all = ['my-schema', 'MySchema', 'Größe 2.0', '1st', '$@_']
  it.each(sized(all, ['Größe 2.0', '$@_']))('may name the schema %s', async (name) => {
    const db = openSql({ ...place, url: place.url.replace(/^[a-z]+\+/, '') })
    await db.run(`alter schema "${current}" rename to "${name}"`)
    current = name
    await db.close()
    const url = `${kind}+${place.url.replace(/^[a-z]+\+/, '')}?schema=${encodeURIComponent(name)}`
    const store = parseBackend(`e=${url}`)
    expect((await store.store.inspect()).filter(({ level }) => level === 'problem')).toEqual([])
    const lines: string[] = []
    await maintain('indexes', ['--backend', `e=${url}`], (line) => lines.push(line))
    expect(lines.length).toBeGreaterThan(0)
    const [found, line] = await detect(place.url)
    expect(found).toContain(`in schema "${name}"`)
    expect(line).toContain(`?schema=${encodeURIComponent(name)}`)
    const api = apiOver([await openBackend(store)], [])
    const { errors, data } = await api.ask(everything)
    await api.close()
    expect([errors, data]).toMatchObject([undefined, { executionHistory: { nodes: [] } }])
  })

  it.each([
    ['', 'schema is not a name'],
    ['a"; drop schema public cascade; --', 'schema is not a name'],
    [String.raw`a\"b`, 'schema is not a name'],
    ["a'b", 'schema is not a name'],
    ['a\0b', 'schema is not a name'],
    ['a\nb', 'schema is not a name'],
    ['a'.repeat(64), 'schema is not a name'],
    ['ü'.repeat(32), 'schema is not a name'],
  ])('is refused with the schema %j', (name, why) => {
    const url = `${kind}+postgres://host/database?schema=${encodeURIComponent(name)}`
    expect(() => parseBackend(`e=${url}`)).toThrow(`Backend "e": ${why} of a schema: up to 63 bytes`)
  })

  const known = kind === 'openworkflow' ? 'schema, namespace' : 'schema'
  it.each(['run-heartbeat=1', 'task-heartbeat=1', 'old-task=1', 'prepare=false', 'write-pool=2', 'max=3'])(
    'has no option %s',
    (option) => {
      const [name] = option.split('=')
      expect(() => parseBackend(`e=${kind}+postgres://host/database?${option}`)).toThrow(
        `Backend "e" has the unknown option "${name}". Known: ${known}, pool, password-file, sslmode.`,
      )
      if (kind === 'pgboss') return
      const instead = kind === 'openworkflow' ? 'Known: namespace' : 'It takes none'
      expect(() => parseBackend(`e=${kind}+sqlite:./file.db?${option}`)).toThrow(
        `Backend "e" has the unknown option "${name}". ${instead}.`,
      )
    },
  )
})

describe('the tables of an earlier pg-boss', () => {
  const columns = {
    'release 9 or before':
      'id uuid, name text, state text, retrycount int, singletonkey text, createdon timestamptz',
    'release 10':
      'id uuid, name text, state text, retry_count int, singleton_key text, created_on timestamptz',
  }
  it.each(Object.entries(columns))('of %s are known and not read', async (release, own) => {
    const place = await newPlace('postgres')
    const db = openSql(place)
    await db.run('create schema pgboss')
    for (const table of ['job', 'archive']) await db.run(`create table pgboss.${table} (${own})`)
    await db.close()
    const why = 'Execgraph reads pg-boss from release 11.1 on. Upgrade it to read its jobs.'
    expect(await detect(place.url)).toEqual([`pg-boss in schema "pgboss": ${release}`, `  ${why}`])
    await expect(openBackend(parseBackend(`jobs=pgboss+${place.url}`))).rejects.toThrow('before release 11')
    await expect(openBackend(parseBackend(`main=${place.url}`))).rejects.toThrow(
      `it has the tables of pg-boss in schema "pgboss", and none of Execgraph. They are of ${release}: ${why} To make`,
    )
    await place.remove()
  })
})
