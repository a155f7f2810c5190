import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { proxiesOf } from '../../src/server/requests/forwarded.ts'
import type { GrantRule } from '../../src/server/access/oidc/grants.ts'
import { createBrowser } from '../setup/ask/cookies.ts'
import { type Answer, type Api, apiOver, startApi } from '../setup/servers/api.ts'
import { type Issuer, clientId, clientSecret, startIssuer } from '../setup/servers/issuer.ts'
import { newLog } from '../setup/servers/logged.ts'
import { listen } from '../setup/servers/served.ts'
import { makeToken } from '../setup/servers/tokens.ts'

let issuer: Issuer
let open: Api
let api: Api
let server: Awaited<ReturnType<typeof listen>>
const { log, text } = newLog()
const rules = [
  { claim: ['groups'], value: 'ops', scopes: ['READ', 'ADMIN'], flows: null, backends: null },
  { claim: ['scope'], value: 'execgraph:read', scopes: ['READ'], flows: null, backends: null },
] as const
interface Configured {
  readonly rules?: readonly GrantRule[] | undefined
  readonly scopes?: readonly string[]
  readonly sessionMs?: number
}
const usual = ['openid', 'groups', 'execgraph:read']
const apiWith = (configured: Configured = {}) => {
  const { rules: own, scopes, sessionMs } = { rules, scopes: usual, sessionMs: 3_600_000, ...configured }
  return apiOver(open.backends, [], {
    auth: 'oidc',
    admin: open.backends[0]!,
    proxies: proxiesOf(['127.0.0.1'], ''),
    log,
    oidc: {
      ...{ issuer: new URL(issuer.url), audience: [], rules: own },
      signIn: { clientId, clientSecret, scopes, sessionMs },
    },
  })
}
const becomes = async (configured: Configured) => {
  await api.app.close()
  api = apiWith(configured)
}
beforeAll(async () => {
  let url = ''
  issuer = await startIssuer(() => [url])
  open = await startApi({ title: '', kinds: { main: 'sqlite' } })
  server = await listen({ handle: (request, response) => api.app.handle(request, response) })
  url = server.url
})
afterAll(async () => {
  await server.close()
  await open.close()
  await issuer.stop()
})
beforeEach(() => {
  api = apiWith()
  issuer.groupsAre(['ops'])
})
afterEach(() => api.app.close())
afterEach(() => void vi.useRealTimers())

const query = '/graphql?query={__typename}'
const start = (path = '/runs?status=FAILED#top') =>
  `${server.url}/session/oidc?return=${encodeURIComponent(path)}`

/** A browser that the issuer has sent back, and where to. */
async function returned(user = 'ada', path?: string) {
  const browser = createBrowser()
  const back = await browser.signIn(start(path), user, (url) =>
    url.startsWith(`${server.url}/session/oidc/callback`),
  )
  return { browser, back }
}

const signedIn = async (user?: string, path?: string) => {
  const { browser, back } = await returned(user, path)
  return { browser, response: await browser.visit(back) }
}

it('signs a browser in, brings it back to where it was, and keeps nothing of the issuer', async () => {
  const { browser, response } = await signedIn()
  expect([response.status, response.headers.get('location')]).toEqual([303, '/runs?status=FAILED#top'])
  const [session, journey] = response.headers.getSetCookie()
  expect(session).toMatch(
    /^execgraph_session=[\w-]+\.\.[\w.-]+; Max-Age=3600; Path=\/; HttpOnly; SameSite=Strict$/,
  )
  expect(journey).toBe('execgraph_signin=; Max-Age=0; Path=/session/oidc; HttpOnly; SameSite=Lax')
  expect(session!.length).toBeLessThan(1_000)
  expect((await browser.visit(server.url + query)).status).toBe(200)
  const tokens = await browser.visit(`${server.url}/graphql?query={tokens{id}}`)
  expect(await tokens.json()).toMatchObject({ data: { tokens: [] } })
  const ended = await browser.visit(`${server.url}/session`, { method: 'DELETE' })
  expect(await ended.text()).toContain(`${issuer.url}/session/end?client_id=${clientId}&`)
  expect((await browser.visit(server.url + query)).status).toBe(401)
})

it('allows what the rules say of the groups, and of the scopes that were granted', async () => {
  issuer.groupsAre([])
  const { browser } = await signedIn('grace')
  const tokens = await browser.visit(`${server.url}/graphql?query={tokens{id}}`)
  expect(await tokens.json()).toMatchObject({ errors: [{ extensions: { code: 'FORBIDDEN' } }] })
  expect((await browser.visit(server.url + query)).status).toBe(200)
})

it('gives nobody a scope that only their browser asked for', async () => {
  await becomes({ rules: undefined, scopes: ['openid', 'execgraph:read'] })
  const browser = createBrowser()
  const begun = await browser.visit(start())
  const asked = new URL(begun.headers.get('location')!)
  asked.searchParams.set('scope', 'openid execgraph:read execgraph:admin')
  const back = await browser.signIn(asked.href, 'mallory', (url) => url.includes('/session/oidc/callback'))
  expect((await browser.visit(back)).status).toBe(303)
  expect((await browser.visit(server.url + query)).status).toBe(200)
  const tokens = await browser.visit(`${server.url}/graphql?query={tokens{id}}`)
  expect(await tokens.json()).toMatchObject({ errors: [{ extensions: { code: 'FORBIDDEN' } }] })
})

