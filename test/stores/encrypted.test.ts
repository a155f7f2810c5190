import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import postgres from 'postgres'
import { afterAll, beforeAll, expect, inject, it, vi } from 'vitest'
import { openBackend } from '../../src/db/open.ts'
import { parseBackend } from '../../src/db/url.ts'
import { type Api, startApi } from '../setup/servers/api.ts'
import { postgresKinds } from '../setup/servers/stores.ts'

const kind = postgresKinds[0]!
const encrypted = (url: string) => `${url}?sslmode=require`

let api: Api
let admin: postgres.Sql
beforeAll(async () => {
  admin = postgres(inject('servers')[kind]!, { max: 1 })
  await admin.unsafe(`copy (${linesOf('one.cert.pem')}) to program 'cat > server.crt'`)
  // A key that others may read is refused.
  await admin.unsafe(`copy (${linesOf('one.key.pem')}) to program 'umask 077; cat > server.key'`)
  await admin.unsafe('alter system set ssl = on')
  await admin.unsafe('select pg_reload_conf()')
  await vi.waitUntil(async () => (await admin.unsafe('show ssl'))[0]!['ssl'] === 'on', { timeout: 20_000 })
  api = await startApi({ title: kind, kinds: { main: kind } }, {}, encrypted)
})
afterAll(async () => {
  await api.close()
  await admin.end()
})

const linesOf = (file: string) =>
  `select unnest(string_to_array('${readFileSync(resolve('test/setup/tls', file), 'utf8').trimEnd()}', E'\\n'))`

it('a store is written and read over encrypted connections, long texts one statement at a time', async () => {
  const executions = Array.from({ length: 6 }, (_, index) => ({
    ...{ id: `e${index}`, flow: 'F', status: 'completed' },
    inputs: Object.fromEntries(
      Array.from({ length: 90 }, (__, key) => [`k${key}`, String(index).repeat(10_000)]),
    ),
  }))
  const record =
    'mutation ($input: RecordExecutionsInput!) { recordExecutions(input: $input) { results { ok } } }'
  expect(await api.data(record, { input: { executions } })).toEqual({
    recordExecutions: { results: executions.map(() => ({ ok: true })) },
  })
  const question = 'query ($ids: [ID!]!) { executions(ids: $ids) { inputs { json } } }'
  const answers = await Promise.all(
    executions.map(({ id }) => api.data<{ executions: unknown }>(question, { ids: [id] })),
  )
  const digest = (value: unknown) => createHash('sha256').update(JSON.stringify(value)).digest('hex')
  expect(answers.map((answer) => digest(answer.executions))).toEqual(
    executions.map(({ inputs }) => digest([{ inputs: { json: inputs } }])),
  )
  const longs = api.backends[0]!.pools!().find(({ pool }) => pool === 'longs')
  expect(longs).toMatchObject({ size: 1, used: 0, waiting: 0 })
  const database = new URL(api.places[0]!.url).pathname.slice(1)
  const [seen] = await admin.unsafe(
    `select count(*)::int as all, count(*) filter (where ssl)::int as encrypted
     from pg_stat_ssl join pg_stat_activity using (pid) where datname = '${database}'`,
  )
  expect(seen!['all']).toBeGreaterThan(0)
  // What listens for changes has a connection to itself.
  expect(seen!['encrypted']).toBe(seen!['all'])
})

it('a certificate that nobody signed is refused where it is to be verified', async () => {
  const url = new URL(api.places[0]!.url)
  const open = openBackend(parseBackend(`main=${url.href}?sslmode=verify-full`))
  await expect(open).rejects.toThrow('certificate')
})
