import { type Socket, connect } from 'node:net'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Served, serve } from '../setup/servers/process.ts'
import { residentMegabytes } from '../setup/servers/resident.ts'

const mb = 1_000_000
const each = 6 * mb
const query = '/graphql?query={execution(id:"a"){inputs{json}}}'
const get = (path: string, more = '') => `GET ${encodeURI(path)} HTTP/1.1\r\nhost: localhost\r\n${more}\r\n`

let server: Served
const sockets: Socket[] = []
beforeAll(async () => {
  // One address may hold 32 MiB.
  const bounds = ['--max-outgoing-bytes', String(64 << 20), '--max-answer-bytes', String(8 << 20)]
  const inputs = ['--max-input-bytes', String(8 << 20), '--max-output-bytes', String(2 << 20)]
  server = await serve([
    '--backend',
    'main=memory:',
    '--max-value-bytes',
    String(8 * mb),
    ...bounds,
    ...inputs,
  ])
  const record =
    'mutation ($inputs: JSON) { recordExecutions(input: { executions: [{ id: "a", flow: "F", inputs: $inputs }] }) { results { ok } } }'
  const { body } = await server.ask(record, { inputs: { big: 'x'.repeat(each) } })
  expect(body).toEqual(expect.objectContaining({ data: { recordExecutions: { results: [{ ok: true }] } } }))
})
afterAll(async () => {
  for (const socket of sockets.splice(0)) socket.destroy()
  await server.stop()
})

/** The beginning of the answer to the last of these requests, sent together, is waited for by nobody. */
function unread(localAddress: string, requests: string) {
  const socket = connect({ port: server.port, host: '127.0.0.1', localAddress }).pause()
  socket.on('error', () => {}).write(requests)
  sockets.push(socket)
}

/** Bytes of an answer to the query, read whole. */
async function sizeOf(localAddress: string): Promise<number> {
  const socket = connect({ port: server.port, host: '127.0.0.1', localAddress })
  socket.write(get(query, 'connection: close\r\n'))
  return (await text(socket)).length
}

it('an answer that waits behind another one of its connection counts for its address, until it is gone', async () => {
  for (let count = 0; count < 8; count += 1) unread('127.0.0.2', get('/graphiql/graphiql.js') + get(query))
  // The address has used up its half.
  await expect.poll(() => sizeOf('127.0.0.2'), { interval: 500 }).toBeLessThan(each)
  await new Promise((later) => setTimeout(later, 1_000))
  expect(await sizeOf('127.0.0.3')).toBeGreaterThan(each)
  for (const socket of sockets.splice(0)) socket.destroy()
  await expect.poll(() => sizeOf('127.0.0.2'), { interval: 500 }).toBeGreaterThan(each)
  for (let count = 0; count < 2; count += 1) expect(await sizeOf('127.0.0.2')).toBeGreaterThan(each)
})

it('requests that one connection sends without reading answers are not taken in faster than they begin', async () => {
  const before = residentMegabytes(server.child.pid!)
  const socket = connect({ port: server.port, host: '127.0.0.1', localAddress: '127.0.0.4' }).pause()
  sockets.push(socket)
  const [many, all] = [get('/healthz').repeat(2_000), 400]
  let sent = 0
  const send = () => {
    while (sent < all) {
      sent += 1
      if (!socket.write(many)) return
    }
  }
  socket.on('error', () => {}).on('drain', send)
  send()
  // Until nothing more is taken.
  for (let last = -1; sent > last;) {
    last = sent
    await new Promise((later) => setTimeout(later, 1_000))
    expect((await fetch(`${server.url}/healthz`)).status).toBe(200)
  }
  expect(sent).toBeLessThan(all)
  expect(residentMegabytes(server.child.pid!) - before).toBeLessThan(500)
})
