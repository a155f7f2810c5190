import { createServer } from 'node:http'
import { type AddressInfo, type Socket, connect } from 'node:net'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { closeSlowReaders } from '../../src/server/slowreaders.ts'

const large = Buffer.alloc(20_000_000)

let server: ReturnType<typeof createServer>
let closed: number
let port: number
beforeEach(async () => {
  closed = 0
  server = createServer((request, response) => response.end(request.url === '/large' ? large : 'small'))
  closeSlowReaders(server, (count) => (closed += count), { bytes: 64 * 1024, ms: 1_000 })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  ;({ port } = server.address() as AddressInfo)
})
afterEach(async () => {
  const gone = new Promise((done) => server.close(done))
  server.closeAllConnections()
  await gone
})

function ask(path: string): Socket {
  const socket = connect(port, '127.0.0.1').on('error', () => {})
  socket.write(`GET ${path} HTTP/1.1\r\nhost: a\r\n\r\n`)
  return socket
}

it('closes a connection whose client does not read', async () => {
  const socket = ask('/large').pause()
  await expect.poll(() => closed).toBe(1)
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
  let read = 0
  const reader = ask('/large').on('data', (chunk: Buffer) => {
    read += chunk.length
    // Slow, but not too slow.
    reader.pause()
    setTimeout(() => reader.resume(), 5)
  })
  await new Promise((later) => setTimeout(later, 4_000))
  expect([closed, idle.destroyed, reader.destroyed]).toEqual([0, false, false])
  expect(read).toBeGreaterThan(0)
  for (const socket of [idle, reader]) socket.destroy()
})
