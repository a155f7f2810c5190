import { once } from 'node:events'
import { createServer } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { buffer } from 'node:stream/consumers'
import { expect, it } from 'vitest'
import { inPieces, writeInPieces } from '../../src/server/pieces.ts'

const kb = 1024
const large = Buffer.alloc(2_000 * kb, 'abc')

type Chunk = { chunk: Buffer | string; encoding: BufferEncoding }

/** A socket of which each write takes all it is given at once. */
function recording() {
  const writes: { bytes: Buffer; round: number }[] = []
  let round = 0
  const count = () => {
    round += 1
    if (round < 100) setImmediate(count)
  }
  setImmediate(count)
  const note = (chunks: Chunk[]) => {
    const parts = chunks.map(({ chunk }) => (typeof chunk === 'string' ? Buffer.from(chunk) : chunk))
    writes.push({ bytes: Buffer.concat(parts), round })
  }
  const socket = {
    _write(chunk: Buffer, encoding: BufferEncoding, done: () => void) {
      note([{ chunk, encoding }])
      done()
    },
    _writev(chunks: Chunk[], done: () => void) {
      note(chunks)
      done()
    },
  }
  inPieces(socket)
  return { writes, socket }
}

const buffered = (chunk: Buffer) => ({ chunk, encoding: 'buffer' as BufferEncoding })
const all = (writes: readonly { bytes: Buffer }[]) => Buffer.concat(writes.map(({ bytes }) => bytes))

it('a long answer is written in pieces of 256 kB, and others have their turn between them', async () => {
  const { writes, socket } = recording()
  await new Promise<void>((done) => {
    socket._writev([{ chunk: 'head', encoding: 'latin1' }, buffered(large)], done)
  })
  expect(writes.map(({ bytes }) => bytes.length).every((length) => length <= 256 * kb)).toBe(true)
  expect(new Set(writes.map(({ round }) => round)).size).toBe(writes.length)
  expect(all(writes).equals(Buffer.concat([Buffer.from('head'), large]))).toBe(true)
})

it('short chunks are written together, and a long text is cut without breaking its characters', async () => {
  const { writes, socket } = recording()
  const text = 'aä€😀'.repeat(100_000)
  await new Promise<void>((done) => {
    socket._writev(
      Array.from({ length: 300 }, () => buffered(large.subarray(0, 2 * kb))),
      done,
    )
  })
  expect(writes).toHaveLength(3)
  writes.length = 0
  await new Promise<void>((done) => {
    socket._write(text as unknown as Buffer, 'utf8', done)
  })
  expect(writes.length).toBeGreaterThan(1)
  expect(all(writes).toString()).toBe(text)
})

it('a short answer is one write, at once', () => {
  const { writes, socket } = recording()
  let done = 0
  socket._write(large.subarray(0, 256 * kb), 'buffer' as BufferEncoding, () => done++)
  socket._writev([buffered(large.subarray(0, kb)), buffered(large.subarray(0, kb))], () => done++)
  expect([writes.length, done]).toEqual([2, 2])
})

it('answers on one connection arrive whole and in order', async () => {
  const server = createServer((request, response) => response.end(request.url === '/large' ? large : 'small'))
  writeInPieces(server)
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1')
  const get = (path: string, rest = '') => `GET ${path} HTTP/1.1\r\nhost: a\r\n${rest}\r\n`
  socket.write(get('/large') + get('/small') + get('/large', 'connection: close\r\n'))
  const bodies = (await buffer(socket)).toString('latin1').split(/HTTP\/1.1 200 OK[^]*?\r\n\r\n/)
  expect(bodies.slice(1).map(({ length }) => length)).toEqual([large.length, 5, large.length])
  expect(bodies[1]).toBe(large.toString('latin1'))
  await new Promise((resolve) => server.close(resolve))
})
