import { once } from 'node:events'
import { type AddressInfo, type Socket, createServer } from 'node:net'
import { expect, it } from 'vitest'
import { pacedSockets } from '../../src/db/stores/postgres/socket.ts'

const each = 8 * 1024 * 1024
const count = 6

async function listening(answer: (socket: Socket) => void) {
  const server = createServer(answer).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const close = () => new Promise<unknown>((resolve) => server.close(resolve))
  return { server: { host: ['127.0.0.1'], port: [port], path: false as const }, close }
}

it('takes a bounded part of what servers have sent in a round of the event loop, and all of it', async () => {
  const { server, close } = await listening((socket) => socket.end(Buffer.alloc(each)))
  let [inRound, most, received, isOver] = [0, 0, 0, false]
  const nextRound = () => {
    most = Math.max(most, inRound)
    inRound = 0
    if (!isOver) setImmediate(nextRound)
  }
  setImmediate(nextRound)
  const open = pacedSockets()
  const read = async () => {
    const socket = open(server)
    socket.on('data', ({ length }: Buffer) => {
      inRound += length
      received += length
    })
    await once(socket, 'end')
  }
  await Promise.all(Array.from({ length: count }, read))
  isOver = true
  expect(received).toBe(count * each)
  // Each socket gives one chunk before it is paused.
  expect(most).toBeLessThanOrEqual(512 * 1024 + 2 * count * 64 * 1024)
  await close()
})

it('what cannot be connected fails when the driver listens, and the next host is tried then', async () => {
  const { server, close } = await listening((socket) => socket.end('hello'))
  const open = pacedSockets()
  const servers = { ...server, host: ['256.0.0.1', ...server.host], port: [...server.port, ...server.port] }
  const failed = open(servers)
  await Promise.resolve()
  const [error] = (await once(failed, 'error').catch((thrown: unknown) => [thrown])) as [Error]
  expect(error).toBeInstanceOf(Error)
  const [bytes] = (await once(open(servers), 'data')) as [Buffer]
  expect(String(bytes)).toBe('hello')
  await expect(once(open({ ...server, path: '/nowhere/at/all' }), 'error')).resolves.toEqual([
    expect.objectContaining({ code: 'ENOENT' }),
  ])
  await close()
})
