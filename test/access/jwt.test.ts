import { createHmac } from 'node:crypto'
import { UnsecuredJWT } from 'jose'
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest'
import type { DocumentOptions } from '../../src/graphql/documents/texts.ts'
import { type Api, apiOver, startApi } from '../setup/servers/api.ts'
import { type Issuer, audience, counted, newKey, signedBy, startIssuer } from '../setup/servers/issuer.ts'
import { newLog } from '../setup/servers/logged.ts'
import { askAs, makeToken } from '../setup/servers/tokens.ts'

let issuer: Issuer
let open: Api
let api: Api
const { log, text } = newLog()
beforeAll(async () => {
  issuer = await startIssuer()
  open = await startApi({ title: '', kinds: { main: 'sqlite' } })
})
afterAll(async () => {
  await open.close()
  await issuer.stop()
})
const openApi = (more: { readonly documents?: DocumentOptions } = {}) =>
  apiOver(open.backends, [], {
    auth: 'oidc',
    admin: open.backends[0]!,
    oidc: { issuer: new URL(issuer.url), audience: ['another', audience] },
    log,
    ...more,
  })
beforeEach(() => {
  api = openApi()
})
afterEach(() => api.app.close())

const names = '{ backends { name } }'
const now = () => Math.floor(Date.now() / 1_000)
async function said(token: string | undefined, query = names) {
  const { status, errors } = await askAs(api.app, token, query)
  return [status, errors?.[0]?.extensions?.['code'] ?? 'OK']
}

it('lets in whoever sends a token of the issuer, and of the server itself', async () => {
  expect(await askAs(api.app, await issuer.token('execgraph:read'), names)).toMatchObject({
    status: 200,
    data: { backends: [{ name: 'main' }] },
  })
  const { secret } = await makeToken(open.backends[0]!)
  expect(await said(secret)).toEqual([200, 'OK'])
  expect(await said(undefined)).toEqual([401, 'UNAUTHENTICATED'])
})

it('lets nobody do more than the scopes of the token', async () => {
  const token = await issuer.token('execgraph:read')
  expect(await said(token)).toEqual([200, 'OK'])
  for (const query of [
    'mutation { recordRuns(input: { runs: [{ flow: "f" }] }) { results { ok } } }',
    'mutation { claimActions(input: { worker: "w", kinds: ["k"] }) { actions { nodeId } } }',
    '{ tokens { id } }',
  ])
    expect(await said(token, query)).toEqual([200, 'FORBIDDEN'])
  const writer = await issuer.token('execgraph:write execgraph:admin')
  expect(await said(writer, '{ tokens { id } }')).toEqual([200, 'OK'])
  expect(await said(writer)).toEqual([200, 'FORBIDDEN'])
})

it('lets whoever has the scope admin send any document where only trusted ones are executed', async () => {
  await api.app.close()
  api = openApi({ documents: { trusted: new Map(), only: true } })
  expect(await said(await issuer.token('execgraph:read execgraph:admin'))).toEqual([200, 'OK'])
  expect(await said(await issuer.token('execgraph:read'))).toEqual([403, 'FORBIDDEN'])
})

it('refuses who is known and has no scope', async () => {
  for (const scope of [
    '',
    'read',
    'execgraph:READ',
    'execgraph:readonly',
    'execgraph:',
    ['execgraph:read '],
  ]) {
    const token = await issuer.signed({ scope })
    expect([scope, ...(await said(token))]).toEqual([scope, 403, 'FORBIDDEN'])
  }
})

