import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Api, startApi } from '../setup/servers/api.ts'
import { listen } from '../setup/servers/served.ts'

const json = { 'content-type': 'application/json' }
const plain = { ...json, accept: 'application/json' }
const modern = { ...json, accept: 'application/graphql-response+json' }
const mutation =
  'mutation { recordExecutions(input: { executions: [{ id: "forged", flow: "F" }] }) { results { ok } } }'

let api: Api
let server: Awaited<ReturnType<typeof listen>>
beforeAll(async () => {
  api = await startApi({ title: '', kinds: { main: 'sqlite' } })
  server = await listen(api.app)
})
afterAll(async () => {
  await server.close()
  await api.close()
})

const send = (path: string, init?: RequestInit) => fetch(server.url + path, init)
const post = (body: unknown, headers: Record<string, string> = json, path = '/graphql') =>
  send(path, { method: 'POST', headers, body: typeof body === 'string' ? body : JSON.stringify(body) })

/** The status, and of each error its code. */
async function refusal(response: Response) {
  const { errors, data } = (await response.json()) as {
    errors: { extensions: { code: string } }[]
    data?: unknown
  }
  expect(data).toBeUndefined()
  return [response.status, ...errors.map(({ extensions }) => extensions.code)]
}

const nothingWasWritten = async () =>
  expect(await api.data('{ execution(id: "forged") { id } }')).toEqual({ execution: null })

describe('what the client got wrong is 400 BAD_USER_INPUT, or 200 where the request asks for plain JSON', () => {
  it.each([
    ['a syntax error', { query: '{' }],
    ['an unknown field', { query: '{ nope }' }],
    ['a missing variable', { query: 'query ($ids: [ID!]!) { executions(ids: $ids) { id } }' }],
    [
      'a variable of the wrong type',
      { query: 'query ($n: Int) { executionHistory(first: $n) { unavailable } }', variables: { n: 'many' } },
    ],
  ])('%s', async (_, body) => {
    expect(await refusal(await post(body, modern))).toEqual([400, 'BAD_USER_INPUT'])
    expect(await refusal(await post(body, plain))).toEqual([200, 'BAD_USER_INPUT'])
    expect(await refusal(await post(body))).toEqual([200, 'BAD_USER_INPUT'])
  })

  it('a field that is refused leaves the answer 200, with data', async () => {
    for (const headers of [plain, modern]) {
      const response = await post({ query: '{ executionHistory(first: 0) { unavailable } }' }, headers)
      expect([response.status, await response.json()]).toMatchObject([
        200,
        { data: { executionHistory: null }, errors: [{ extensions: { code: 'BAD_USER_INPUT' } }] },
      ])
    }
  })

  it('says where, and does not repeat the body', async () => {
    const body = (await (await post({ query: '{\n  nope }' })).json()) as object
    expect(body).toEqual({
      errors: [
        {
          message: 'Cannot query field "nope" on type "Query".',
          locations: [{ line: 2, column: 3 }],
          extensions: { code: 'BAD_USER_INPUT' },
        },
      ],
      extensions: { requestId: expect.any(String) },
    })
    expect(await (await post('{"secret":')).text()).not.toContain('secret')
  })
})

describe('what is no GraphQL request is 400 BAD_USER_INPUT', () => {
  it.each([
    ['malformed JSON', '{"query":'],
    ['an empty body', ''],
    ['null', 'null'],
    ['a text', '"{ __typename }"'],
    ['an array of requests', [{ query: '{ __typename }' }]],
    ['an empty array', []],
    ['no query', {}],
    ['a query that is no text', { query: 3 }],
    ['variables that are no object', { query: '{ __typename }', variables: 'x' }],
    ['an unknown parameter', { query: '{ __typename }', frob: 1 }],
    ['an operation that is not there', { query: 'query A { __typename }', operationName: 'B' }],
    ['an operation that is not named', { query: 'query A { __typename } query B { __typename }' }],
    ['a query deeper than can be read', { query: '{a'.repeat(20_000) + '}'.repeat(20_000) }],
  ])('%s', async (_, body) => {
    for (const headers of [plain, modern])
      expect(await refusal(await post(body, headers))).toEqual([400, 'BAD_USER_INPUT'])
  })

  it('says that requests cannot be sent in batches', async () => {
    expect(await (await post([{ query: mutation }])).json()).toMatchObject({
      errors: [{ message: 'Batching is not supported.' }],
    })
    await nothingWasWritten()
  })
})

