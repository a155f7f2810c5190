import { afterAll, beforeAll, expect, inject, it, vi } from 'vitest'
import { type Api, apiOver, startApi } from '../setup/servers/api.ts'
import { type Viewer, openViewer } from '../setup/servers/dashboard.ts'
import { type Issuer, clientId, clientSecret, startIssuer } from '../setup/servers/issuer.ts'
import { listen } from '../setup/servers/served.ts'

const sessionMs = 3_600_000
/** The server's sessions end, and not those of the issuer. */
const sessionsEnd = () => vi.setSystemTime(Date.now() + sessionMs)

let issuer: Issuer
let open: Api
let api: Api
let server: Awaited<ReturnType<typeof listen>>
let viewer: Viewer
beforeAll(async () => {
  vi.useFakeTimers({ toFake: ['Date'] })
  let url = ''
  issuer = await startIssuer(() => [url])
  open = await startApi({ title: '', kinds: { main: 'memory' } })
  api = apiOver(open.backends, [], {
    auth: 'oidc',
    dashboard: inject('dashboard'),
    oidc: {
      issuer: new URL(issuer.url),
      audience: [],
      rules: [{ claim: ['groups'], value: 'ops', scopes: ['READ'], flows: null, backends: null }],
      signIn: { clientId, clientSecret, scopes: ['openid', 'groups'], sessionMs },
    },
  })
  server = await listen(api.app)
  url = server.url
  issuer.groupsAre(['ops'])
  viewer = await openViewer()
})
afterAll(async () => {
  await viewer.close()
  api.app.retire()
  await server.close()
  await api.app.close()
  await open.close()
  await issuer.stop()
})

it('a session that ends is begun again without a question, while the issuer knows the browser', async () => {
  const { page, context } = viewer
  const silent: string[] = []
  page.on('request', (request) => {
    if (request.url().includes('prompt=none') && request.url().startsWith(server.url))
      silent.push(request.url())
  })
  await page.goto(`${server.url}/backends?zone=utc`)
  await page.getByRole('link', { name: /^Sign in with/ }).click()
  await page.locator('[name=login]').fill('ada')
  await page.locator('[name=password]').fill('any')
  await page.locator('[type=submit]').click()
  await page.locator('[type=submit]').click()
  await page.getByRole('article', { name: 'main' }).waitFor()
  expect(silent).toEqual([])
  sessionsEnd()
  await expect.poll(() => silent.length).toBe(1)
  await page.waitForURL(`${server.url}/backends?zone=utc`)
  await page.getByRole('article', { name: 'main' }).waitFor()

  // The tab has not tried for a while, and the issuer forgets it.
  await page.evaluate(() => sessionStorage.clear())
  for (const { name } of await context.cookies())
    if (!name.startsWith('execgraph_')) await context.clearCookies({ name })
  sessionsEnd()
  await expect.poll(() => silent.length).toBe(2)
  await page.getByRole('link', { name: /^Sign in with/ }).waitFor()
  // It is asked once.
  expect(silent).toHaveLength(2)
})
