import { once } from 'node:events'
import { createServer } from 'node:http'
import { type AddressInfo } from 'node:net'
import { readFileSync } from 'node:fs'
import { embeddingTable } from '../../src/embedding/table.ts'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Execgraph, type ExecgraphOptions, createExecgraph } from '../../src/index.ts'
import { readStream } from '../setup/ask/streams.ts'
import { silent } from '../setup/servers/api.ts'
import { connectTo } from '../setup/servers/mcp.ts'
import { listen } from '../setup/servers/served.ts'
import { type Place, kinds, newReadyPlace } from '../setup/servers/stores.ts'

const post = (body: object, more: RequestInit = {}) =>
  new Request('http://127.0.0.1:3000/graphql', {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(more.headers as object) },
    body: JSON.stringify(body),
    ...(more.signal && { signal: more.signal }),
  })
const json = async (response: Response) => (await response.json()) as Record<string, never>
const backendNames = '{ backends { name reachable } }'

const execution = {
  id: 'e1',
  flow: 'Crawl',
  attempts: [
    {
      number: 1,
      startedAt: '2026-11-29T10:00:00.000Z',
      finishedAt: '2026-11-29T10:00:01.500Z',
      verdict: 'OK' as const,
    },
  ],
}

describe.each(kinds)('over %s', (kind) => {
  let place: Place
  let execgraph: Execgraph
  beforeEach(async () => {
    place = await newReadyPlace(kind)
    execgraph = await createExecgraph({ backends: { main: place.url }, auth: 'none', log: silent })
  })
  afterEach(async () => {
    await execgraph.close()
    await place.remove()
  })

  it('what is recorded without HTTP is checked as what is sent, and is what requests find', async () => {
    const { store, fetch } = execgraph
    const wrong = { ...execution, id: 'e2', flow: '' }
    expect(await store.record([execution, wrong])).toEqual([
      { index: 0, ok: true, stored: true, id: 'e1', problem: null },
      {
        index: 1,
        ok: false,
        stored: false,
        id: 'e2',
        problem: expect.objectContaining({ code: 'BAD_USER_INPUT', field: 'input.executions[1].flow' }),
      },
    ])
    await expect(store.record(Array.from({ length: 501 }, () => execution))).rejects.toMatchObject({
      code: 'BATCH_TOO_LARGE',
    })
    const run = { flow: 'Crawl', number: 7 }
    const document = 'mutation ($input: RecordRunsInput!) { recordRuns(input: $input) { results { ok id } } }'
    expect(await store.request(document, { input: { runs: [run] } })).toEqual({
      recordRuns: { results: [{ ok: true, id: 'main:Crawl/7' }] },
    })
    const query = '{ execution(id: "e1") { key status durationMs } run(flow: "Crawl", ref: "7") { id } }'
    const response = await fetch(post({ query }))
    expect(response).toBeInstanceOf(Response)
    expect([response.status, response.headers.get('x-frame-options')]).toEqual([200, 'DENY'])
    expect((await json(response))['data']).toEqual({
      execution: { key: 'main:e1', status: 'COMPLETED', durationMs: 1_500 },
      run: { id: 'main:Crawl/7' },
    })
  })

  it('streams what changes, and ends the streams when it is closed', async () => {
    const query = 'subscription { executionsChanged(ids: ["e1"]) { kind execution { status } } }'
    const response = await execgraph.fetch(post({ query }, { headers: { accept: 'text/event-stream' } }))
    expect(response.headers.get('content-type')).toMatch(/^text\/event-stream/)
    const stream = readStream(response)
    const kindsSeen = () =>
      stream.events.flatMap(({ data }) => {
        const { executionsChanged: change } = (data['data'] ?? {}) as { executionsChanged?: { kind: string } }
        return change ? [change.kind] : []
      })
    await expect.poll(kindsSeen).toEqual(['UNKNOWN'])
    await execgraph.store.record([execution])
    await expect.poll(() => kindsSeen().at(-1)).toMatch(/SNAPSHOT|UPDATE/)
    await execgraph.close()
    await expect.poll(() => stream.isOver()).toBe(true)
    const late = await execgraph.fetch(post({ query: '{ execution(id: "e1") { id } }' }))
    expect([late.status, await json(late)]).toEqual([
      503,
      {
        errors: [
          {
            message: 'This server is closed.',
            extensions: { code: 'BACKEND_UNAVAILABLE', field: 'request' },
          },
        ],
      },
    ])
  })
})

