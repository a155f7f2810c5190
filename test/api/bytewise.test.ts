import { once } from 'node:events'
import { type Socket, connect } from 'node:net'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Served } from '../setup/servers/process.ts'
import { longestShareOf, serveStretching } from '../setup/servers/stretches.ts'

let served: Served
beforeAll(async () => void (served = await serveStretching(['--backend', 'main=memory:'])))
afterAll(() => served.stop())

/** A connection that stays, and what it has received. */
async function connected(localAddress = '127.0.0.2') {
  const socket: Socket = connect({ port: served.port, host: '127.0.0.1', localAddress })
  let received = ''
  socket.on('data', (data) => (received += data.toString('latin1')))
  socket.on('error', () => {})
  await once(socket, 'connect')
  const answered = async (sent: string, count = 1) => {
    received = ''
    socket.write(sent)
    await expect.poll(() => received.split('HTTP/1.1 ').length - 1, { timeout: 60_000 }).toBe(count)
    return received.match(/HTTP\/1\.1 (\d+)/)![1]
  }
  return { socket, answered }
}

const look = 'GET /healthz HTTP/1.1\r\nhost: localhost\r\n\r\n'

it.each([
  ['POST /graphql', '400'],
  ['POST /nothing', '404'],
  ['GET /healthz', '200'],
])(
  '%s with bodies in chunks of a byte, on 40 sockets at once, is read in turns with others',
  async (line, status) => {
    const sockets = await Promise.all(Array.from({ length: 40 }, () => connected()))
    // They are known, so that nothing holds back their next request.
    for (const { answered } of sockets) await answered(look)
    const head = `${line} HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n\r\n`
    const flood = `${head}${'1\r\n \r\n'.repeat(10_000)}0\r\n\r\n`
    let statuses: unknown[] = []
    const share = await longestShareOf(served, async () => {
      statuses = await Promise.all(sockets.map(({ answered }) => answered(flood)))
    })
    expect(new Set(statuses)).toEqual(new Set([status]))
    expect(share).toBeLessThan(0.25)
    for (const { socket } of sockets) socket.destroy()
  },
)
