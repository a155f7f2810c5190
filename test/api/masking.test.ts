import { Writable } from 'node:stream'
import { pino } from 'pino'
import { afterEach, describe, expect, inject, it } from 'vitest'
import { type Api, startApi } from '../setup/servers/api.ts'
import { newDirectory, serve } from '../setup/servers/process.ts'
import { begun, record } from '../setup/seeds/records.ts'
import { openSql, openStores } from '../setup/servers/sql.ts'
import { kinds, newReadyPlace } from '../setup/servers/stores.ts'

const secret = 'the-payload-of-a-client'
let api: Api

/** A server whose log the test can read. */
async function startLogged(kind: string): Promise<string[]> {
  const lines: string[] = []
  const stream = new Writable({
    write(chunk: Buffer, _, done) {
      lines.push(String(chunk))
      done()
    },
  })
  api = await startApi({ title: '', kinds: { main: kind } }, { log: pino({ level: 'debug' }, stream) })
  return lines
}

async function breakStore() {
  const sql = openStores(api)[0]!
  await sql.run('alter table node_results rename column node_id to lost')
  await sql.run('alter table payloads rename column kind to lost')
  await sql.close()
}

describe.each(kinds)('an error of %s that nobody foresaw', (kind) => {
  afterEach(() => api.close())

  it('is masked, is logged without parameters, and leaves the other fields as they are', async () => {
    const log = await startLogged(kind)
    await record(api, [begun('a'), begun(secret)])
    await breakStore()
    const answer = await api.ask(
      'query ($ids: [ID!]!) { executions(ids: $ids) { id nodeResults { nodes { nodeId } } attempts { nodes { number } } } }',
      { ids: ['a', secret] },
    )
    const row = (id: string) => ({ id, nodeResults: null, attempts: { nodes: [{ number: 1 }] } })
    expect(answer.data).toEqual({ executions: [row('a'), row(secret)] })
    expect(answer.errors).toEqual([
      {
        message: 'Unexpected error.',
        locations: [{ line: 1, column: 51 }],
        path: ['executions', 0, 'nodeResults'],
        extensions: { code: 'INTERNAL_SERVER_ERROR' },
      },
    ])
    expect(log.join('')).toMatch(/"level":50.*"msg":"unexpected error"/)
    expect(log.join('')).not.toContain(secret)
  })

  it('of a write is masked too, and its payload is in no log', async () => {
    const log = await startLogged(kind)
    await breakStore()
    const answer = await api.ask(
      'mutation ($input: RecordExecutionsInput!) { recordExecutions(input: $input) { results { ok problem { code message } } } }',
      { input: { executions: [begun('a', 0, { inputs: { secret } })] } },
    )
    const message =
      "The backend failed to store this element, and nothing of it was stored. The reason is in the server's log."
    expect([answer.data, answer.errors]).toEqual([
      { recordExecutions: { results: [{ ok: false, problem: { code: 'BACKEND_UNAVAILABLE', message } }] } },
      undefined,
    ])
    expect(log.join('')).toContain('"msg":"unexpected error"')
    expect(log.join('')).not.toContain(secret)
  })
})

it('NODE_ENV=development unmasks nothing', async () => {
  const directory = newDirectory()
  const place = await newReadyPlace('postgres')
  const env = { NODE_ENV: 'development' }
  const server = await serve(['--backend', `main=${place.url}`], { env, cwd: directory.path })
  const sql = openSql(place)
  await sql.run('alter table executions rename column step to lost')
  await sql.close()
  const { body } = await server.ask('query ($id: ID!) { execution(id: $id) { id } }', { id: secret })
  expect(body).toMatchObject({
    errors: [{ message: 'Unexpected error.', extensions: { code: 'INTERNAL_SERVER_ERROR' } }],
  })
  expect(JSON.stringify(body)).not.toMatch(/relation|stack|originalError|select/)
  await server.stop()
  expect(server.output.stdout + server.output.stderr).not.toContain(secret)
  expect(server.output.stdout).not.toContain(new URL(inject('servers')['postgres']!).password + '@')
  await place.remove()
  directory.remove()
})
