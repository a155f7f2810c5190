import { type IncomingHttpHeaders, request } from 'node:http'
import { connect } from 'node:net'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Served, run, serve } from '../setup/servers/process.ts'
import { startApi } from '../setup/servers/api.ts'

const record =
  'mutation { recordExecutions(input: { executions: [{ id: "forged", flow: "F" }] }) { results { ok } } }'
const friend = 'https://friend.example'

let server: Served
let open: Served
let named: Served
beforeAll(async () => {
  const memory = ['--backend', 'main=memory:']
  const names = ['--allowed-host', 'api.example,Second.Example']
  ;[server, open, named] = await Promise.all([
    serve([...memory, ...names, '--allowed-origin', friend]),
    serve([...memory, '--host', '0.0.0.0', '--insecure']),
    serve([...memory, '--host', '0.0.0.0', '--insecure', ...names]),
  ])
})
afterAll(async () => {
  await Promise.all([server, open, named].map((one) => one.stop()))
})

interface Sent {
  readonly method?: string
  readonly path?: string
  readonly headers?: Record<string, string>
  readonly body?: string
}

interface Got {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly body: string
}

/** As it is written here: `fetch` would not send these headers. */
function send(
  { port }: Served,
  { method = 'GET', path = '/healthz', headers = {}, body }: Sent,
): Promise<Got> {
  return new Promise((resolve, reject) => {
    const sent = request({ host: '127.0.0.1', port, method, path, headers, agent: false }, (response) => {
      const { statusCode = 0, headers } = response
      resolve(text(response).then((body) => ({ status: statusCode, headers, body })))
    })
    sent.once('error', reject).end(body)
  })
}

/** Without headers. */
async function sendLine({ port }: Served, line: string): Promise<Pick<Got, 'status' | 'body'>> {
  const socket = connect(port, '127.0.0.1')
  socket.end(`${line}\r\n\r\n`)
  const [head = '', body = ''] = (await text(socket)).split('\r\n\r\n')
  return { status: Number(head.split(' ')[1]), body }
}

const post = (to: Served, headers: Record<string, string>, query = record) =>
  send(to, {
    method: 'POST',
    path: '/graphql',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ query }),
  })

/** The status, and the code and field of the error. */
function refusal({ status, body }: Pick<Got, 'status' | 'body'>): unknown[] {
  const { errors } = JSON.parse(body) as { errors: { extensions: { code: string; field: string } }[] }
  return [status, errors[0]!.extensions.code, errors[0]!.extensions.field]
}

const nothingWasWritten = async () =>
  expect((await server.ask('{ execution(id: "forged") { id } }')).body).toHaveProperty('data.execution', null)

describe('a Host header that names no host', () => {
  it.each(['a b', '[', '%', 'a/b', 'user@host', 'a:b', '1.2.3.4.5', '[::1', 'a:99999', 'a?b', '\\'])(
    '%s is 400',
    async (host) => {
      for (const to of [server, open]) {
        const answer = await send(to, { path: '/graphql', headers: { host } })
        expect(refusal(answer)).toEqual([400, 'BAD_USER_INPUT', 'host'])
        expect(answer.body).not.toMatch(/\n|\.js|\.ts/)
      }
    },
  )

  it('a request has, unless it is of HTTP/1.0', async () => {
    for (const to of [server, open]) {
      expect(refusal(await sendLine(to, 'GET /graphql HTTP/1.1'))).toEqual([400, 'BAD_USER_INPUT', 'host'])
      expect((await sendLine(to, 'GET /healthz HTTP/1.0')).status).toBe(200)
    }
  })

  it('is in the log, but not once for each request', async () => {
    await Promise.all(Array.from({ length: 50 }, () => send(server, { headers: { host: 'a b' } })))
    const lines = server.output.stdout.split('\n').filter((line) => line.includes('requests refused'))
    expect(lines.length).toBeGreaterThan(0)
    expect(lines.length).toBeLessThan(20)
    expect(server.output.stdout + server.output.stderr).not.toContain('a b')
  })

  it('no more than a first line that names no path', async () => {
    for (const path of ['*', 'http://a/graphql'])
      expect(refusal(await send(server, { method: 'OPTIONS', path }))).toEqual([
        400,
        'BAD_USER_INPUT',
        'path',
      ])
  })
})

describe('on a loopback address', () => {
  it.each([
    'localhost',
    'LOCALHOST:1',
    '127.0.0.1',
    '127.1.2.3:80',
    '[::1]:4000',
    'localhost.',
    '[::ffff:127.0.0.1]:4000',
    '[::ffff:7f00:1]',
    'api.example.:80',
    'api.example',
    'second.example:1',
  ])('%s is answered', async (host) => {
    expect((await send(server, { headers: { host } })).status).toBe(200)
  })
  it.each([
    'evil.example',
    'localhost.evil.example',
    'evil.localhost',
    '127.0.0.1.nip.io',
    '10.0.0.1',
    '[::2]',
    '[::ffff:10.0.0.1]',
    '[::ffff:8f00:1]',
    'localhost..',
  ])('%s is not: its name may lead here without being ours', async (host) => {
    const origin = `http://${host}`
    expect(refusal(await send(server, { headers: { host } }))).toEqual([403, 'FORBIDDEN', 'host'])
    expect(refusal(await post(server, { host, origin }))).toEqual([403, 'FORBIDDEN', 'host'])
    await nothingWasWritten()
  })
})