it('tells how one may sign in', async () => {
  const response = await api.app.fetch('/session')
  expect(await response.json()).toEqual({
    tokens: true,
    oidc: { name: new URL(issuer.url).host, path: '/session/oidc' },
  })
})

it('asks the issuer with a fresh state, nonce and challenge, kept where no script reads them', async () => {
  const begin = async () => {
    const response = await fetch(start(), { redirect: 'manual' })
    const location = new URL(response.headers.get('location')!)
    return { location, cookie: response.headers.get('set-cookie')!, response }
  }
  const [one, other] = [await begin(), await begin()]
  expect(one.response.status).toBe(303)
  expect(one.response.headers.get('cache-control')).toBe('no-store')
  expect(one.location.origin + one.location.pathname).toBe(`${issuer.url}/auth`)
  expect(Object.fromEntries(one.location.searchParams)).toEqual({
    response_type: 'code',
    client_id: clientId,
    redirect_uri: `${server.url}/session/oidc/callback`,
    scope: 'openid groups execgraph:read',
    state: expect.stringMatching(/^[\w-]{43}$/),
    nonce: expect.stringMatching(/^[\w-]{43}$/),
    code_challenge: expect.stringMatching(/^[\w-]{43}$/),
    code_challenge_method: 'S256',
  })
  for (const name of ['state', 'nonce', 'code_challenge'])
    expect(one.location.searchParams.get(name)).not.toBe(other.location.searchParams.get(name))
  expect(one.cookie).toMatch(
    /^execgraph_signin=[\w.-]{1,3000}; Max-Age=600; Path=\/session\/oidc; HttpOnly; SameSite=Lax$/,
  )
  expect(one.cookie).not.toContain(one.location.searchParams.get('state'))
})

it('knows its address by what a trusted proxy says', async () => {
  const headers = { 'x-forwarded-host': 'ops.example', 'x-forwarded-proto': 'https' }
  const response = await fetch(start(), { redirect: 'manual', headers })
  const location = new URL(response.headers.get('location')!)
  expect(location.searchParams.get('redirect_uri')).toBe('https://ops.example/session/oidc/callback')
  expect(response.headers.get('set-cookie')).toMatch(/; Secure$/)
})

describe('an address to go back to', () => {
  it.each([
    ['https://evil.test/', '/'],
    ['//evil.test/', '/'],
    ['/\\evil.test', '/'],
    ['/.//evil.test', '/'],
    ['/x/..//evil.test', '/'],
    ['/\t/evil.test', '/'],
    ['javascript:alert(1)', '/'],
    ['runs', '/'],
    ['', '/'],
    [`/${'x'.repeat(2_000)}`, '/'],
    ['/runs\r\nset-cookie: a=b', '/runsset-cookie:%20a=b'],
    ['/flows/a%2Fb?x=//y#z', '/flows/a%2Fb?x=//y#z'],
  ])('is of this server alone: %j', async (path, expected) => {
    const { response } = await signedIn('ada', path)
    expect(response.headers.get('location')).toBe(expected)
  })
})

