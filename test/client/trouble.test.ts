import { describe, expect, it } from 'vitest'
import { ExecgraphError, createClient } from '../../src/client/index.ts'
import { apiOver, startApi } from '../setup/servers/api.ts'
import { makeToken } from '../setup/servers/tokens.ts'

type Step = Error | { status: number; body?: unknown; headers?: Record<string, string> }

const found = (...executions: unknown[]) => ({ status: 200, body: { data: { executions } } })
const coded = (code: string, status = 200, data: unknown = null) => ({
  status,
  body: { data, errors: [{ message: `It is ${code}.`, extensions: { code } }] },
})

/** A client of a server that does this, one after another, and then always the last. */
function over(...steps: Step[]) {
  const sent: { query: string; variables: Record<string, never> }[] = []
  const fetch = async (_: string, { body, signal }: RequestInit) => {
    signal?.throwIfAborted()
    sent.push(JSON.parse(body as string) as never)
    const step = steps[Math.min(sent.length, steps.length) - 1]!
    if (step instanceof Error) throw step
    const { status, headers, body: said = 'gone' } = step
    return new Response(typeof said === 'string' ? said : JSON.stringify(said), {
      status,
      ...(headers && { headers }),
    })
  }
  return { client: createClient({ url: 'http://test/', fetch, retries: 2 }), sent }
}
const lost = new TypeError('fetch failed')

describe('what may pass is tried again', () => {
  it.each([
    ['a lost connection', lost],
    ['a proxy without a server', { status: 502 }],
    ['a server that is busy', { ...coded('RATE_LIMITED', 429), headers: { 'retry-after': '0' } }],
    ['a store that is away', coded('BACKEND_UNAVAILABLE')],
  ])('%s', async (_, step) => {
    const { client, sent } = over(step, step, found({ key: 'main:a' }))
    expect(await client.execution('a')).toEqual({ key: 'main:a' })
    expect(sent).toHaveLength(3)
  })

  it('but not for ever, and not what would fail again', async () => {
    const away = over(lost)
    await expect(away.client.execution('a')).rejects.toMatchObject({
      ...{ name: 'ExecgraphError', code: 'UNREACHABLE', message: 'http://test did not answer.', cause: lost },
    })
    expect(away.sent).toHaveLength(3)
    for (const [step, code] of [
      [coded('FORBIDDEN', 403), 'FORBIDDEN'],
      [{ status: 404 }, 'UNREACHABLE'],
      [{ status: 413 }, 'TOO_LARGE'],
      [{ ...coded('RATE_LIMITED', 429), headers: { 'retry-after': '3600' } }, 'RATE_LIMITED'],
    ] as const) {
      const { client, sent } = over(step)
      const error: unknown = await client.execution('a').catch((thrown: unknown) => thrown)
      expect(error).toMatchObject({ code, status: step.status })
      expect((error as ExecgraphError).retryAfterMs).toBe(code === 'RATE_LIMITED' ? 3_600_000 : undefined)
      expect(sent).toHaveLength(1)
    }
  })

  it('of changes only what is as good when it is done twice', async () => {
    const tries = async (
      change: (client: ReturnType<typeof over>['client']) => Promise<unknown>,
      step: Step = lost,
    ) => {
      const { client, sent } = over(step)
      await expect(change(client)).rejects.toBeInstanceOf(ExecgraphError)
      return sent
    }
    const execution = { id: 'a', flow: 'f' }
    const count = async (...given: Parameters<typeof tries>) => (await tries(...given)).length
    type Change = Parameters<typeof tries>[0]
    const changes: readonly (readonly [sent: number, change: Change])[] = [
      [1, (client) => client.record([execution])],
      [1, (client) => client.record([execution], { onConflict: 'FAIL' })],
      [3, (client) => client.record([execution], { onConflict: 'IGNORE' })],
      [3, (client) => client.update([{ id: 'a', status: 'failed' }])],
      [3, (client) => client.update([{ id: 'a', startAttempt: { number: 2 } }])],
      [1, (client) => client.update([{ id: 'a', startAttempt: {} }])],
      [1, (client) => client.update([{ id: 'a', expectedVersion: '1' }])],
      [1, (client) => client.update([{ id: 'a', metadata: [{ field: 'f', value: 'v' }] }])],
      [1, (client) => client.cancel(['a'])],
      [1, (client) => client.retry(['a'])],
      [1, (client) => client.request('mutation { nothing }', {})],
      [3, (client) => client.request('mutation { nothing }', {}, { isRepeatable: true })],
    ]
    expect(await Promise.all(changes.map(([, change]) => count(change)))).toEqual(
      changes.map(([times]) => times),
    )
    // Nothing of it was begun.
    const busy = { ...coded('RATE_LIMITED', 429), headers: { 'retry-after': '0' } }
    expect(await count((client) => client.retry(['a']), busy)).toBe(3)
    const starts = await tries((client) => client.start([{ flow: 'f' }]))
    const keys = starts.map(({ variables }) => JSON.stringify(variables['input']))
    expect([keys.length, new Set(keys).size]).toEqual([3, 1])
    expect(keys[0]).toMatch(/"idempotencyKey":"[0-9a-f]{32}"/)
  })
})

