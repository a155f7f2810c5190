import { createServer } from 'node:http'
import { type Socket, connect } from 'node:net'
import { once } from 'node:events'
import { expect, it, onTestFinished } from 'vitest'
import { listen } from '../../src/server/listening.ts'

const local = { host: '127.0.0.1', port: 0 }

it('accepts several connections in one round of the event loop', async () => {
  const server = createServer((_, response) => response.end())
  const { port, stop } = await listen(server, local)
  onTestFinished(async () => void (await stop()))
  let [round, most] = [0, 0]
  let isOver = false
  const nextRound = () => {
    most = Math.max(most, round)
    round = 0
    if (!isOver) setImmediate(nextRound)
  }
  server.on('connection', (socket: Socket) => {
    round += 1
    socket.destroy()
  })
  nextRound()
  const sockets = Array.from({ length: 200 }, () => connect(port, local.host))
  await Promise.all(sockets.map((socket) => once(socket, 'close')))
  isOver = true
  expect(most).toBeGreaterThan(1)
})

it('answers on every listener, and is refused the port of another server', async () => {
  const server = createServer((_, response) => response.end('here'))
  const { port, stop } = await listen(server, local)
  const answers = await Promise.all(
    Array.from({ length: 50 }, async () =>
      (await fetch(`http://127.0.0.1:${port}`, { headers: { connection: 'close' } })).text(),
    ),
  )
  expect(new Set(answers)).toEqual(new Set(['here']))
  await expect(listen(createServer(), { ...local, port })).rejects.toMatchObject({ code: 'EADDRINUSE' })
  await stop()
  const { stop: stopOther } = await listen(createServer(), { ...local, port })
  await stopOther()
})
