import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import { type Api, apiOver, startApi } from '../setup/servers/api.ts'
import { type Viewer, openViewer } from '../setup/servers/dashboard.ts'
import { type Issuer, clientId, clientSecret, startIssuer } from '../setup/servers/issuer.ts'
import { listen } from '../setup/servers/served.ts'

let issuer: Issuer
let open: Api
let api: Api
let server: Awaited<ReturnType<typeof listen>>
let viewer: Viewer
beforeAll(async () => {
  let url = ''
  issuer = await startIssuer(() => [url])
  open = await startApi({ title: '', kinds: { main: 'sqlite' } })
  api = apiOver(open.backends, [], {
    auth: 'oidc',
    admin: open.backends[0]!,
    dashboard: inject('dashboard'),
    oidc: {
      ...{ issuer: new URL(issuer.url), audience: [] },
      signIn: { clientId, clientSecret, scopes: ['openid', 'execgraph:read'], sessionMs: 3_600_000 },
    },
  })
  server = await listen(api.app)
  url = server.url
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

it('signs in with the issuer, shows the page that was asked for, and signs out of both', async () => {
  const { page, context, complaints } = viewer
  await page.goto(`${server.url}/backends?x=1`)
  const way = page.getByRole('link', { name: `Sign in with ${new URL(issuer.url).host}` })
  await way.waitFor()
  expect(await page.getByLabel('Token').count()).toBe(1)
  await way.click()
  await page.getByPlaceholder('Enter any login').fill('ada')
  await page.getByPlaceholder('and password').fill('any')
  await page.getByRole('button', { name: 'Sign-in' }).click()
  await page.getByRole('button', { name: 'Continue' }).click()
  await page.getByRole('article', { name: 'main' }).waitFor()
  expect(new URL(page.url()).pathname).toBe('/backends')
  const own = (await context.cookies(server.url)).filter(({ name }) => name.startsWith('execgraph_'))
  expect(own).toMatchObject([{ name: 'execgraph_session', httpOnly: true, sameSite: 'Strict', path: '/' }])
  expect(await page.evaluate(() => document.cookie)).not.toContain('execgraph')

  // A session that ends while the page is open begins again by itself, at the same address: the issuer knows who it was.
  await context.clearCookies({ name: 'execgraph_session' })
  const session = async () =>
    (await context.cookies(server.url)).filter(({ name }) => name === 'execgraph_session')
  await expect.poll(session).toHaveLength(1)
  await page.getByRole('article', { name: 'main' }).waitFor()
  expect(page.url()).toBe(`${server.url}/backends?x=1`)

  // One that ends again at once is not begun by itself: to the sign-in, and back to the same address.
  await context.clearCookies({ name: 'execgraph_session' })
  await way.waitFor()
  expect(page.url()).toBe(`${server.url}/backends?x=1`)
  await way.click()
  await page.getByRole('article', { name: 'main' }).waitFor()
  expect(page.url()).toBe(`${server.url}/backends?x=1`)

  await page.keyboard.press('Control+k')
  await page.getByRole('combobox').fill('sign out')
  await page.getByRole('option', { name: 'Sign out' }).click()
  await page.getByRole('button', { name: 'Yes, sign me out' }).click()
  await way.waitFor()
  const left = (await context.cookies(server.url)).filter(({ name }) => name.startsWith('execgraph_'))
  expect(left).toEqual([])
  await way.click()
  await page.getByPlaceholder('Enter any login').waitFor()
  // What is refused without a token is told by the browser, and that the issuer's own pages find no fonts.
  expect(complaints.filter((text) => !/401|NAME_NOT_RESOLVED/.test(text))).toEqual([])
})
