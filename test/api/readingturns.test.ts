import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { type IncomingMessage, type Server, type ServerResponse, createServer } from 'node:http'
import { type AddressInfo, type Socket, connect } from 'node:net'
import { text } from 'node:stream/consumers'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { createReadingTurns, readInTurns } from '../../src/server/reading.ts'

/** Each look at the clock takes three milliseconds, so that a round is spent after the second socket. */
beforeEach(() => {
  let now = 0
  vi.spyOn(performance, 'now').mockImplementation(() => (now += 3))
})
afterEach(() => void vi.restoreAllMocks())

/** A socket to which the system gives what has arrived. */
function socketOf(remoteAddress: string, parse: (chunk: Buffer | null) => void) {
  const push = (chunk: Buffer | null) => {
    parse(chunk)
    return true
  }
  return { remoteAddress, destroyed: false, push, on: () => {} }
}

const round = () => new Promise((resolve) => setImmediate(resolve))

it('parses what many sockets have received in several rounds, in turns by address', async () => {
  const turns = createReadingTurns()
  const parsed: string[] = []
  const names = ['a1', 'a2', 'a3', 'a4', 'b1', 'b2', 'c1']
  const sockets = names.map((name) =>
    socketOf(`127.0.0.${name[0] === 'a' ? 1 : name[0] === 'b' ? 2 : 3}`, () => parsed.push(name)),
  )
  for (const socket of sockets) turns.begin(socket as unknown as Socket)
  for (const socket of sockets) socket.push(Buffer.from('x'))
  expect(parsed).toEqual(['a1', 'a2'])
  const rounds: number[] = []
  while (parsed.length < names.length) {
    await round()
    rounds.push(parsed.length)
  }
  expect(rounds.length).toBeGreaterThan(2)
  expect(parsed.toSorted()).toEqual(names)
  expect(parsed.indexOf('b1')).toBeLessThan(parsed.indexOf('a4'))
  expect(parsed.indexOf('c1')).toBeLessThan(parsed.indexOf('a4'))
})

it('keeps the order of what one socket received, its end included, and forgets that of one that is gone', async () => {
  const turns = createReadingTurns()
  const parsed: string[] = []
  const socket = socketOf('::1', (chunk) => parsed.push(chunk === null ? 'end' : String(chunk)))
  const gone = socketOf('::1', () => parsed.push('gone'))
  for (const one of [socket, gone]) turns.begin(one as unknown as Socket)
  for (const one of ['1', '2', '3']) socket.push(Buffer.from(one))
  socket.push(null)
  gone.push(Buffer.from('x'))
  gone.destroyed = true
  expect(parsed).toEqual(['1', '2'])
  while (!parsed.includes('end')) await round()
  await round()
  expect(parsed).toEqual(['1', '2', '3', 'end'])
})

const digest = (body: Buffer) => createHash('sha256').update(body).digest('hex')

async function answering(work: (port: number) => Promise<void>) {
  const answer = (request: IncomingMessage, response: ServerResponse) => {
    const hash = createHash('sha256')
    request.on('data', (chunk: Buffer) => hash.update(chunk))
    request.on('end', () => response.end(`${request.url} ${hash.digest('hex')}\n`))
  }
  const server: Server = createServer(answer)
  readInTurns(server)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  await work((server.address() as AddressInfo).port)
  server.closeAllConnections()
  server.close()
}

/** What a client reads until the server closes the connection, if it sends all of this at once. */
async function answersTo(port: number, requests: Buffer): Promise<string[]> {
  const socket = connect({ port, host: '127.0.0.1' })
  socket.end(requests)
  const told = await text(socket)
  return [...told.matchAll(/(\/\S+ [0-9a-f]{64})\n/g)].map(([, one]) => one!)
}

it('loses and mixes nothing of requests that come at once, long, in pieces and one after another', async () => {
  const bodyOf = (socket: number, number: number) =>
    Buffer.alloc(number % 3 === 0 ? 700_000 : 10 + number, `${socket}.${number} `)
  const requestOf = (path: string, body: Buffer, isLast: boolean) => {
    const close = isLast ? 'connection: close\r\n' : ''
    if (path.endsWith('1')) {
      const pieces = Array.from({ length: Math.ceil(body.length / 7) }, (_, at) =>
        body.subarray(at * 7, at * 7 + 7),
      )
      const chunks = pieces.flatMap((piece) => [
        Buffer.from(`${piece.length.toString(16)}\r\n`),
        piece,
        Buffer.from('\r\n'),
      ])
      const head = `POST ${path} HTTP/1.1\r\nhost: a\r\n${close}transfer-encoding: chunked\r\n\r\n`
      return Buffer.concat([Buffer.from(head), ...chunks, Buffer.from('0\r\n\r\n')])
    }
    const head = `POST ${path} HTTP/1.1\r\nhost: a\r\n${close}content-length: ${body.length}\r\n\r\n`
    return Buffer.concat([Buffer.from(head), body])
  }
  await answering(async (port) => {
    const all = Array.from({ length: 12 }, async (_, socket) => {
      const bodies = Array.from({ length: 5 }, (__, number) => bodyOf(socket, number))
      const requests = bodies.map((body, number) => requestOf(`/${socket}.${number}`, body, number === 4))
      const expected = bodies.map((body, number) => `/${socket}.${number} ${digest(body)}`)
      expect(await answersTo(port, Buffer.concat(requests))).toEqual(expected)
    })
    await Promise.all(all)
  })
})