describe('by GET', () => {
  const get = (parameters: Record<string, string>) =>
    send(`/graphql?${new URLSearchParams(parameters).toString()}`)

  it('a query is answered', async () => {
    const query = 'query ($id: ID!) { execution(id: $id) { id } }'
    const response = await get({ query, variables: '{"id":"nobody"}' })
    expect([response.status, await response.json()]).toMatchObject([200, { data: { execution: null } }])
  })

  it('a mutation is refused and not run', async () => {
    const response = await get({ query: mutation })
    expect(response.headers.get('allow')).toBe('POST')
    expect(await refusal(response)).toEqual([405, 'BAD_USER_INPUT'])
    await nothingWasWritten()
  })

  it('variables that are no JSON are refused', async () => {
    expect(await refusal(await get({ query: '{ __typename }', variables: '{' }))).toEqual([
      400,
      'BAD_USER_INPUT',
    ])
  })
})

it.each(['PUT', 'DELETE', 'PATCH', 'OPTIONS'])('%s is refused', async (method) => {
  expect(await refusal(await send('/graphql', { method }))).toEqual([405, 'BAD_USER_INPUT'])
})

describe('by POST, what a form of another site could send without being asked is refused and not run', () => {
  const form = new URLSearchParams({ query: mutation })
  const multipart = new FormData()
  multipart.set('query', mutation)
  const body = JSON.stringify({ query: mutation })
  it.each([
    ['a form', { body: form }],
    ['a multipart form', { body: multipart }],
    ['text', { body }],
    ['text that claims to be JSON', { body, headers: { 'content-type': 'text/plain; application/json' } }],
    ['JSON under another name', { body, headers: { 'content-type': 'application/jsonp' } }],
    ['a bare query', { body: mutation, headers: { 'content-type': 'application/graphql' } }],
    ['bytes without a type', { body: new Uint8Array(Buffer.from(body)) }],
  ])('%s', async (_, init) => {
    for (const path of ['/graphql', '/graphql/', '/graphql?']) {
      expect(await refusal(await send(path, { method: 'POST', ...init }))).toEqual([415, 'BAD_USER_INPUT'])
    }
    await nothingWasWritten()
  })

  it('JSON in an encoding is told which one is taken', async () => {
    const response = await post(gzipSync(body).toString('latin1'), { ...json, 'content-encoding': 'gzip' })
    expect([response.status, response.headers.get('accept-encoding')]).toEqual([415, 'identity'])
    expect(await response.json()).toEqual({
      errors: [
        {
          message: 'Send the body unencoded, not in the encoding "gzip".',
          extensions: { code: 'BAD_USER_INPUT', field: 'content-encoding' },
        },
      ],
      extensions: { requestId: expect.any(String) },
    })
    await nothingWasWritten()
  })

  it.each(['application/json', 'application/json; charset=utf-8', 'application/graphql+json'])(
    '%s is taken',
    async (type) => {
      const response = await post({ query: '{ __typename }' }, { 'content-type': type })
      expect(response.status).toBe(200)
    },
  )
})