describe('an answer of the issuer', () => {
  const codeOf = async (response: Response) => {
    const { errors } = (await response.json()) as Answer
    const { code, field } = errors![0]!.extensions!
    return [response.status, code, field, response.headers.getSetCookie().length]
  }

  it('counts once', async () => {
    const { browser, back } = await returned()
    const kept = browser.cookies()
    expect((await browser.visit(back)).status).toBe(303)
    expect(await codeOf(await browser.visit(back))).toEqual([400, 'BAD_USER_INPUT', 'state', 0])
    const replayed = await fetch(back, { headers: { cookie: kept }, redirect: 'manual' })
    expect(await codeOf(replayed)).toEqual([401, 'UNAUTHENTICATED', 'code', 0])
    expect(text()).toContain('the issuer did not take the code of a sign-in')
    expect(text()).toContain('/token answers with status 400 (invalid_grant).')
  })

  it('counts for the browser that asked, and as it was asked', async () => {
    const { browser, back } = await returned()
    const [other, url] = [createBrowser(), new URL(back)]
    const changed = (name: string, value: string) => {
      const one = new URL(url)
      one.searchParams.set(name, value)
      return one.href
    }
    expect(await codeOf(await other.visit(back))).toEqual([400, 'BAD_USER_INPUT', 'state', 0])
    await other.visit(start())
    expect(await codeOf(await other.visit(back))).toEqual([400, 'BAD_USER_INPUT', 'state', 0])
    for (const state of ['', 'x', url.searchParams.get('state')!.toUpperCase()])
      expect(await codeOf(await browser.visit(changed('state', state)))).toEqual([
        400,
        'BAD_USER_INPUT',
        'state',
        0,
      ])
    const elsewhere = changed('iss', 'https://issuer.test')
    expect(await codeOf(await browser.visit(elsewhere))).toEqual([403, 'FORBIDDEN', 'code', 0])
    expect(await codeOf(await browser.visit(changed('code', 'x')))).toEqual([
      401,
      'UNAUTHENTICATED',
      'code',
      0,
    ])
    const broken = await fetch(back, { headers: { cookie: 'execgraph_signin=a..b.c.d' } })
    expect(await codeOf(broken)).toEqual([400, 'BAD_USER_INPUT', 'state', 0])
  })

  it('may be a refusal, which a visitor reads', async () => {
    const { browser, back } = await returned()
    const url = new URL(back)
    url.searchParams.delete('code')
    url.searchParams.set('error', 'access_denied')
    url.searchParams.set('error_description', '<script>alert(1)</script>')
    const response = await browser.visit(url.href, { headers: { accept: 'text/html' } })
    expect(response.status).toBe(403)
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8')
    expect(response.headers.get('content-security-policy')).toBe("default-src 'none'; frame-ancestors 'none'")
    const page = await response.text()
    expect(page).toContain('The issuer did not sign you in.')
    expect(page).not.toContain('alert')
  })

  it('lets in nobody whom no rule knows', async () => {
    await becomes({ rules: [rules[0]] })
    issuer.groupsAre(['others'])
    const { response } = await signedIn()
    expect(await codeOf(response)).toEqual([403, 'FORBIDDEN', 'scope', 0])
    expect(text()).toContain('somebody signed in whose claims grant no scope')
  })

  it('is not awaited while the issuer is away', async () => {
    const { browser, back } = await returned()
    await issuer.stop()
    const exchanged = await codeOf(await browser.visit(back))
    await becomes({})
    const begun = await codeOf(await fetch(start(), { redirect: 'manual' }))
    await issuer.start()
    expect(exchanged).toEqual([503, 'BACKEND_UNAVAILABLE', 'issuer', 0])
    expect(begun).toEqual([503, 'BACKEND_UNAVAILABLE', 'issuer', 0])
    await expect.poll(async () => (await fetch(start(), { redirect: 'manual' })).status).toBe(303)
  })
})

describe('a session', () => {
  it('is known to all servers that are configured alike, and to no other', async () => {
    const { browser } = await signedIn()
    const statusAt = (one: Api) =>
      one.app.fetch(query, { headers: { cookie: browser.cookies() } }).then(({ status }) => status)
    const alike = apiWith({ sessionMs: 60_000 })
    const other = apiWith({ rules: [rules[0]] })
    expect([await statusAt(alike), await statusAt(other)]).toEqual([200, 401])
    await alike.app.close()
    await other.app.close()
  })

  it('goes on while the issuer is away, and ends in time', async () => {
    await becomes({ sessionMs: 60_000 })
    const { browser } = await signedIn()
    await issuer.stop()
    const status = async () => (await browser.visit(server.url + query)).status
    expect(await status()).toBe(200)
    await issuer.start()
    vi.setSystemTime(Date.now() + 60_000)
    expect(await status()).toBe(401)
  })

  it('cannot be made up or changed, and is no token', async () => {
    const { browser } = await signedIn()
    const [, session = ''] = /execgraph_session=([^;]+)/.exec(browser.cookies())!
    const statusOf = async (headers: Record<string, string>) =>
      (await api.app.fetch(query, { headers })).status
    expect(await statusOf({ authorization: `Bearer ${session}` })).toBe(401)
    const parts = session.split('.')
    for (const [place, part] of parts.entries()) {
      const changed = parts.with(place, `${part.startsWith('A') ? 'B' : 'A'}${part.slice(1)}`).join('.')
      expect(await statusOf({ cookie: `execgraph_session=${changed}` })).toBe(401)
    }
    for (const made of ['x', '....', 'x'.repeat(10_000), `${session}.x`])
      expect(await statusOf({ cookie: `execgraph_session=${made}` })).toBe(401)
    const { secret } = await makeToken(open.backends[0]!)
    expect(await statusOf({ cookie: `execgraph_session=${secret}` })).toBe(401)
    expect(await statusOf({ cookie: `execgraph_session=${session}` })).toBe(200)
  })

  it('takes the place of a token that was kept, and the other way round', async () => {
    const { secret } = await makeToken(open.backends[0]!)
    const { browser } = await signedIn()
    const headers = { authorization: `Bearer ${secret}` }
    await browser.visit(`${server.url}/session`, { method: 'POST', headers })
    expect(browser.names()).toEqual(['execgraph_token'])
    const back = await browser.signIn(start(), 'ada', (url) => url.includes('/session/oidc/callback'))
    await browser.visit(back)
    expect(browser.names()).toEqual(['execgraph_session'])
  })

  it('is not begun by another method', async () => {
    const response = await api.app.fetch('/session/oidc', { method: 'POST' })
    expect(response.status).toBe(401)
  })
})
