import { afterAll, beforeAll, expect, it } from 'vitest'
import { createBrowser } from '../setup/ask/cookies.ts'
import { type Api, apiOver, startApi } from '../setup/servers/api.ts'
import { type Issuer, clientId, clientSecret, startIssuer } from '../setup/servers/issuer.ts'
import { listen } from '../setup/servers/served.ts'

let issuer: Issuer
let open: Api
let api: Api
let server: Awaited<ReturnType<typeof listen>>
beforeAll(async () => {
  let url = ''
  issuer = await startIssuer(() => [url])
  open = await startApi({ title: '', kinds: { main: 'memory' } })
  api = apiOver(open.backends, [], {
    auth: 'oidc',
    oidc: {
      ...{ issuer: new URL(issuer.url), audience: [] },
      rules: [{ claim: ['groups'], value: 'ops', scopes: ['READ'], flows: null, backends: null }],
      signIn: { clientId, clientSecret, scopes: ['openid', 'groups'], sessionMs: 3_600_000 },
    },
  })
  server = await listen(api.app)
  url = server.url
  issuer.groupsAre(['ops'])
})
afterAll(async () => {
  await server.close()
  await api.app.close()
  await open.close()
  await issuer.stop()
})

it('signs in again without asking whom the issuer still knows, and brings others back as they were', async () => {
  const start = `${server.url}/session/oidc?return=%2Fruns%3Fstatus%3DFAILED`
  const isBack = (url: string) => url.startsWith(`${server.url}/session/oidc/callback`)
  const browser = createBrowser()
  await browser.visit(await browser.signIn(start, 'ada', isBack))
  const again = `${start}&prompt=none`
  const begun = await browser.visit(again)
  expect(new URL(begun.headers.get('location')!).searchParams.get('prompt')).toBe('none')
  const renewed = await browser.visit(await browser.signIn(again, 'ada', isBack))
  expect([renewed.status, renewed.headers.get('location')]).toEqual([303, '/runs?status=FAILED'])
  expect(renewed.headers.getSetCookie()[0]).toMatch(/^execgraph_session=[\w-]+\.\./)

  const stranger = createBrowser()
  const back = await stranger.signIn(again, 'ada', isBack)
  expect(new URL(back).searchParams.get('error')).toBe('login_required')
  const unknown = await stranger.visit(back)
  expect([unknown.status, unknown.headers.get('location')]).toEqual([303, '/runs?status=FAILED'])
  expect(unknown.headers.getSetCookie()).toEqual([
    'execgraph_signin=; Max-Age=0; Path=/session/oidc; HttpOnly; SameSite=Lax',
  ])
  expect((await stranger.visit(`${server.url}/graphql?query={__typename}`)).status).toBe(401)
})