it('another site is given no leave to read or to send', async () => {
  const headers = { 'origin': 'https://elsewhere.example', 'access-control-request-method': 'POST' }
  const asked = await send('/graphql', { method: 'OPTIONS', headers })
  const answered = await post({ query: '{ __typename }' }, { ...json, ...headers })
  for (const response of [asked, answered])
    expect([...response.headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([])
})

it.each(['GET', 'HEAD'])('the root leads to the API: %s', async (method) => {
  const response = await send('/', { method, redirect: 'manual' })
  expect([response.status, response.headers.get('location')]).toEqual([302, '/graphql'])
})

it.each([
  ['GET', '/nonsense.json'],
  ['GET', '/graphqlx'],
  ['GET', '/graphql/zzz'],
  ['GET', '/nope?then=/graphql'],
  ['GET', '/mcp'],
  ['POST', '/mcp'],
  ['POST', '/nope'],
  ['POST', '/'],
  ['DELETE', '/"\n/'],
])('%s %s is NOT_FOUND, and nothing is executed', async (method, path) => {
  const body = method === 'POST' ? JSON.stringify({ query: mutation }) : undefined
  for (const accept of ['*/*', 'text/html', 'text/plain']) {
    const response = await send(path, { method, headers: { ...json, accept }, ...(body && { body }) })
    const { pathname } = new URL(response.url)
    const message = `Nothing answers ${method} at "${pathname}". The API is at /graphql.`
    expect([response.status, response.headers.get('content-type'), await response.json()]).toEqual([
      404,
      'application/json',
      {
        errors: [{ message, extensions: { code: 'NOT_FOUND', field: 'path' } }],
        extensions: { requestId: expect.any(String) },
      },
    ])
  }
  await nothingWasWritten()
})

it('a path that is very long is cut in the answer', async () => {
  const answer = await (await send(`/${'x'.repeat(5_000)}`)).text()
  expect(answer).toContain(`/${'x'.repeat(99)}\\". The API`)
})

it('/healthz and /readyz say how it is', async () => {
  const bodies = await Promise.all(['/healthz', '/readyz'].map(async (path) => (await send(path)).json()))
  expect(bodies).toEqual([
    { status: 'alive' },
    { status: 'ready', backends: [{ name: 'main', kind: 'sqlite', reachable: true }] },
  ])
})

describe('answers', () => {
  it.each(['text/*', 'multipart/mixed', 'multipart/*, application/graphql+json'])(
    'are no streams: %s is refused, and nothing is run',
    async (accept) => {
      const id = `accept ${accept}`
      const record = `mutation { recordExecutions(input: { executions: [{ id: ${JSON.stringify(id)}, flow: "F" }] }) { results { ok } } }`
      const query = { query: `{ execution(id: ${JSON.stringify(id)}) { id } }` }
      const refused = [
        await post({ query: record }, { ...json, accept }),
        await send(`/graphql?query=${encodeURIComponent('{ backends { name } }')}`, { headers: { accept } }),
      ]
      for (const response of refused)
        expect([response.status, await response.json()]).toEqual([
          406,
          {
            errors: [
              {
                message: 'The answer is JSON. Send an "Accept" header that allows application/json, or none.',
                extensions: { code: 'BAD_USER_INPUT', field: 'accept' },
              },
            ],
            extensions: { requestId: expect.any(String) },
          },
        ])
      expect(await (await post(query)).json()).toMatchObject({ data: { execution: null } })
    },
  )

  it('of a mutation that could not be sent are refused before it runs', async () => {
    const record = `mutation { recordExecutions(input: { executions: [{ id: "image", flow: "F" }] }) { results { ok } } }`
    const response = await post({ query: record }, { ...json, accept: 'image/png' })
    expect([response.status, await response.json()]).toMatchObject([
      406,
      { errors: [{ extensions: { code: 'BAD_USER_INPUT', field: 'accept' } }] },
    ])
    const query = { query: '{ execution(id: "image") { id } }' }
    expect(await (await post(query)).json()).toMatchObject({ data: { execution: null } })
  })

  it.each([
    'text/event-stream, multipart/mixed, application/json',
    'application/json, text/event-stream',
    'text/event-stream, */*;q=0.1',
  ])('are JSON for who takes that too: %s', async (accept) => {
    const response = await post({ query: '{ backends { name } }' }, { ...json, accept })
    expect([response.status, response.headers.get('content-type')!.split(';')[0]]).toEqual([
      200,
      expect.stringMatching(/^application\/(graphql-response\+)?json$/),
    ])
    expect(await response.json()).toMatchObject({ data: { backends: [{ name: 'main' }] } })
  })
})

describe('headers that protect pages and answers', () => {
  it('come with every answer', async () => {
    const { app, close } = await startApi({ title: 'memory', kinds: { main: 'memory' } }, { maxBody: 100 })
    const { url, close: stop } = await listen(app)
    const headers = { 'content-type': 'application/json' }
    const post = (body: string, more: Record<string, string> = {}) =>
      fetch(`${url}/graphql`, { method: 'POST', headers: { ...headers, ...more }, body })
    const answers = await Promise.all([
      post('{"query":"{ __typename }"}'),
      post('nonsense'),
      post(JSON.stringify({ query: 'x'.repeat(200) })),
      post('{}', { origin: 'https://evil.example' }),
      fetch(`${url}/healthz`),
      fetch(`${url}/nowhere`),
      fetch(`${url}/graphql`, { headers: { accept: 'text/html' } }),
      fetch(`${url}/graphiql/start.js`),
    ])
    for (const answer of answers) {
      const policy = answer.headers.get('content-security-policy')
      expect([answer.url, policy]).toEqual([answer.url, expect.stringContaining("frame-ancestors 'none'")])
      expect(policy).not.toContain(',')
      expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
      expect(answer.headers.get('x-frame-options')).toBe('DENY')
      expect(answer.headers.get('referrer-policy')).toBe('same-origin')
      expect(answer.headers.get('access-control-allow-origin')).toBeNull()
      await answer.arrayBuffer()
    }
    await stop()
    await close()
  })
})