describe('in memory', () => {
  const opened: Execgraph[] = []
  const open = async (options: Partial<ExecgraphOptions> = {}) => {
    const execgraph = await createExecgraph({
      backends: { main: 'memory:' },
      auth: 'none',
      log: silent,
      ...options,
    })
    opened.push(execgraph)
    return execgraph
  }
  afterEach(async () => {
    await Promise.all(opened.splice(0).map(({ close }) => close()))
  })

  it('answers 503 by node:http once it is closed', async () => {
    const execgraph = await open()
    const { url, close } = await listen(execgraph)
    expect((await fetch(`${url}/healthz`)).status).toBe(200)
    await execgraph.close()
    expect((await fetch(`${url}/healthz`)).status).toBe(503)
    await close()
  })

  it('answers assistants if it is asked to', async () => {
    const execgraph = await open({ mcp: 'read' })
    const { url, close } = await listen(execgraph)
    const assistant = await connectTo(url)
    expect((await assistant.call('find_runs')).json).toEqual({ runs: [] })
    expect(await assistant.toolNames()).not.toContain('cancel')
    await assistant.close()
    await close()
    // @ts-expect-error -- As programs that are not checked may say it.
    await expect(open({ mcp: true })).rejects.toThrow('"mcp" must be "read" or "write", not true.')
  })

  it('reads no more of a body than it may have, and holds none of it afterwards', async () => {
    const { fetch } = await open({ maxBody: 100_000, maxBodies: 1024 ** 2 })
    let sent = 0
    const endless = () =>
      new Request('http://127.0.0.1/graphql', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: new ReadableStream({
          pull(controller) {
            sent += 16_384
            controller.enqueue(new Uint8Array(16_384).fill(32))
          },
        }),
        // TypeScript's library does not know it yet.
        ...{ duplex: 'half' },
      })
    for (const accept of ['application/json', 'text/event-stream']) {
      sent = 0
      const request = endless()
      request.headers.set('accept', accept)
      expect(await json(await fetch(request))).toMatchObject({
        errors: [{ extensions: { code: 'TOO_LARGE', limit: 100_000 } }],
      })
      expect(sent).toBeLessThan(400_000)
    }
    // Together they are more than all may hold.
    for (let index = 0; index < 20; index++) {
      const query = `${backendNames}${' '.repeat(80_000)}`
      const accept = ['application/json', 'text/event-stream, application/json'][index % 2]!
      const answer = await json(await fetch(post({ query }, { headers: { accept } })))
      expect(answer['data']).toEqual({ backends: [{ name: 'main', reachable: true }] })
    }
  })

  it('lets in with tokens only, if it is told so, and the program itself without', async () => {
    const place = await newReadyPlace('sqlite')
    try {
      const { fetch, store, close } = await open({ backends: { main: place.url }, auth: 'tokens' })
      expect((await fetch(post({ query: backendNames }))).status).toBe(401)
      const create = `mutation { createTokens(input: { tokens: [{ name: "ops", scopes: [READ] }] }) {
        results { ok secret } } }`
      const { createTokens } = await store.request<
        { createTokens: { results: [{ secret: string }] } },
        object
      >(create, {})
      const authorization = `Bearer ${createTokens.results[0].secret}`
      const answer = await json(await fetch(post({ query: backendNames }, { headers: { authorization } })))
      expect(answer['data']).toEqual({ backends: [{ name: 'main', reachable: true }] })
      await close()
    } finally {
      await place.remove()
    }
  })

  it('counts by the address of the client that it is told', async () => {
    const { fetch, store } = await open({ rateLimit: 1 })
    const ask = async (client?: string) => (await fetch(post({ query: backendNames }), { client })).status
    expect([await ask('10.0.0.1'), await ask('10.0.0.1'), await ask('10.0.0.2'), await ask()]).toEqual([
      200, 429, 200, 200,
    ])
    expect(await store.execution('nobody')).toBeNull()
  })

  it('answers so many requests at once as it may', async () => {
    const { fetch } = await open({ maxRequests: 2 })
    const statuses = await Promise.all(
      Array.from({ length: 3 }, async () => (await fetch(post({ query: backendNames }))).status),
    )
    expect(statuses.toSorted((one, other) => one - other)).toEqual([200, 200, 429])
    expect((await fetch(post({ query: backendNames }))).status).toBe(200)
  })

  it('has no answer for who has gone', async () => {
    const { fetch } = await open()
    const gone = AbortSignal.abort()
    const statuses = [
      (await fetch(post({ query: backendNames }, { signal: gone }))).status,
      (await fetch(new Request('http://127.0.0.1/healthz'))).status,
    ]
    expect(statuses).toEqual([499, 200])
  })

  it('takes requests of node:http, pipelined ones too', async () => {
    const { handle } = await open()
    const server = createServer(handle).listen(0, '127.0.0.1')
    await once(server, 'listening')
    const { port } = server.address() as AddressInfo
    const urls = Array.from({ length: 5 }, () => `http://127.0.0.1:${port}/healthz`)
    const statuses = await Promise.all(urls.map(async (url) => (await fetch(url)).status))
    expect(statuses).toEqual([200, 200, 200, 200, 200])
    server.close()
    server.closeAllConnections()
  })

  it('is closed with what it watches', async () => {
    const { store, close } = await open({})
    const seen: string[] = []
    const watched = (async () => {
      for await (const { kind } of store.watch(['nobody'])) seen.push(kind)
    })()
    await expect.poll(() => seen).toEqual(['UNKNOWN'])
    await close()
    await expect(watched).rejects.toThrow('aborted')
  })

  it.each<readonly [unknown, string]>([
    [undefined, '"backends" must be URLs by name, such as { main: "sqlite:./execgraph.db" }, not undefined.'],
    [{ auth: 'none' }, '"backends" must be URLs by name'],
    [{ backends: { main: 'memory:' } }, '"auth" must be "none", "tokens" or "oidc", not undefined.'],
    [
      { backends: { main: 'memory:' }, auth: 'NONE' },
      '"auth" must be "none", "tokens" or "oidc", not "NONE".',
    ],
    ...(
      [
        [{ maxBody: -1 }, '"maxBody" must be a whole number from 1 to 1073741824, not -1.'],
        [{ maxStreams: 0 }, '"maxStreams" must be a whole number from 1 to 100000, not 0.'],
        [{ rateLimit: 'x' }, '"rateLimit" must be a whole number from 0 to 1000000000, not "x".'],
        [{ maxBodys: 1 }, 'There is no option "maxBodys". Known: backends, auth,'],
        [{ proxies: '10.0.0.0/8' }, '"proxies" must be a list of texts, not "10.0.0.0/8".'],
        [{ allowedOrigins: [1] }, '"allowedOrigins" must be a list of texts, not a list.'],
        [{ dashboard: 'yes' }, '"dashboard" must be true or false, not "yes".'],
        [{ retain: 30 }, '"retain" must be a text, not 30.'],
        [{ log: console.log }, '"log" must be a logger of pino, not '],
        [{ sampleRates: { etl: 1 } }, '"sampleRates" must be a Map, not an object.'],
        [{ hosts: null }, '"hosts" must be an object, not null.'],
        [{ waitForBackends: -1 }, '"waitForBackends" must be a whole number of at least 0, not -1.'],
        [
          { answerLimits: { bytes: 2_000_000 } },
          '"answerLimits.values" must be a whole number from 10000 to 10000000, not undefined.',
        ],
        [
          { queryLimits: { cost: 5_000 } },
          '"queryLimits.document.tokens" must be a whole number from 100 to',
        ],
      ] as const
    ).map(([one, why]): [object, string] => [{ backends: {}, auth: 'none', ...one }, why]),
  ])('says what a program without types gives wrongly: %j', async (given, why) => {
    await expect(createExecgraph(given as ExecgraphOptions)).rejects.toThrow(why)
  })

  it.each([
    [{ backends: {} }, '"backends" names no store. Name one, such as { main: "sqlite:./execgraph.db" }.'],
    [{ backends: { Main: 'memory:' } }, /"Main" is not a name for a backend/],
    [{ auth: 'tokens' }, 'Authentication by tokens needs a store that keeps them.'],
    [{ auth: 'oidc' }, '"auth" is "oidc", which needs "oidc".'],
    [
      { oidc: { issuer: new URL('https://login.example.com'), audience: ['execgraph'] } },
      '"oidc" needs "auth" to be "oidc", and it is "none".',
    ],
    [
      { auth: 'oidc', oidc: { issuer: new URL('http://login.example.com'), audience: ['execgraph'] } },
      '"oidc.issuer" must be an https URL; http only of this machine.',
    ],
    [{ retain: 'completed' }, /^"retain": "completed" must have the form word:amount/],
    [{ admin: 'memory:' }, /^"admin" must be sqlite:… or postgres:\/\/…/],
    [{ backends: { main: 'sqlite:/nowhere/at/all.db' } }, /^Backend "main" cannot be opened/],
  ] satisfies [Partial<ExecgraphOptions>, string | RegExp][])(
    'says what is wrong with %j',
    async (wrong, why) => {
      await expect(open(wrong)).rejects.toThrow(why)
    },
  )
})

it('docs/embedding.md has the table of the options', () => {
  expect(readFileSync('docs/embedding.md', 'utf8')).toContain(embeddingTable())
})
