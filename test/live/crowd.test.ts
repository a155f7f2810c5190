import { type IncomingMessage, request } from 'node:http'
import { afterEach, expect, it } from 'vitest'
import { watchExecutions } from '../setup/ask/streams.ts'
import { type Served, serve } from '../setup/servers/process.ts'
import { newReadyPlace } from '../setup/servers/stores.ts'
import { sized } from '../setup/whole.ts'

const opened: (() => unknown)[] = []
afterEach(async () => {
  for (const close of opened.splice(0).toReversed()) await close()
})

/** What this server allows: half of it to one address. */
const [mostStreams, mostOfAddress] = sized([400, 200], [100, 50])
const [connections, addresses] = sized([1_000, 5], [250, 5])
/** So many are opened at once from one address. */
const lanes = 50

interface Connection {
  readonly response: IncomingMessage
  /** What was sent so far. */
  text(): string
}

const body = JSON.stringify({ operations: [watchExecutions('w', ['a'])] })

function connect({ port }: Served, localAddress: string): Promise<Connection> {
  const headers = { 'content-type': 'application/json', 'accept': 'text/event-stream' }
  const to = { host: '127.0.0.1', port, localAddress, agent: false } as const
  return new Promise((resolve, reject) => {
    const asked = request({ ...to, method: 'POST', path: '/graphql/stream', headers }, (response) => {
      const parts: string[] = []
      response.setEncoding('utf8')
      response.on('data', (part: string) => parts.push(part)).on('error', () => {})
      opened.push(() => response.destroy())
      resolve({ response, text: () => parts.join('') })
    })
    asked.on('error', reject).end(body)
  })
}

/** Opens so many, and returns them all when each is answered. */
async function crowd(server: Served, localAddress: string, count: number): Promise<Connection[]> {
  const all: Connection[] = []
  let left = count
  const lane = async () => {
    while (left-- > 0) all.push(await connect(server, localAddress))
  }
  await Promise.all(Array.from({ length: lanes }, lane))
  return all
}

it(`of ${connections} connections as many are streams as may be open, the others are refused by name, and all streams are told`, async () => {
  const place = await newReadyPlace('sqlite')
  opened.push(() => place.remove())
  const server = await serve(['--backend', `main=${place.url}`, `--max-streams=${mostStreams}`])
  opened.push(() => server.stop())
  const each = connections / addresses
  const own = await crowd(server, '127.0.0.2', each + 1)
  const isOpen = ({ response }: Connection) => response.statusCode === 200
  expect(own.filter(isOpen).length).toBe(mostOfAddress)
  const others = await Promise.all(
    Array.from({ length: addresses - 1 }, (_, index) => crowd(server, `127.0.0.${3 + index}`, each)),
  )
  const all = [...own, ...others.flat()]
  const streams = all.filter(isOpen)
  expect([all.length, streams.length]).toEqual([connections + 1, mostStreams])
  const refused = all.filter((one) => !isOpen(one))
  await expect.poll(() => refused.every(({ response }) => response.complete)).toBe(true)
  const requestId = /,"extensions":\{"requestId":"[^"]*"\}/
  const reasons = new Set(
    refused.map(({ response, text }) => `${response.statusCode} ${text().replace(requestId, '')}`),
  )
  const reason = (whose: string, limit: number) => {
    const message = `At most ${limit} streams of ${whose} may be open. Close one, or ask again later.`
    const extensions = { code: 'RATE_LIMITED', limit, received: limit + 1 }
    return `429 ${JSON.stringify({ errors: [{ message, extensions }] })}`
  }
  expect(reasons).toEqual(new Set([reason('your address', mostOfAddress), reason('everybody', mostStreams)]))
  expect(refused[0]!.response.headers['retry-after']).toBe('5')
  const recorded = await server.ask(
    'mutation { recordExecutions(input: { executions: [{ id: "a", flow: "F" }] }) { results { ok } } }',
  )
  expect(recorded).toEqual({
    status: 200,
    body: expect.objectContaining({ data: { recordExecutions: { results: [{ ok: true }] } } }),
  })
  const isTold = ({ text }: Connection) => text().includes('"kind":"UPDATE","id":"a"')
  await expect.poll(() => streams.filter(isTold).length).toBe(mostStreams)
  // Places that are left are taken by others.
  for (const { response } of streams.slice(0, 10)) response.destroy()
  await expect.poll(async () => isOpen(await connect(server, '127.0.0.9'))).toBe(true)
})
