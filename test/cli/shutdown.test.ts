import { Agent, get, request } from 'node:http'
import { connect } from 'node:net'
import { text } from 'node:stream/consumers'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Served, newDirectory, said, serve } from '../setup/servers/process.ts'

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

describe.each(['SIGTERM', 'SIGINT'] as const)('on %s', (signal) => {
  it('an idle server ends at once', async () => {
    server.child.kill(signal)
    expect(await server.ended).toEqual(done)
  })

  it('a request under way is answered first, and a second signal changes nothing', async () => {
    const release = lock()
    const answer = server.ask(record)
    await arrived()
    server.child.kill(signal)
    await said(server, /"closing"/)
    server.child.kill(signal)
    server.child.kill(signal === 'SIGTERM' ? 'SIGINT' : 'SIGTERM')
    release()
    expect(await answer).toMatchObject({
      status: 200,
      body: { data: { recordExecutions: { results: [{ ok: true }] } } },
    })
    expect(await server.ended).toEqual(done)
    const reopened = new Database(file, { readonly: true })
    expect(reopened.prepare('select count(*) as n from executions').get()).toEqual({ n: 1 })
    reopened.close()
  })
})

it('connections that are kept alive, or never sent anything, hold nothing up', async () => {
  const agent = new Agent({ keepAlive: true })
  for (const path of ['/healthz', '/readyz']) {
    await new Promise((answered) =>
      get(`${server.url}${path}`, { agent }, (response) => answered(text(response))),
    )
  }
  const silent = connect(server.port, '127.0.0.1')
  await new Promise((connected) => silent.once('connect', connected))
  server.child.kill('SIGTERM')
  expect(await server.ended).toEqual(done)
  expect(server.output.stdout).toContain('"cut":0,"msg":"closed"')
  agent.destroy()
  silent.destroy()
})

it('a connection whose request was under way is closed after the answer', async () => {
  const release = lock()
  const agent = new Agent({ keepAlive: true })
  const headers = { 'content-type': 'application/json' }
  const answer = new Promise<string>((answered) => {
    const sent = request(`${server.url}/graphql`, { agent, headers, method: 'POST' }, (response) => {
      answered(text(response))
    })
    sent.end(JSON.stringify({ query: record }))
  })
  await arrived()
  server.child.kill('SIGTERM')
  await said(server, /"closing"/)
  release()
  expect(JSON.parse(await answer)).toHaveProperty('data.recordExecutions.results', [{ ok: true }])
  expect(await server.ended).toEqual(done)
  expect(server.output.stdout).toContain('"cut":0,"msg":"closed"')
  agent.destroy()
})

it('says on open connections that it is not ready any more, and takes no new ones', async () => {
  const release = lock()
  const slow = server.ask(record)
  // A request whose head is not complete is under way, so its connection stays open.
  const socket = connect(server.port, '127.0.0.1')
  socket.write('GET /readyz HTTP/1.1\r\nhost: localhost\r\n')
  await arrived()
  server.child.kill('SIGTERM')
  await said(server, /"closing"/)
  socket.end('\r\n')
  const answer = await text(socket)
  expect(answer).toMatch(/^HTTP\/1\.1 503 /)
  expect(answer).toContain('{"status":"closing","backends":[{"name":"main"')
  const connected = () =>
    new Promise<string | undefined>((told) => {
      const another = connect(server.port, '127.0.0.1', () => told(undefined))
      another.once('error', ({ code }: NodeJS.ErrnoException) => told(code))
    })
  await expect.poll(connected).toBe('ECONNREFUSED')
  release()
  await slow
  expect(await server.ended).toEqual(done)
})

it('a request that never ends is cut off', async () => {
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
    const clients = Array.from({ length: 50 }, askOn)
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

  it('are answered when their next request had begun', async () => {
    const socket = connect(server.port, '127.0.0.1')
    let answered = ''
    socket.on('data', (chunk) => (answered += String(chunk)))
    socket.write('GET /healthz HTTP/1.1\r\nhost: localhost\r\n\r\n')
    await expect.poll(() => answered).toContain('{"status":"alive"}')
    answered = ''
    socket.write('GET /healthz HTTP/1.1\r\nhost: local')
    await arrived()
    server.child.kill('SIGTERM')
    await said(server, /"closing"/)
    // Longer than silent connections stay open.
    await new Promise((later) => setTimeout(later, 1_500))
    socket.write('host\r\n\r\n')
    await new Promise((closed) => socket.once('close', closed))
    expect(answered).toMatch(/^HTTP\/1\.1 200 OK\r\n[^]*connection: close\r\n[^]*\{"status":"alive"\}$/i)
    expect(await server.ended).toEqual(done)
  })
})
