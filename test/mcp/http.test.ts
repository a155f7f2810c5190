import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { mcpEntrance } from '../../src/cli/mcp/entrance.ts'
import { readSettings } from '../../src/cli/options/settings.ts'
import { mcpOverHttp } from '../../src/client/mcp/overhttp.ts'
import { type Api, apiOver, silent, startApi } from '../setup/servers/api.ts'
import { connectTo } from '../setup/servers/mcp.ts'
import { serve } from '../setup/servers/process.ts'
import { listen } from '../setup/servers/served.ts'

const list = { jsonrpc: '2.0', id: 1, method: 'tools/list', params: {} }
const call = (name: string, args: object = {}) => ({
  ...list,
  method: 'tools/call',
  params: { name, arguments: args },
})

interface Sent {
  readonly method?: string
  readonly body?: string
  readonly headers?: Record<string, string>
}

describe('/mcp', () => {
  let open: Api
  let api: Api
  let served: Awaited<ReturnType<typeof listen>>
  const mcp = mcpOverHttp({ allowWrites: false, report: () => {} })

  beforeAll(async () => {
    open = await startApi({ title: 'memory', kinds: { main: 'memory' } })
    const hosts = { loopback: true, allowed: ['ops.example.com'] }
    api = apiOver(open.backends, [], {
      mcp,
      hosts,
      maxBodies: 1024 ** 2,
      allowedOrigins: ['https://ok.example'],
    })
    served = await listen(api.app)
  })
  afterAll(async () => {
    await served.close()
    await api.app.close()
    await open.close()
  })

  const sentTo =
    (fetching: (path: string, init: RequestInit) => Promise<Response>) =>
    async ({ method = 'POST', body = JSON.stringify(list), headers = {} }: Sent = {}) => {
      const response = await fetching('/mcp', {
        method,
        headers: { 'content-type': 'application/json', ...headers },
        ...(method === 'POST' && { body }),
      })
      const text = await response.text()
      const json = text.startsWith('{')
        ? (JSON.parse(text) as { errors?: { extensions: object }[] })
        : undefined
      return {
        status: response.status,
        text,
        problem: json?.errors?.[0]?.extensions,
        headers: response.headers,
      }
    }
  const bySocket = sentTo((path, init) => fetch(`${served.url}${path}`, init))
  const byFetch = sentTo(async (path, init) => api.app.fetch(`http://localhost${path}`, init))

  it.each([
    ['with a socket', bySocket],
    ['without', byFetch],
  ])('has the rules of all requests %s', async (_, send) => {
    expect(await send()).toMatchObject({ status: 200, text: expect.stringContaining('find_runs') as string })
    for (const method of ['GET', 'DELETE', 'PUT'])
      expect(await send({ method })).toMatchObject({ status: 405, problem: { field: 'method' } })
    expect(await send({ headers: { origin: 'https://evil.example' } })).toMatchObject({
      status: 403,
      problem: { code: 'FORBIDDEN', field: 'origin' },
    })
    expect(
      (await send({ headers: { origin: 'https://ok.example' } })).headers.get('access-control-allow-origin'),
    ).toBe('https://ok.example')
    expect(await send({ headers: { 'content-type': 'text/plain' } })).toMatchObject({ status: 415 })
    expect(await send({ headers: { 'content-encoding': 'gzip' } })).toMatchObject({ status: 415 })
    const long = JSON.stringify({ ...list, params: { x: 'x'.repeat(200_000) } })
    expect(await send({ body: long })).toMatchObject({
      status: 413,
      problem: { code: 'TOO_LARGE', limit: 131_072 },
    })
    for (const body of ['', 'odd', '7', 'null', '"x"', '{"a":', `[${JSON.stringify(list)}]`])
      expect(await send({ body })).toMatchObject({ status: 400, problem: { code: 'BAD_USER_INPUT' } })
    expect(await send({ body: `${'['.repeat(2_000)}${']'.repeat(2_000)}` })).toMatchObject({ status: 400 })
    expect(await send({ body: `{"x":${'['.repeat(3_000)}${']'.repeat(3_000)}}` })).toMatchObject({
      status: 413,
    })
    const { headers } = await send({ headers: { 'x-request-id': 'mine' } })
    expect([headers.get('x-request-id'), headers.get('x-content-type-options')]).toEqual(['mine', 'nosniff'])
  })

  it('answers what is no message of MCP by an error of the protocol', async () => {
    for (const [body, code] of [
      [{}, -32_600],
      [{ ...list, method: 'odd' }, -32_601],
      [{ ...list, method: 7 }, -32_600],
      [{ ...call('frob') }, -32_602],
      [{ ...list, method: 'tools/call', params: { name: 'why', arguments: 'odd' } }, -32_602],
      [{ ...list, method: 'subscriptions/listen', params: {} }, -32_601],
    ] as const) {
      const { text, status } = await bySocket({ body: JSON.stringify(body) })
      expect([status < 500, JSON.parse(/\{.*\}/s.exec(text)![0])]).toMatchObject([true, { error: { code } }])
      expect(text).not.toMatch(/node_modules|\bat /)
    }
  })

  it('does not answer to the name of another host', async () => {
    const at = (host: string) => sentTo(async (path, init) => api.app.fetch(`http://${host}${path}`, init))
    expect(await at('evil.example')()).toMatchObject({ status: 403, problem: { field: 'host' } })
    const { text } = await at('ops.example.com')({ body: JSON.stringify(call('attention')) })
    expect(text).toContain('http://ops.example.com/attention')
  })

  it('charges the client for each message, and for what its tools ask', async () => {
    const limited = apiOver(open.backends, [], { mcp, rateLimit: 10 })
    const ask = (body: object) =>
      limited.app.fetch(
        'http://localhost/mcp',
        { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) },
        { client: '192.0.2.1' },
      )
    // At once: a slow machine would have more to spend by the time it asks again.
    const statuses = await Promise.all(Array.from({ length: 30 }, async () => (await ask(list)).status))
    expect(new Set(statuses)).toEqual(new Set([200, 429]))
    await limited.app.close()
  })

  it('answers however many are under way, up to the bound of requests', async () => {
    const bounded = apiOver(open.backends, [], { mcp, maxRequests: 2 })
    const ask = async () =>
      (
        await bounded.app.fetch('http://localhost/mcp', {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify(call('find_runs')),
        })
      ).status
    const statuses = await Promise.all(Array.from({ length: 10 }, ask))
    expect([statuses.filter((one) => one === 200).length, new Set(statuses)]).toEqual([
      2,
      new Set([200, 429]),
    ])
    await bounded.app.close()
  })

  it('is not there unless it is asked for', async () => {
    const none = sentTo(async (path, init) => open.app.fetch(`http://localhost${path}`, init))
    for (const method of ['GET', 'POST']) expect((await none({ method })).status).toBe(404)
  })
})

it('is at a server that is started so, with the tools that write where they are allowed', async () => {
  const [reading, writing] = ['read', 'write'].map((mcp) => readSettings(['--mcp', mcp], {}).mcp)
  const reader = await mcpEntrance(reading, silent)
  const api = await startApi({ title: 'memory', kinds: { main: 'memory' } }, { mcp: reader })
  const served = await listen(api.app)
  const writer = await serve(['--backend', 'main=memory:', '--mcp', writing!])
  const [one, other] = await Promise.all([connectTo(served.url), connectTo(writer.url)])
  expect(await one.toolNames()).toEqual(
    (await other.toolNames()).filter((name) => name !== 'cancel' && name !== 'retry'),
  )
  expect(await other.toolNames()).toContain('cancel')
  await expect(one.call('cancel', { ids: ['x'] })).rejects.toThrow('Tool cancel not found')
  expect((await other.call('find_runs')).json).toEqual({ runs: [] })
  await Promise.all([one.close(), other.close()])
  await served.close()
  await api.app.close()
  await api.close()
  expect(await writer.stop()).toEqual({ code: 0, signal: null })
})
