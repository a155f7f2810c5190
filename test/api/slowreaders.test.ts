import { once } from 'node:events'
import { createServer } from 'node:http'
import { type AddressInfo, type Socket, connect } from 'node:net'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { closeSlowReaders } from '../../src/server/slowreaders.ts'

const large = Buffer.alloc(20_000_000)

let server: ReturnType<typeof createServer>
let closed: number
let sockets: Set<Socket & { readonly _handle?: { bytesWritten: number; writeQueueSize: number } }>
let port: number
beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'performance'] })
  closed = 0
  server = createServer((request, response) => response.end(request.url === '/large' ? large : 'small'))
  sockets = new Set()
  server.on('connection', (socket) => sockets.add(socket))
  closeSlowReaders(server, (count) => (closed += count), { bytes: 64 * 1024, ms: 1_000 })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  ;({ port } = server.address() as AddressInfo)
})
afterEach(async () => {
  const gone = new Promise((done) => server.close(done))
  server.closeAllConnections()
  await gone
  vi.useRealTimers()
})

function ask(path: string): Socket {
  const socket = connect(port, '127.0.0.1').on('error', () => {})
  socket.write(`GET ${path} HTTP/1.1\r\nhost: a\r\n\r\n`)
  return socket
}

/** Waits until the large answer waits for its reader, and tells how much of it was taken so far. */
async function answering(): Promise<() => number> {
  const handle = await vi.waitUntil(
    () => [...sockets].map((one) => one._handle!).find((one) => one.writeQueueSize > 0),
    60_000,
  )
  return () => handle.bytesWritten - handle.writeQueueSize
}

it('closes a connection whose client does not read', async () => {
  const socket = ask('/large').pause()
  await answering()
  // A destroyed socket is gone only when others had their turn.
  for (let look = 0; look < 12; look++) {
    vi.advanceTimersByTime(100)
    await new Promise(setImmediate)
  }
  expect(closed).toBe(1)
  let read = 0
  await new Promise((gone) =>
    socket
      .on('data', (chunk: Buffer) => (read += chunk.length))
      .once('close', gone)
      .resume(),
  )
  expect(read).toBeLessThan(large.length)
})

it('leaves one that reads, and one for which nothing waits', async () => {
  const idle = ask('/small').resume()
  await once(idle, 'data')
  const reader = ask('/large').pause()
  const sent = await answering()
  for (let time = 0; time < 10; time++) {
    const before = sent()
    // Slow, but not too slow: a little more is taken each time.
    while (sent() - before < 64 * 1024) {
      reader.read()
      await new Promise((later) => setTimeout(later, 5))
    }
    vi.advanceTimersByTime(900)
  }
  expect([closed, idle.destroyed, reader.destroyed]).toEqual([0, false, false])
  for (const socket of [idle, reader]) socket.destroy()
})