describe('an answer of which a part is missing', () => {
  const error = (backend: string) => ({
    message: `${backend} does not answer.`,
    extensions: { code: 'BACKEND_UNAVAILABLE', backend, resume: 'c' },
  })
  const page = (id: string, endCursor: string | null, unavailable: string[]) => ({
    status: 200,
    body: {
      data: {
        runs: { nodes: [{ id }], pageInfo: { hasNextPage: endCursor !== null, endCursor }, unavailable },
      },
      ...(unavailable.length > 0 && { errors: unavailable.map(error) }),
    },
  })

  it('fails alone: other ids are looked up', async () => {
    const body = {
      data: { executions: [{ key: 'main:a' }, null] },
      errors: [{ ...error('other'), path: ['executions', 1] }],
    }
    const { client, sent } = over({ status: 200, body })
    const [one, other] = await Promise.allSettled([client.execution('a'), client.execution('b')])
    expect(one).toMatchObject({ value: { key: 'main:a' } })
    expect(other).toMatchObject({ reason: { code: 'BACKEND_UNAVAILABLE', data: body.data } })
    expect(sent).toHaveLength(1)
  })

  it('is given page by page, and a list throws when it has given all that there is', async () => {
    const steps = [page('main:f/2', 'next', ['other']), page('main:f/1', null, [])]
    const seen: string[] = []
    const reading = (async () => {
      for await (const { id } of over(...steps).client.runs()) seen.push(id)
    })()
    await expect(reading).rejects.toMatchObject({ code: 'BACKEND_UNAVAILABLE', errors: [error('other')] })
    expect(seen).toEqual(['main:f/2', 'main:f/1'])
    const pages: unknown[] = []
    for await (const { unavailable, errors } of over(...steps)
      .client.runs()
      .pages())
      pages.push([unavailable, errors])
    expect(pages).toEqual([
      [['other'], [error('other')]],
      [[], []],
    ])
  })
})

describe('what is aborted', () => {
  it('is rejected with the reason, before, during and between tries', async () => {
    const ended = AbortSignal.abort(new Error('over'))
    await expect(over(lost).client.execution('a', { signal: ended })).rejects.toThrow('over')
    const { client, sent } = over({ ...coded('RATE_LIMITED', 429), headers: { 'retry-after': '20' } })
    const waiting = new AbortController()
    const asked = client.run('f/1', waiting)
    await expect.poll(() => sent.length).toBe(1)
    waiting.abort(new Error('no patience'))
    await expect(asked).rejects.toThrow('no patience')
    let begun = 0
    const hanging = createClient({
      url: 'http://test',
      fetch: (_, { signal }) => {
        begun += 1
        return new Promise((_resolve, reject) =>
          signal!.addEventListener('abort', () => reject(signal!.reason as Error)),
        )
      },
    })
    const under = new AbortController()
    const both = [hanging.queue(under), hanging.execution('a', under)]
    await expect.poll(() => begun).toBe(2)
    under.abort(new Error('gone'))
    for (const one of both) await expect(one).rejects.toThrow('gone')
  })

  it('leaves others their look-up, and ends the request when nobody waits for it', async () => {
    let [begun, aborted] = [0, false]
    let answer: (response: Response) => void = () => {}
    const { execution } = createClient({
      url: 'http://test',
      fetch: (_, { signal }) => {
        begun += 1
        signal!.addEventListener('abort', () => (aborted = true))
        return new Promise((resolve) => (answer = resolve))
      },
    })
    const [one, other] = [new AbortController(), new AbortController()]
    const looked = [execution('a', one), execution('b', other)]
    await expect.poll(() => begun).toBe(1)
    one.abort(new Error('left'))
    await expect(looked[0]).rejects.toThrow('left')
    expect(aborted).toBe(false)
    answer(Response.json(found({ key: 'main:a' }, { key: 'main:b' }).body))
    expect(await looked[1]).toEqual({ key: 'main:b' })
    const last = execution('c', other)
    await expect.poll(() => begun).toBe(2)
    other.abort(new Error('left too'))
    await expect(last).rejects.toThrow('left too')
    expect(aborted).toBe(true)
  })
})

it('sends a token, renewed for each request, and says what was refused', async () => {
  const open = await startApi({ title: 'sqlite', kinds: { main: 'sqlite' } })
  const api = apiOver(open.backends, [], { auth: 'tokens', admin: open.backends[0]! })
  const { secret } = await makeToken(open.backends[0]!, { scopes: ['READ'] })
  let token = secret
  const { fetch } = api.app
  const client = createClient({ url: 'http://test/graphql', token: () => token, fetch })
  expect(await client.execution('a')).toBeNull()
  await expect(client.retry(['a'])).rejects.toMatchObject({
    code: 'FORBIDDEN',
    requestId: expect.any(String),
  })
  token = 'egt_wrong'
  await expect(client.execution('a')).rejects.toMatchObject({ code: 'UNAUTHENTICATED', status: 401 })
  await expect(client.watch(['a']).next()).rejects.toMatchObject({ code: 'UNAUTHENTICATED' })
  await expect(createClient({ url: 'http://test', fetch }).queue()).rejects.toMatchObject({
    code: 'UNAUTHENTICATED',
  })
  client.close()
  await api.app.close()
  await open.close()
})

it.each(['nonsense', '', 'ftp://127.0.0.1', undefined])('a client is not made for %j', (url) => {
  expect(() => createClient({ url: url as string })).toThrow('"url" must be the URL of a server')
})
