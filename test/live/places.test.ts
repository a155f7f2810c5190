import { type IncomingMessage, request } from 'node:http'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Operation, type StreamOf, readStream } from '../setup/ask/streams.ts'
import { idsFrom } from '../setup/seeds/records.ts'
import { type Api, startApi } from '../setup/servers/api.ts'
import { listen } from '../setup/servers/served.ts'
import { sized } from '../setup/whole.ts'

const bounds = [
  {
    what: 'queues or attentions',
    most: 2_000,
    queryOf: (index: number) =>
      index % 2 === 0
        ? 'subscription { queueChanged { open } }'
        : 'subscription { attentionChanged { notLookedAt } }',
  },
  {
    what: 'filters',
    most: 2_000,
    queryOf: (index: number) => `subscription { runsChanged(filter: { flow: ["F${index}"] }) { kind } }`,
  },
]
const operationsOfStream = 20

describe.each(sized(bounds, bounds.slice(1)))('beyond the bound of $what', ({ what, most, queryOf }) => {
  let api: Api
  let port: number
  let closeSocket: () => Promise<void>
  const open: StreamOf[] = []
  beforeEach(async () => {
    api = await startApi({ title: 'memory', kinds: { main: 'memory' } })
    ;({ port, close: closeSocket } = await listen(api.app))
  })
  afterEach(async () => {
    for (const stream of open.splice(0)) await stream.close()
    await closeSocket()
    await api.app.close()
    await api.close()
  })
  const stream = async (localAddress: string, count = operationsOfStream) => {
    const operations: Operation[] = idsFrom('o', count).map((id, index) => ({ id, query: queryOf(index) }))
    const one = readStream(await postFrom(localAddress, port, { operations }))
    open.push(one)
    await expect.poll(() => one.events.some(({ event }) => event === 'beat')).toBe(true)
    return one
  }
  const refusedOf = ({ events }: StreamOf) =>
    events.flatMap(({ event, data }) => (event === 'error' ? [data] : []))
  const refused = idsFrom('o', operationsOfStream).map((id) => ({
    id,
    errors: [
      {
        message: `The streams of your address, or of all, watch too many ${what}. Watch fewer.`,
        extensions: { code: 'RATE_LIMITED', limit: most / 2 },
      },
    ],
  }))

  it('operations are refused by name, those of one address at half of it, and others go on', async () => {
    const perAddress = most / 2 / operationsOfStream
    const [first] = await Promise.all(Array.from({ length: perAddress }, () => stream('127.0.0.2')))
    expect(open.flatMap(refusedOf)).toEqual([])
    const beyond = await stream('127.0.0.2')
    expect(refusedOf(beyond)).toEqual(refused)
    await Promise.all(Array.from({ length: perAddress }, () => stream('127.0.0.3')))
    expect(open.filter((one) => one !== beyond).flatMap(refusedOf)).toEqual([])
    // All places are taken, also for one who has none.
    expect(refusedOf(await stream('127.0.0.4', operationsOfStream))).toEqual(refused)
    await first!.close()
    await expect.poll(async () => refusedOf(await stream('127.0.0.4'))).toEqual([])
    expect(refusedOf(await stream('127.0.0.4', operationsOfStream))).toEqual(refused)
  })
})

/** Sends a request from one of the addresses of this machine. */
function postFrom(localAddress: string, port: number, body: object): Promise<Response> {
  const { promise, resolve, reject } = Promise.withResolvers<Response>()
  const headers = { 'content-type': 'application/json', 'accept': 'text/event-stream' }
  const asked = request(
    { host: '127.0.0.1', port, localAddress, path: '/graphql/stream', method: 'POST', headers, agent: false },
    (response) => resolve(responseOf(response)),
  )
  asked.on('error', reject).end(JSON.stringify(body))
  return promise
}

function responseOf(response: IncomingMessage): Response {
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      response.on('data', (chunk: Uint8Array) => controller.enqueue(chunk))
      response.on('end', () => controller.close())
      response.on('error', (error) => controller.error(error))
    },
    cancel: () => void response.destroy(),
  })
  return new Response(body, { status: response.statusCode! })
}
