import { afterAll, beforeAll, expect, it } from 'vitest'
import { claim, start } from '../setup/ask/queue.ts'
import { idsFrom } from '../setup/seeds/records.ts'
import { type Dashboard, openDashboard } from '../setup/servers/dashboard.ts'

let dashboard: Dashboard
const dag = { nodes: [{ id: 'send', kind: 'mail.send' }] }
const begin = (ids: readonly string[]) =>
  start(
    dashboard.api,
    ids.map((id) => ({ id, flow: 'Mail', dag })),
  )

beforeAll(async () => {
  dashboard = await openDashboard({ title: '', kinds: { main: 'sqlite', other: 'memory' } })
  await begin(idsFrom('mail-', 6))
  await claim(dashboard.api, { worker: 'worker-1', kinds: ['mail.send'] })
})
afterAll(async () => {
  expect(dashboard.complaints).toEqual([])
  expect(dashboard.elsewhere).toEqual([])
  await dashboard.close()
})

const figures = () => dashboard.page.getByRole('region', { name: 'How the queue stands' })
const rows = () => dashboard.page.getByRole('grid', { name: 'Executions of the queue' }).locator('[data-row]')

it('shows how the queue of a backend stands, and follows it', async () => {
  const { page, visit } = dashboard
  await visit('/queue')
  await figures().getByText('Ready').waitFor()
  const kinds = page.getByRole('table', { name: 'Kinds' })
  await kinds.getByText('mail.send').waitFor()
  await page.getByRole('table', { name: 'Workers' }).getByText('worker-1').waitFor()
  const before = await figures().textContent()
  await page.getByText('Live', { exact: true }).waitFor()
  await begin(['another'])
  await expect.poll(() => figures().textContent()).not.toBe(before)
  await page.getByRole('button', { name: 'other' }).click()
  await expect.poll(() => new URL(page.url()).pathname).toBe('/queue/other')
  await page.getByText('Nothing waits to begin.').waitFor()
})

it('cancels and retries what is selected, once it was confirmed', async () => {
  const { page, visit } = dashboard
  await visit('/queue/main?show=running')
  await expect.poll(() => rows().count()).toBeGreaterThan(4)
  const names = await rows()
    .getByRole('link', { name: /^(mail|another)/ })
    .allTextContents()
  for (const name of names.slice(0, 4)) await page.getByLabel(`Select ${name}`, { exact: true }).check()
  await page.getByText('4 selected').waitFor()
  await page.getByRole('button', { name: 'Cancel…' }).click()
  const dialog = page.getByRole('dialog', { name: 'Cancel 4 executions?' })
  await dialog.getByText(`${names.slice(0, 3).join(', ')} and 1 more`).waitFor()
  await dialog.getByRole('button', { name: 'No' }).click()
  await dialog.waitFor({ state: 'detached' })
  await page.getByRole('button', { name: 'Cancel…' }).click()
  await dialog.getByRole('button', { name: 'Cancel 4 executions' }).click()
  await page.getByRole('button', { name: 'Cancelled', exact: true }).click()
  await expect.poll(() => rows().count()).toBe(4)
  await page.getByRole('button', { name: `Retry ${names[0]}`, exact: true }).click()
  await page.getByRole('button', { name: 'Retry 1 execution' }).click()
  await expect.poll(() => rows().count()).toBe(3)
  await page.getByRole('button', { name: 'Retry 1 execution' }).waitFor({ state: 'detached' })
})

it('says why something cannot be moved', async () => {
  const { page, visit } = dashboard
  await visit('/queue/main?show=pending')
  await expect.poll(() => rows().count()).toBeGreaterThan(0)
  const [name] = await rows()
    .getByRole('link', { name: /^(mail|another)/ })
    .allTextContents()
  await dashboard.api.data(
    `mutation ($ids: [ID!]!) { deleteExecutions(input: { ids: $ids }) { results { ok } } }`,
    { ids: [name] },
  )
  await page.getByLabel(`Select ${name}`, { exact: true }).check()
  await page.getByRole('button', { name: 'Cancel…' }).click()
  await page.getByRole('button', { name: 'Cancel 1 execution' }).click()
  await page.getByRole('alert').getByText(`There is no execution "${name}".`).waitFor()
})

it('draws what it has seen of a figure, and a gap where it has not looked', async () => {
  const { page, visit } = dashboard
  await visit('/backends')
  await page.evaluate(() => {
    const before = [400_000, 395_000].map((ms) => ({
      ...{ at: Date.now() - ms, ready: 3, inFlight: 1, waiting: 2, delayed: 0, oldest: 5 },
    }))
    sessionStorage.setItem('execgraph.queue.main', JSON.stringify(before))
  })
  await visit('/queue/main')
  const parts = figures()
    .getByRole('img', { name: /^Ready in the last/ })
    .locator('[data-part]')
  await expect.poll(() => parts.count()).toBe(2)
  const [old, fresh] = await parts.evaluateAll((all) => all.map((one) => one.getBoundingClientRect()))
  expect(fresh!.left - old!.right).toBeGreaterThan(100)
})