it('elsewhere any name is answered, unless some are allowed', async () => {
  const headers = { host: 'any.example' }
  expect((await send(open, { headers })).status).toBe(200)
  expect(refusal(await send(named, { headers }))).toEqual([403, 'FORBIDDEN', 'host'])
  expect((await send(named, { headers: { host: 'api.example:80' } })).status).toBe(200)
})

describe('what a page of another site sends', () => {
  it.each<Record<string, string>>([
    { origin: 'https://evil.example' },
    { origin: 'null' },
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site', 'origin': 'http://localhost:1' },
    { origin: `${friend}.evil.example` },
  ])('%j is refused and not run', async (headers) => {
    expect(refusal(await post(server, headers))).toEqual([403, 'FORBIDDEN', 'origin'])
    const get = { path: `/graphql?query=${encodeURIComponent('{ __typename }')}`, headers }
    expect(refusal(await send(server, get))).toEqual([403, 'FORBIDDEN', 'origin'])
    expect(refusal(await send(server, { headers }))).toEqual([403, 'FORBIDDEN', 'origin'])
    await nothingWasWritten()
  })

  it('as a link to the page is answered with the page, which runs nothing and stands in no frame', async () => {
    const headers = {
      'sec-fetch-site': 'cross-site',
      'sec-fetch-mode': 'navigate',
      'accept': 'text/html,*/*',
    }
    const query = encodeURIComponent('{ backends { name } }')
    const answer = await send(server, { path: `/graphql?query=${query}`, headers })
    expect([answer.status, answer.headers['content-type']]).toEqual([200, 'text/html; charset=utf-8'])
    expect(answer.headers['content-security-policy']).toContain("frame-ancestors 'none'")
    expect(answer.headers['x-frame-options']).toBe('DENY')
    for (const path of [`/graphql?query=${query}`, '/readyz']) {
      const without = await send(server, { path, headers: { ...headers, accept: '*/*' } })
      expect(refusal(without)).toEqual([403, 'FORBIDDEN', 'origin'])
    }
  })
})

describe('is answered', () => {
  it.each<[string, Record<string, string>]>([
    ['a client that is no browser', {}],
    [
      'the page of the server itself',
      { 'sec-fetch-site': 'same-origin', 'origin': 'http://localhost:4000', 'host': 'localhost:4000' },
    ],
    [
      'the same behind a proxy that takes the encryption off',
      { origin: 'https://api.example', host: 'api.example' },
    ],
    ['somebody who typed the address', { 'sec-fetch-site': 'none' }],
  ])('%s', async (_, headers) => {
    const answer = await post(server, headers, '{ __typename }')
    expect([answer.status, answer.headers['access-control-allow-origin']]).toEqual([200, undefined])
  })

  it('an allowed origin, with its preflight, and without credentials', async () => {
    const headers = { 'origin': friend, 'sec-fetch-site': 'cross-site' }
    const asked = await send(server, {
      method: 'OPTIONS',
      path: '/graphql',
      headers: {
        ...headers,
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'content-type',
      },
    })
    expect(asked).toMatchObject({
      status: 204,
      headers: {
        'access-control-allow-origin': friend,
        'access-control-allow-methods': 'GET, POST',
        'access-control-allow-headers':
          'content-type, authorization, last-event-id, x-request-id, mcp-protocol-version, mcp-method, mcp-name',
      },
    })
    const answer = await post(server, headers, '{ __typename }')
    expect([answer.status, answer.headers['access-control-allow-origin']]).toEqual([200, friend])
    expect(asked.headers).not.toHaveProperty('access-control-allow-credentials')
    const refused = await send(server, { method: 'POST', path: '/graphql', headers, body: 'x' })
    expect([refused.status, refused.headers['access-control-allow-origin']]).toEqual([415, friend])
  })
})

describe('the fetch handler', () => {
  it('does the same by options', async () => {
    const hosts = { loopback: true, allowed: [] }
    const api = await startApi({ title: '', kinds: { main: 'memory' } }, { hosts, allowedOrigins: [friend] })
    const ask = async (url: string, headers: Record<string, string> = {}) => {
      const response = await api.app.fetch(url, { headers })
      return [response.status, response.headers.get('access-control-allow-origin')]
    }
    expect(await ask('/healthz')).toEqual([200, null])
    expect(await ask('http://localhost/healthz')).toEqual([200, null])
    expect(await ask('http://evil.example/healthz')).toEqual([403, null])
    expect(await ask('/healthz', { host: 'a b' })).toEqual([400, null])
    expect(await ask('/healthz', { origin: 'https://evil.example' })).toEqual([403, null])
    expect(await ask('/healthz', { origin: friend })).toEqual([200, friend])
    await api.close()
  })
})

it.each([
  ['--allowed-host', 'api.example:80', 'must be a name or an address without a port'],
  ['--allowed-host', 'http://api.example', 'must be a name or an address without a port'],
  ['--allowed-origin', 'api.example', 'must be an origin, such as https://ops.example.com'],
  ['--allowed-origin', 'https://api.example/', 'must be an origin, such as https://ops.example.com'],
])('%s %s is refused at the start', async (option, value, sentence) => {
  const { code, stderr } = await run(['serve', option, value])
  expect([code, stderr]).toEqual([2, expect.stringContaining(`${option} ${sentence}`)])
})
