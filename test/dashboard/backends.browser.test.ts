import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import { ended, running } from '../setup/seeds/ago.ts'
import { record } from '../setup/seeds/records.ts'
import { type Dashboard, openDashboard } from '../setup/servers/dashboard.ts'
import { type Proxy, startProxy } from '../setup/servers/proxy.ts'

let dashboard: Dashboard
let proxy: Proxy

beforeAll(async () => {
  proxy = await startProxy(inject('servers')['postgres']!)
  dashboard = await openDashboard(
    { title: '', kinds: { main: 'sqlite', prod: 'postgres' } },
    {},
    (url, name) => (name === 'prod' ? proxy.through(url) : url),
  )
  await record(dashboard.api, [ended('good', 100), running('slow', 7_200)])
})
afterAll(async () => {
  expect(dashboard.complaints).toEqual([])
  expect(dashboard.elsewhere).toEqual([])
  await dashboard.close()
  await proxy.close()
})

it('says since when a backend is down, what is missing, and that it is back', async () => {
  const { page, go } = dashboard
  await go('/backends')
  const card = page.getByRole('article', { name: 'prod' })
  await card.getByText('answers', { exact: true }).waitFor()
  await page.getByRole('article', { name: 'main' }).getByText('SQLite').waitFor()
  await go('/queue/prod')
  await page.getByText('Nothing waits to begin.').waitFor()
  await go('/backends')
  await card.getByText('answers', { exact: true }).waitFor()
  await proxy.cut()
  await card.getByText('does not answer').waitFor()
  await card.getByText(/^Since \d\d:\d\d:\d\d, as this page has seen\./).waitFor()
  expect(await page.title()).toBe('1 down · Backends · Execgraph')
  await go('/failures')
  await page.getByText('prod does not answer: what it has is missing here.').waitFor()
  await go('/watch?ids=good,elsewhere')
  await page.getByText('prod does not answer: what it has is missing here.').waitFor()
  await go('/queue/prod')
  await page.getByRole('heading', { name: 'A backend does not answer' }).waitFor()
  await go('/queue/nobody')
  await page.getByText('There is no backend "nobody".').waitFor()
  await go('/attention')
  await page.getByText('prod does not answer: what it has is missing here.').waitFor()
  await go('/backends')
  await card.getByText('does not answer').waitFor()
  await proxy.restore()
  await card.getByRole('button', { name: 'Try now' }).click()
  await card.getByText('answers', { exact: true }).waitFor()
})

it('names what wants attention by kind, each with a link to it', async () => {
  const { page, go, api } = dashboard
  await go('/attention')
  await page.getByRole('heading', { name: 'Nothing wants attention' }).waitFor()
  const error = 'SMTP 554: no DKIM key'
  await record(api, [ended('bad', 20, error)])
  const link = page.getByRole('region', { name: 'New or rising failures' }).getByRole('link')
  await link.waitFor()
  await link.click()
  await page.getByRole('heading', { level: 1, name: error }).waitFor()
})
