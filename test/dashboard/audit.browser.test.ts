import type { Locator } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { deleteIn } from '../setup/seeds/pages.ts'
import {
  type ServedDashboard,
  type Viewer,
  openViewer,
  serveDashboard,
  visit,
} from '../setup/servers/dashboard.ts'
import { makeToken } from '../setup/servers/tokens.ts'

let served: ServedDashboard
let closed: ServedDashboard
let viewer: Viewer
beforeAll(async () => {
  served = await serveDashboard({ title: '', kinds: { main: 'sqlite', side: 'memory' } })
  const { api } = served
  // More than a page of entries, and one of another kind and store.
  for (let index = 0; index < 60; index++) await deleteIn(api, 'main', `gone-${index}`)
  await api.data(`mutation {
    startExecutions(input: { backend: "side", executions: [{ id: "off", flow: "F", dag: { nodes: [{ id: "a", kind: "Operation" }] } }] }) {
      results { ok } }
    cancelExecutions(input: { backend: "side", ids: ["off"] }) { results { ok } }
  }`)
  viewer = await openViewer()
})
afterAll(async () => {
  await viewer.close()
  await served.close()
  await closed?.close()
})

it('tells who changed what, by pages, filters and keys', async () => {
  const { page } = viewer
  const grid = page.getByRole('grid', { name: 'Audit' })
  const rows = grid.locator('[data-row]')
  await page.goto(`${served.url}/backends`)
  await page.getByRole('article', { name: 'main' }).waitFor()
  // No stream tells this page anything, which is no outage.
  await page.getByText('Updated every 4 s').waitFor()
  await page.keyboard.press('g')
  await page.keyboard.press('a')
  await rows.first().waitFor()
  expect(await rows.count()).toBe(50)
  await expect.poll(() => rows.first().innerText()).toContain('Cancelled 1 execution')
  await page.getByRole('button', { name: 'Show older entries' }).click()
  await expect.poll(() => rows.count()).toBe(61)
  await page.getByText('61 entries').waitFor()

  await page.getByRole('button', { name: 'Action' }).click()
  await page.getByRole('checkbox', { name: 'cancel' }).check()
  await expect.poll(() => new URL(page.url()).search).toBe('?action=cancel')
  await page.keyboard.press('Escape')
  await expect.poll(() => rows.count()).toBe(1)
  // The button takes the focus back once its list has closed.
  await page.getByRole('checkbox', { name: 'cancel' }).waitFor({ state: 'detached' })
  const hasFocus = (one: Locator) => one.evaluate((element) => element === document.activeElement)
  await expect.poll(() => hasFocus(page.getByRole('button', { name: /^Action/ }))).toBe(true)
  await page.keyboard.press('j')
  await expect.poll(() => hasFocus(rows.first())).toBe(true)
  // On a busy machine, the list may have the focus before it listens.
  const opened = async () => {
    if (page.url().includes('/audit')) await page.keyboard.press('Enter')
    return page.url()
  }
  await expect.poll(opened).toBe(`${served.url}/executions/side%3Aoff`)
  await page.getByRole('heading', { level: 1, name: 'off' }).waitFor()

  await visit(page, served.url, '/audit?actor=nobody&backend=main&action=strange')
  await page.getByRole('heading', { name: 'No entry is such' }).waitFor()
  await page.getByRole('button', { name: /action=strange/ }).click()
  await page.getByRole('button', { name: 'Without actor: nobody' }).click()
  await rows.first().waitFor()
  expect(new URL(page.url()).search).toBe('?backend=main')
  expect([viewer.complaints, viewer.elsewhere]).toEqual([[], []])
})

it('says to whom it is not shown', async () => {
  const { page, context } = viewer
  const admin = served.api.backends[0]!
  closed = await serveDashboard({ title: '', kinds: { main: 'sqlite' } }, { auth: 'tokens', admin })
  const { secret } = await makeToken(admin, { scopes: ['READ'] })
  await context.addCookies([{ name: 'execgraph_token', value: secret, url: closed.url }])
  await page.goto(`${closed.url}/audit`)
  await page.getByRole('heading', { name: 'The audit is not for you to see' }).waitFor()
})
