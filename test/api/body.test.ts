import { type ClientRequest, type IncomingMessage, request } from 'node:http'
import { json } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Api, startApi } from '../setup/servers/api.ts'
import { listen } from '../setup/servers/served.ts'

const maxBody = 200_000
const type = { 'content-type': 'application/json' }

let api: Api
let server: Awaited<ReturnType<typeof listen>>
beforeAll(async () => {
  api = await startApi({ title: '', kinds: { main: 'sqlite' } }, { maxBody })
  server = await listen(api.app)
})
afterAll(async () => {
  await server.close()
  await api.close()
})

/** A request whose body is sent by `write`, so that the test has it in hand. */
async function post(headers: Record<string, string | number>, write: (sent: ClientRequest) => void) {
  const sent = request(`${server.url}/graphql`, { method: 'POST', headers: { ...type, ...headers } })
  sent.on('error', () => {})
  const response = new Promise<IncomingMessage>((resolve) => sent.once('response', resolve))
  write(sent)
  const { statusCode } = await response
  return [statusCode, await json(await response)]
}

/** A request for `__typename` of exactly so many bytes. */
const ofLength = (length: number) => {
  const body = JSON.stringify({ query: '{ __typename }', variables: { pad: '' } })
  return body.replace('"pad":""', `"pad":"${'x'.repeat(length - body.length)}"`)
}

const answered = [
  200,
  { data: { __typename: 'Query' }, extensions: { backends: [], cost: { estimate: 1, actual: 1 } } },
]
const tooLarge = (received: unknown) => [
  413,
  {
    errors: [
      {
        message: expect.stringMatching(/^The body has at least \d+ bytes\. The limit is 200000\.$/),
        extensions: { code: 'TOO_LARGE', field: 'body', limit: maxBody, received },
      },
    ],
    extensions: { requestId: expect.any(String) },
  },
]
const stillHealthy = async () =>
  expect(await (await fetch(`${server.url}/healthz`)).json()).toEqual({ status: 'alive' })

describe('a body', () => {
  it('of the largest size is read, whether its length is declared or not', async () => {
    const body = ofLength(maxBody)
    expect(await post({ 'content-length': maxBody }, (sent) => sent.end(body))).toEqual(answered)
    const inPieces = (sent: ClientRequest) => {
      for (let start = 0; start < body.length; start += 50_000) sent.write(body.slice(start, start + 50_000))
      sent.end()
    }
    expect(await post({ 'transfer-encoding': 'chunked' }, inPieces)).toEqual(answered)
  })

  it('that is declared larger is refused before a byte of it was sent', async () => {
    const length = maxBody + 1
    expect(await post({ 'content-length': length }, (sent) => sent.flushHeaders())).toEqual(tooLarge(length))
    await stillHealthy()
  })

  it('that turns out larger is refused while it comes, though its beginning looks whole', async () => {
    const mutation =
      'mutation { recordExecutions(input: { executions: [{ id: "cut", flow: "F" }] }) { results { ok } } }'
    const body = JSON.stringify({ query: mutation })
    const endless = (sent: ClientRequest) => {
      sent.write(body)
      const more = setInterval(() => sent.write(' '.repeat(50_000)), 1)
      sent.once('close', () => clearInterval(more))
    }
    expect(await post({ 'transfer-encoding': 'chunked' }, endless)).toEqual(tooLarge(expect.any(Number)))
    await stillHealthy()
    expect(await api.data('{ execution(id: "cut") { id } }')).toEqual({ execution: null })
  })

  it('that is far larger is refused so that any client sees it', async () => {
    const body = 'x'.repeat(4_000_000)
    const streamed = () => new Blob([body]).stream()
    const answers = await Promise.all(
      [body, body, body, streamed(), streamed(), streamed()].map(async (sent) => {
        const init = { method: 'POST', headers: type, body: sent, duplex: 'half' }
        return (await fetch(`${server.url}/graphql`, init)).status
      }),
    )
    expect(answers).toEqual(answers.map(() => 413))
    await stillHealthy()
  })

  it('that stops half-way, or whose client goes away, leaves the server as it was', async () => {
    const gone = Array.from({ length: 10 }, () => {
      const sent = request(`${server.url}/graphql`, {
        method: 'POST',
        headers: { ...type, 'content-length': 1000 },
      })
      sent.on('error', () => {}).write('{"query":')
      return new Promise((closed) => {
        sent.once('close', closed)
        setImmediate(() => sent.destroy())
      })
    })
    await Promise.all(gone)
    await stillHealthy()
  })
})

it('a query text over 100 KB is TOO_LARGE, whatever it says, and one below is not', async () => {
  const ask = async (query: string) => {
    const response = await fetch(`${server.url}/graphql`, {
      method: 'POST',
      headers: { ...type, accept: 'application/json' },
      body: JSON.stringify({ query }),
    })
    return [response.status, await response.json()]
  }
  const comment = (bytes: number) => `{ __typename } #${'é'.repeat((bytes - 16) / 2)}`
  expect(await ask(comment(102_400))).toEqual(answered)
  expect(await ask(comment(102_402))).toMatchObject([
    413,
    { errors: [{ extensions: { code: 'TOO_LARGE', field: 'query', limit: 102_400, received: 102_402 } }] },
  ])
})
