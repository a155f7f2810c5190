import { type ClientRequest, request } from 'node:http'
import { text } from 'node:stream/consumers'
import { describe, expect, it } from 'vitest'
import { openViewer } from '../../src/graphql/access/viewer.ts'
import { chargedTo, createRates } from '../../src/server/requests/rates.ts'
import { listen } from '../setup/servers/served.ts'
import { apiOver, startApi } from '../setup/servers/api.ts'
import { makeToken } from '../setup/servers/tokens.ts'

describe('what a client may ask for in a time', () => {
  it('is filled again, and takes a request while something is left', () => {
    let now = 0
    const rates = createRates(100, () => now)!
    expect(rates.problem('10.0.0.1')).toBeUndefined()
    rates.take('10.0.0.1', 1_500)
    const problem = rates.problem('10.0.0.1')!
    expect(problem.extensions).toEqual({
      code: 'RATE_LIMITED',
      limit: 100,
      http: { status: 429, headers: { 'retry-after': '6' } },
    })
    expect(rates.problem('10.0.0.2')).toBeUndefined()
    now += 5_000
    expect(rates.problem('10.0.0.1')).toBeDefined()
    now += 1_000
    expect(rates.problem('10.0.0.1')).toBeUndefined()
    rates.take('10.0.0.1', 50)
    rates.take('10.0.0.1', -50)
    now += 3_600_000
    rates.take('10.0.0.1', 1_000)
    expect(rates.problem('10.0.0.1')).toBeDefined()
  })

  it('is no limit by default', () => {
    expect(createRates(0)).toBeUndefined()
  })

  it('is answered 429 before the query is read, on streams too', async () => {
    const api = await startApi({ title: 'memory', kinds: { main: 'memory' } }, { rateLimit: 1 })
    const { port, close } = await listen(api.app)
    const send = (path: string, body: object, accept = 'application/json') =>
      fetch(`http://127.0.0.1:${port}${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', accept },
        body: JSON.stringify(body),
      })
    expect((await send('/graphql', { query: '{ statusCounts { unavailable } }' })).status).toBe(200)
    const refused = await send('/graphql', { query: '{ this is no query' })
    expect([refused.status, Number(refused.headers.get('retry-after')) > 100]).toEqual([429, true])
    expect(await refused.json()).toMatchObject({
      errors: [{ extensions: { code: 'RATE_LIMITED', limit: 1 } }],
    })
    const stream = await send(
      '/graphql/stream',
      { operations: [{ id: 'a', query: 'subscription { attentionChanged { unavailable } }' }] },
      'text/event-stream',
    )
    let text = ''
    for await (const chunk of stream.body!.pipeThrough(new TextDecoderStream())) {
      text += chunk
      if (text.includes('RATE_LIMITED')) break
    }
    expect(text).toContain('event: error')
    await close()
    await api.app.close()
    await api.close()
  })

  it('is counted by token, from whatever address, and by address where nobody is known', () => {
    const client = '192.0.2.1'
    const viewer = { ...openViewer, name: 'ada' }
    expect([
      chargedTo({ viewer: { ...viewer, tokenId: 't1' }, client }),
      chargedTo({ viewer: { ...viewer, tokenId: 't1' }, client: '192.0.2.2' }),
      chargedTo({ viewer, client }),
      chargedTo({ viewer: openViewer, client }),
      chargedTo({ viewer: undefined, client }),
      chargedTo({ viewer: openViewer, client: undefined }),
    ]).toEqual(['token t1', 'token t1', 'subject ada', client, client, undefined])
  })

  it('of a token leaves others at its address as much as they may', async () => {
    const open = await startApi({ title: 'sqlite', kinds: { main: 'sqlite' } })
    const [admin] = open.backends
    const api = apiOver(open.backends, [], { auth: 'tokens', admin, rateLimit: 1 })
    const { port, close } = await listen(api.app)
    const [one, other] = await Promise.all([makeToken(admin!), makeToken(admin!)])
    const ask = async (secret: string) =>
      (
        await fetch(`http://127.0.0.1:${port}/graphql`, {
          method: 'POST',
          headers: { 'content-type': 'application/json', 'authorization': `Bearer ${secret}` },
          body: JSON.stringify({ query: '{ statusCounts { unavailable } }' }),
        })
      ).status
    expect([await ask(one.secret), await ask(one.secret), await ask(other.secret)]).toEqual([200, 429, 200])
    await close()
    await api.app.close()
    await open.close()
  })

  it('is a number of requests at once over all clients, half of them of one address', async () => {
    const api = await startApi({ title: 'memory', kinds: { main: 'memory' } }, { maxRequests: 4 })
    const { port, close } = await listen(api.app)
    const claim = `mutation { claimActions(input: { worker: "w", kinds: ["k"], wait: 20000 }) { actions { nodeId } } }`
    const sockets: ClientRequest[] = []
    const wait = (localAddress: string) => {
      const sent = send(port, localAddress, claim)
      sockets.push(sent.request)
      sent.answer.catch(() => {})
    }
    const limitFor = async (localAddress: string) => {
      const { errors } = JSON.parse(await send(port, localAddress, '{ __typename }').answer) as Refused
      return errors?.map(({ extensions: { code, limit } }) => `${code} ${limit}`)
    }
    for (let count = 0; count < 2; count++) wait('127.0.0.1')
    await expect.poll(() => limitFor('127.0.0.1')).toEqual(['RATE_LIMITED 2'])
    expect(await limitFor('127.0.0.2')).toBeUndefined()
    for (let count = 0; count < 2; count++) wait('127.0.0.2')
    await expect.poll(() => limitFor('127.0.0.3')).toEqual(['RATE_LIMITED 4'])
    expect((await fetch(`http://127.0.0.1:${port}/healthz`)).status).toBe(200)
    for (const socket of sockets) socket.destroy()
    await expect.poll(() => limitFor('127.0.0.1')).toBeUndefined()
    await close()
    await api.app.close()
    await api.close()
  })
})

interface Refused {
  readonly errors?: readonly { readonly extensions: { readonly code: string; readonly limit: number } }[]
}

/** Sends a query from an address of this machine. */
function send(port: number, localAddress: string, query: string) {
  const { promise: answer, resolve, reject } = Promise.withResolvers<string>()
  const headers = { 'content-type': 'application/json' }
  const sent = request({ port, host: '127.0.0.1', path: '/graphql', method: 'POST', localAddress, headers })
  sent.once('response', (response) => resolve(text(response))).once('error', reject)
  sent.end(JSON.stringify({ query }))
  return { request: sent, answer }
}