it('takes a token of another issuer, audience, time or kind for none', async () => {
  const stranger = await newKey(issuer.signingKey().kid)
  const usual = { iss: issuer.url, aud: audience, sub: 'ada', exp: now() + 60, scope: 'execgraph:admin' }
  const good = await issuer.signed()
  const [head, body, signature] = good.split('.') as [string, string, string]
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
  const hmac = (alg: string, secret: string) => {
    const signed = `${part({ alg, kid: issuer.signingKey().kid })}.${part(usual)}`
    const digest = createHmac(alg.replace('HS', 'sha'), secret).update(signed).digest('base64url')
    return `${signed}.${digest}`
  }
  const wrong = {
    'another audience': await issuer.signed({ aud: 'https://elsewhere.test' }),
    'an audience that it is part of': await issuer.signed({ aud: `${audience}.evil.test` }),
    'no audience': await issuer.signed({ aud: [] }),
    'another resource': await issuer.token('execgraph:read', 'https://elsewhere.test'),
    'another issuer': await issuer.signed({ iss: 'https://issuer.test' }),
    'the issuer otherwise': await issuer.signed({ iss: `${issuer.url}/` }),
    'another key of that id': await signedBy(stranger, { iss: issuer.url }),
    'expired': await issuer.signed({ exp: now() - 10 }),
    'not yet': await issuer.signed({ nbf: now() + 60 }),
    'no subject': await issuer.signed({ sub: '' }),
    'a subject of no text': await issuer.signed({ sub: 7 as never }),
    'a long subject': await issuer.signed({ sub: 'x'.repeat(256) }),
    'a subject of two lines': await issuer.signed({ sub: 'ada\nroot' }),
    'a time that is none': await issuer.signed({ exp: 'never' as never }),
    'a token of a sign-out': await issuer.signed({}, { typ: 'logout+jwt' }),
    'one that needs a proof': await issuer.signed({ cnf: { jkt: 'x' } }),
    'alg none': new UnsecuredJWT(usual).encode(),
    'alg None': `${part({ alg: 'None' })}.${part(usual)}.`,
    'alg HS256 by the public key': hmac('HS256', issuer.signingKey().spki),
    'alg HS512 by nothing': hmac('HS512', ''),
    'another body': `${head}.${part(usual)}.${signature}`,
    'no signature': `${head}.${body}.`,
    'a part too many': `${good}.${signature}`,
    'a part too few': `${head}.${body}`,
    'a header of its own key': `${part({ alg: 'RS256', jwk: stranger.jwk })}.${body}.${signature}`,
    'no JSON': 'a.b.c',
    'dots': '..',
    'five parts': 'a.b.c.d.e',
    'garbage': '\u00ff.\u00fe%%%',
    'huge': `${head}.${part({ ...usual, more: 'x'.repeat(20_000) })}.${signature}`,
    'well signed and huge': await issuer.signed({ more: 'x'.repeat(9_000) }),
  }
  for (const [what, token] of Object.entries(wrong))
    expect([what, ...(await said(token))]).toEqual([what, 401, 'UNAUTHENTICATED'])
  expect(await said(good)).toEqual([200, 'OK'])
  expect(await said(await issuer.signed({ aud: ['other', audience] }))).toEqual([200, 'OK'])
  expect(text()).not.toContain(signature)
})

it('takes no token as a cookie, and no cookie as a token', async () => {
  const token = await issuer.signed()
  for (const name of ['execgraph_session', 'execgraph_token']) {
    const response = await api.app.fetch('/graphql?query={__typename}', {
      headers: { cookie: `${name}=${token}` },
    })
    expect(response.status).toBe(401)
  }
  const kept = await api.app.fetch('/session', {
    method: 'POST',
    headers: { authorization: `Bearer ${token}` },
  })
  expect([kept.status, kept.headers.get('set-cookie')]).toEqual([400, null])
})

it('follows the issuer to a new key, and takes nothing of the old one any more', async () => {
  const old = await issuer.signed()
  expect(await said(old)).toEqual([200, 'OK'])
  await issuer.rotate()
  const subjects = ['ada', 'grace', 'edsger', 'barbara']
  const tokens = await Promise.all(subjects.map((sub) => issuer.signed({ sub })))
  for (const answer of await Promise.all(tokens.map((token) => said(token))))
    expect(answer).toEqual([200, 'OK'])
  expect(await said(old)).toEqual([401, 'UNAUTHENTICATED'])
})

it('asks the issuer for unknown keys now and then, however many are sent', async () => {
  await api.app.close()
  const { requests, stop, url } = await counted(issuer.url)
  api = apiOver(open.backends, [], { auth: 'oidc', oidc: { issuer: new URL(url), audience: [audience] } })
  const stranger = await newKey()
  const began = performance.now()
  for (let round = 0; round < 30; round++)
    expect(await said(await signedBy({ ...stranger, kid: `k${round}` }, { iss: url }))).toEqual([
      ...[401, 'UNAUTHENTICATED'],
    ])
  // Two requests at the start, and as many for the first of them and again after each 10 s.
  const most = 4 + 2 * Math.floor((performance.now() - began) / 10_000)
  expect(requests.length).toBeLessThanOrEqual(most)
  await stop()
})

it('knows the keys while the issuer is away, and says that it cannot check others', async () => {
  const seen = await issuer.signed()
  expect(await said(seen)).toEqual([200, 'OK'])
  await issuer.stop()
  expect(await said(seen)).toEqual([200, 'OK'])
  expect(await said(await issuer.signed({ sub: 'grace' }))).toEqual([200, 'OK'])
  await api.app.close()
  api = openApi()
  const { secret } = await makeToken(open.backends[0]!)
  expect(await said(seen)).toEqual([503, 'BACKEND_UNAVAILABLE'])
  expect(await said('a.b.c')).toEqual([503, 'BACKEND_UNAVAILABLE'])
  expect(await said(secret)).toEqual([200, 'OK'])
  await issuer.start()
  await expect.poll(() => said(seen)).toEqual([200, 'OK'])
  expect(text()).toContain('the issuer cannot be used')
  expect(text()).toContain('the issuer answers again')
})

it('needs no store of tokens', async () => {
  await api.app.close()
  api = apiOver(open.backends, [], {
    auth: 'oidc',
    oidc: { issuer: new URL(issuer.url), audience: [audience] },
  })
  expect(await said(await issuer.signed())).toEqual([200, 'OK'])
  expect(await said(`egt_${'A'.repeat(43)}`)).toEqual([401, 'UNAUTHENTICATED'])
  expect(await (await api.app.fetch('/session')).json()).toEqual({ tokens: false, oidc: null })
})
