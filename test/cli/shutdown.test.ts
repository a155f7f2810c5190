import { once } from 'node:events'
import { Agent, type IncomingMessage, createServer, get, request } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { text } from 'node:stream/consumers'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { closable } from '../../src/server/closing.ts'
import { linesOf } from '../setup/servers/logged.ts'
import { type Served, newDirectory, said, serve } from '../setup/servers/process.ts'
import { openSql } from '../setup/servers/sql.ts'
import { lay } from '../setup/seeds/retention.ts'
import { newReadyPlace } from '../setup/servers/stores.ts'
import { longIt, sized } from '../setup/whole.ts'

const record =
  'mutation { recordExecutions(input: { executions: [{ id: "a", flow: "Slow" }] }) { results { ok } } }'
const done = { code: 0, signal: null }

let directory: ReturnType<typeof newDirectory>
let server: Served
let file: string

beforeEach(async () => {
  directory = newDirectory()
  file = join(directory.path, 'main.db')
  server = await serve(['--backend', `main=sqlite:${file}`])
})
afterEach(async () => {
  server.child.kill('SIGKILL')
  await server.ended
  directory.remove()
})

/** Another process's transaction: writes wait for it, so a request stays under way until it is released. */
function lock() {
  const other = new Database(file)
  other.exec('begin immediate')
  return () => {
    other.exec('rollback')
    other.close()
  }
}

/** The request has arrived when a look-up sent after it has been answered. */
const arrived = () => server.ask('{ execution(id: "a") { id } }')

/** A connection that was answered once, and has begun its next request: the rest of it, and all that is answered. */
async function begunAgain() {
  const socket = connect(server.port, '127.0.0.1')
  let answered = ''
  socket.on('data', (chunk) => (answered += String(chunk)))
  socket.write('GET /healthz HTTP/1.1\r\nhost: localhost\r\n\r\n')
  await expect.poll(() => answered).toContain('{"status":"alive"}')
  answered = ''
  socket.write('GET /healthz HTTP/1.1\r\nhost: local')
  return async () => {
    socket.write('host\r\n\r\n')
    await new Promise((closed) => socket.once('close', closed))
    return answered
  }
}

/** Connections that are kept alive, or never sent anything. */
async function idleConnections() {
  const agent = new Agent({ keepAlive: true })
  for (const path of ['/healthz', '/readyz'])
    await new Promise((answered) =>
      get(`${server.url}${path}`, { agent }, (response) => answered(text(response))),
    )
  const silent = connect(server.port, '127.0.0.1')
  await new Promise((connected) => silent.once('connect', connected))
  return () => {
    agent.destroy()
    silent.destroy()
  }
}

it('on SIGINT an idle server ends at once', async () => {
  server.child.kill('SIGINT')
  expect(await server.ended).toEqual(done)
})

it('on SIGTERM what is under way is answered first, nothing else holds it up, and a second signal changes nothing', async () => {
  const release = lock()
  const agent = new Agent({ keepAlive: true })
  const headers = { 'content-type': 'application/json' }
  const answer = new Promise<IncomingMessage>((answered) =>
    request(`${server.url}/graphql`, { agent, headers, method: 'POST' }, answered).end(
      JSON.stringify({ query: record }),
    ),
  )
  const leave = await idleConnections()
  const goOn = await begunAgain()
  // A request whose head is not complete is under way, so its connection stays open.
  const asking = connect(server.port, '127.0.0.1')
  asking.write('GET /readyz HTTP/1.1\r\nhost: localhost\r\n')
  await arrived()
  server.child.kill('SIGTERM')
  await said(server, /"closing"/)
  server.child.kill('SIGTERM')
  server.child.kill('SIGINT')
  asking.end('\r\n')
  const ready = await text(asking)
  expect(ready).toMatch(/^HTTP\/1\.1 503 /)
  expect(ready).toContain('{"status":"closing","backends":[{"name":"main"')
  const connected = () =>
    new Promise<string | undefined>((told) => {
      const another = connect(server.port, '127.0.0.1', () => told(undefined))
      another.once('error', ({ code }: NodeJS.ErrnoException) => told(code))
    })
  await expect.poll(connected).toBe('ECONNREFUSED')
  // Longer than silent connections stay open.
  await new Promise((later) => setTimeout(later, 1_000))
  expect(await goOn()).toMatch(/^HTTP\/1\.1 200 OK\r\n[^]*connection: close\r\n[^]*\{"status":"alive"\}$/i)
  release()
  const answered = await answer
  expect([answered.statusCode, JSON.parse(await text(answered))]).toMatchObject([
    200,
    { data: { recordExecutions: { results: [{ ok: true }] } } },
  ])
  expect(await server.ended).toEqual(done)
  expect(server.output.stdout).toContain('"cut":0,"msg":"closed"')
  const reopened = new Database(file, { readonly: true })
  expect(reopened.prepare('select count(*) as n from executions').get()).toEqual({ n: 1 })
  reopened.close()
  agent.destroy()
  leave()
})

