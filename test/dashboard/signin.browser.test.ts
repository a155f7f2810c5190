import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import { commandLine, newChange } from '../../src/db/audit/note.ts'
import { createMeter } from '../../src/db/meter.ts'
import { trustedDocuments } from '../../src/server/dashboard/documents.ts'
import { type TokenScope, revokeStored } from '../../src/db/tokens/tokens.ts'
import { type Api, apiOver, startApi } from '../setup/servers/api.ts'
import { type Viewer, openViewer } from '../setup/servers/dashboard.ts'
import { listen } from '../setup/servers/served.ts'
import { makeToken } from '../setup/servers/tokens.ts'

let open: Api
let api: Api
let server: Awaited<ReturnType<typeof listen>>
let viewer: Viewer
beforeAll(async () => {
  open = await startApi({ title: '', kinds: { main: 'sqlite' } })
  const admin = open.backends[0]!
  const dashboard = inject('dashboard')
  const documents = { trusted: trustedDocuments(dashboard), only: true }
  api = apiOver(open.backends, [], { auth: 'tokens', admin, dashboard, documents })
  server = await listen(api.app)
  viewer = await openViewer()
})
afterAll(async () => {
  await viewer.close()
  api.app.retire()
  await server.close()
  await api.app.close()
  await open.close()
})

it('asks for a token, keeps it out of reach of scripts, and gives it up', async () => {
  const admin = open.backends[0]!
  const { id, secret } = await makeToken(admin)
  const { page, context } = viewer
  await page.goto(`${server.url}/backends`)
  const field = page.getByLabel('Token')
  const send = page.getByRole('button', { name: 'Sign in' })
  await field.fill(`egt_${'A'.repeat(43)}`)
  await send.click()
  await page.getByRole('alert').getByText('The token is unknown, has expired, or was revoked.').waitFor()
  await field.fill(` ${secret} `)
  await send.click()
  await page.getByRole('heading', { name: 'Backends' }).waitFor()
  await page.getByRole('article', { name: 'main' }).waitFor()
  expect(await page.evaluate(() => document.cookie)).toBe('')
  const [cookie] = await context.cookies()
  expect(cookie).toMatchObject({ name: 'execgraph_token', httpOnly: true, sameSite: 'Strict' })

  await page.keyboard.press('Control+k')
  await page.getByRole('combobox').fill('sign out')
  await page.getByRole('option', { name: 'Sign out' }).click()
  await send.waitFor()
  expect(await context.cookies()).toEqual([])

  await field.fill(secret)
  await send.click()
  await page.getByRole('article', { name: 'main' }).waitFor()
  await revokeStored(admin, [id], newChange('REVOKE_TOKENS', commandLine), createMeter())
  const status = () => page.evaluate(async () => (await fetch('/graphql?query={__typename}')).status)
  await expect.poll(status).toBe(401)
  await page.reload()
  await send.waitFor()
})

it('lets who has signed in as admin run any query in GraphiQL, where others may run none', async () => {
  const admin = open.backends[0]!
  const { page } = viewer
  const tokenOf = async (scopes: TokenScope[]) => (await makeToken(admin, { scopes })).secret
  const run = async () => {
    await page.getByRole('button', { name: /Execute query/ }).click()
    return (await page.locator('.result-window').innerText()).replaceAll('\u00A0', ' ')
  }
  await page.goto(`${server.url}/backends`)
  await page.getByLabel('Token').fill(await tokenOf(['READ', 'WRITE', 'WORK']))
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByRole('article', { name: 'main' }).waitFor()
  await page.goto(`${server.url}/graphql`)
  await page.locator('.graphiql-tab-button', { hasText: 'Backends' }).click()
  await expect.poll(run, { interval: 500 }).toContain('"code": "FORBIDDEN"')
  // As the page signs in, of which the first test is.
  await page.evaluate(
    async (secret) => {
      await fetch('/session', { method: 'DELETE' })
      await fetch('/session', { method: 'POST', headers: { authorization: `Bearer ${secret}` } })
    },
    await tokenOf(['READ', 'ADMIN']),
  )
  await expect.poll(run, { interval: 500 }).toContain('"reachable": true')
})
