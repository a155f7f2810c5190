import { type Socket, connect } from 'node:net'
import { setTimeout } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { begun, idsFrom } from '../setup/seeds/records.ts'
import { startGated } from '../setup/servers/gated.ts'
import { serve } from '../setup/servers/process.ts'
import { newReadyPlace } from '../setup/servers/stores.ts'
import { sized } from '../setup/whole.ts'

const record =
  'mutation ($input: RecordExecutionsInput!) { recordExecutions(input: $input) { results { ok } } }'
const history = 'executionHistory(first: 30) { nodes { id status attempts { nodes { number } } } }'

const request = (port: number, query: string) => {
  const body = JSON.stringify({ query })
  return `POST /graphql HTTP/1.1\r\nhost: 127.0.0.1:${port}\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n${body}`
}

it.each(sized(['sqlite', 'memory'], ['sqlite']))(
  'a client that sends 120 queries over %s at once waits by itself',
  async (kind) => {
    const place = await newReadyPlace(kind)
    const served = await serve(['--backend', `main=${place.url}`])
    try {
      const executions = idsFrom('e', 100).map((id) => begun(id))
      await served.ask(record, { input: { executions } })
      const port = Number(new URL(served.url).port)
      let marks = 0
      /** How many of them are executed before the last of five requests of another client. */
      const before = async () => {
        const mark = `mark-${marks++}`
        const ask = '{ executions(ids: ["e7"]) { id } }'
        const leave = `mutation { recordExecutions(input: { executions: [{ id: "${mark}", flow: "F" }] }) { results { ok } } }`
        const many = send(
          '127.0.0.2',
          request(port, `{ mark: execution(id: "${mark}") { id } ${history} }`).repeat(120),
        )
        const five = send('127.0.0.1', request(port, ask).repeat(4) + request(port, leave))
        // Which stands at the end of each answer.
        await expect.poll(() => [many, five].map((one) => one.count('"extensions":'))).toEqual([120, 5])
        expect([five.count('"id":"e7"'), five.count('"ok":true')]).toEqual([4, 1])
        for (const one of [many, five]) one.socket.destroy()
        return many.count('"mark":null')
      }
      const send = (localAddress: string, requests: string) => {
        const socket = connect({ port, host: '127.0.0.1', localAddress })
        let text = ''
        socket.on('data', (data) => (text += data.toString('latin1')))
        socket.write(requests)
        return { socket, count: (part: string) => text.split(part).length - 1 }
      }
      let fewest = await before()
      // Had this process to wait, the server went on meanwhile: that says nothing.
      for (let time = 1; time < 5 && fewest >= 90; time++) fewest = await before()
      expect(fewest).toBeLessThan(90)
    } finally {
      await served.stop()
      await place.remove()
    }
  },
)

it('a client whose queries wait by the thousand is told to come later', async () => {
  const server = await startGated('memory')
  let text = ''
  const sockets: Socket[] = []
  const send = (times: number) => {
    const socket = connect({ port: server.port, host: '127.0.0.1', localAddress: '127.0.0.2' })
    sockets.push(socket)
    socket.on('data', (data) => (text += data.toString('latin1')))
    socket.write(request(server.port, '{ execution(id: "e") { id } }').repeat(times))
  }
  const count = (status: number) => text.split(`HTTP/1.1 ${status}`).length - 1
  server.shut()
  let all = 1_050
  for (let sent = 0; sent < all; sent += 75) send(75)
  // Until one that comes alone finds no place. Those before it wait like the others.
  while (count(429) === 0) {
    send(1)
    all += 1
    await setTimeout(100)
  }
  server.open()
  await expect.poll(() => count(200) + count(429)).toBe(all)
  // A few of them come only when others are answered.
  expect(count(200)).toBeGreaterThanOrEqual(8 + 1_000)
  expect(text.match(/retry-after: 1\r\n/gi)).toHaveLength(count(429))
  expect(text).toContain('At most 1000 queries of one client may wait to be executed.')
  for (const socket of sockets) socket.destroy()
  await server.close()
})