it('what never ends is cut off', async () => {
  const own = createServer()
  const asked = once(own, 'request')
  const close = closable(
    own,
    () => {},
    () => new Promise((closed) => own.close(() => closed())),
  )
  own.listen(0, '127.0.0.1')
  await once(own, 'listening')
  const stuck = fetch(`http://127.0.0.1:${(own.address() as AddressInfo).port}`)
  await asked
  const [{ cut }] = await Promise.all([close(500), expect(stuck).rejects.toThrow('fetch failed')])
  expect(cut).toBe(1)
})

it('a store that does not answer is not waited for, and the log says so', async () => {
  const place = await newReadyPlace('postgres')
  const sql = openSql(place)
  await lay(sql, [{ id: 'old', sortAt: 1, verdict: 1 }])
  await sql.run('begin')
  await sql.run('lock table executions in share row exclusive mode')
  const over = await serve(['--backend', `main=${place.url}`, '--retain', 'any:30d'])
  // Of a connection of its own: within a transaction, who is active stays as it was when first asked.
  const other = openSql(place)
  const waiting = `select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`
  await expect.poll(() => other.run(waiting)).toHaveLength(1)
  await other.close()
  over.child.kill('SIGTERM')
  expect(await over.ended).toEqual(done)
  expect(linesOf(over.output.stdout).at(-1)).toMatchObject({
    level: 40,
    cut: 0,
    waitedMs: 1_500,
    msg: 'closed before its stores, which did not close in time',
  })
  await sql.close()
  await place.remove()
})

longIt('a request that never ends is cut off', async () => {
  const release = lock()
  const stuck = connect(server.port, '127.0.0.1')
  stuck
    .on('error', () => {})
    .write(
      'POST /graphql HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\ncontent-length: 10\r\n\r\n{',
    )
  const write = server.ask(record)
  await arrived()
  server.child.kill('SIGTERM')
  expect(await server.ended).toEqual(done)
  // The write may have failed by then: another process holds the file for longer than a write waits.
  expect(server.output.stdout).toMatch(/"cut":[12],"msg":"closed"/)
  await write
  release()
})

describe('clients that keep their connections', () => {
  /** Asks one request after the other on one connection until that is closed. Answers how it ended. */
  async function askOn() {
    const agent = new Agent({ keepAlive: true, maxSockets: 1 })
    const statuses = new Set<number | undefined>()
    let connection: string | undefined
    try {
      for (;;) {
        const [status, kept, body] = await new Promise<[number | undefined, string | undefined, string]>(
          (answered, failed) => {
            const sent = get(`${server.url}/graphql?query={__typename}`, { agent }, (response) => {
              const { statusCode, headers } = response
              answered(text(response).then((body) => [statusCode, headers.connection, body]))
            })
            sent.once('error', failed)
          },
        )
        statuses.add(status)
        connection = kept
        expect(JSON.parse(body)).toHaveProperty('data.__typename', 'Query')
      }
    } catch (error) {
      return { code: (error as NodeJS.ErrnoException).code, connection, statuses: [...statuses] }
    } finally {
      agent.destroy()
    }
  }

  it('lose no request under load: their last answer says that the connection closes', async () => {
    const clients = Array.from({ length: sized(50, 15) }, askOn)
    await arrived()
    await new Promise((later) => setTimeout(later, 500))
    server.child.kill('SIGTERM')
    // Whoever connects anew finds nobody, or is refused with the listener that closes.
    const code = expect.stringMatching(/^ECONN(REFUSED|RESET)$/) as string
    const told = { code, connection: 'close', statuses: [200] }
    expect(await Promise.all(clients)).toEqual(clients.map(() => told))
    expect(await server.ended).toEqual(done)
    expect(server.output.stdout).toContain('"cut":0,"msg":"closed"')
  })
})
