import { once } from 'node:events'
import { type Socket, connect } from 'node:net'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Served, serve } from '../setup/servers/process.ts'
import { begun, idsFrom } from '../setup/seeds/records.ts'
import { sized } from '../setup/whole.ts'

let served: Served
beforeAll(async () => {
  served = await serve(['--backend', 'main=memory:'])
  const record =
    'mutation ($input: RecordExecutionsInput!) { recordExecutions(input: $input) { results { ok } } }'
  await served.ask(record, { input: { executions: idsFrom('e', 100).map((id) => begun(id)) } })
})
afterAll(() => served.stop())

async function connected(first: string): Promise<Socket> {
  const socket = connect({ port: served.port, host: '127.0.0.1', localAddress: '127.0.0.2' })
  socket.on('error', () => {}).resume()
  await once(socket, 'connect')
  if (first !== '') socket.write(first)
  return socket
}

const head = `POST /graphql HTTP/1.1\r\nhost: localhost:1\r\ncontent-type: application/json\r\n`

const claim = JSON.stringify({
  query:
    'mutation { claimActions(input: { worker: "w", kinds: ["none"], wait: 20000 }) { actions { nodeId } } }',
})

it('beside a crowd that says nothing, and one whose claims wait, others are answered', async () => {
  const count = sized(2_000, 1_000)
  const crowd = await Promise.all(
    Array.from({ length: count }, (_, number) =>
      connected(number % 2 === 0 ? '' : `${head}content-length: ${claim.length}\r\n\r\n${claim}`),
    ),
  )
  const waiting = async () => {
    const { body } = await served.ask('{ queue { workers { id } } }')
    return (body as { data: { queue: { workers: unknown[] } } }).data.queue.workers.length
  }
  await expect.poll(waiting).toBe(1)
  const ids = idsFrom('e', 100)
  const looked = await Promise.all(
    Array.from({ length: 20 }, () =>
      served.ask('query ($ids: [ID!]!) { executions(ids: $ids) { id } }', { ids }),
    ),
  )
  for (const { body } of looked)
    expect((body as { data: unknown }).data).toEqual({ executions: ids.map((id) => ({ id })) })
  expect(crowd.filter(({ destroyed }) => destroyed)).toEqual([])
  for (const socket of crowd) socket.destroy()
})

it.each(sized(['headers', 'body'], ['headers']))('who sends %s byte by byte is cut off', async (what) => {
  const sent = what === 'headers' ? head : `${head}content-length: 1000\r\n\r\n`
  const socket = await connected(sent.slice(0, -1))
  const drip = setInterval(() => socket.write(what === 'headers' ? 'x' : ' '), 500)
  socket.write(sent.slice(-1))
  await once(socket, 'close')
  clearInterval(drip)
})
