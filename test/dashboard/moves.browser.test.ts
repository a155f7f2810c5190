import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { queueUp, work } from '../setup/seeds/pages.ts'
import { type Dashboard, openDashboard } from '../setup/servers/dashboard.ts'

let dashboard: Dashboard
/** Mutations that the page has sent, by name. */
const sent: string[] = []

beforeAll(async () => {
  dashboard = await openDashboard()
  await queueUp(dashboard.api, { backend: 'main', flow: 'Mail', count: 8 })
  dashboard.page.on('request', (request) => {
    const { operationName = '' } = (request.postDataJSON() ?? {}) as { operationName?: string }
    if (/^(Cancel|Retry)/.test(operationName)) sent.push(operationName)
  })
})
afterAll(async () => {
  // That a request failed is what the browser says of it.
  expect(dashboard.complaints.filter((text) => !text.startsWith('Failed to load resource'))).toEqual([])
  await dashboard.close()
})
beforeEach(() => void sent.splice(0))

const button = (name: string) => dashboard.page.getByRole('button', { name, exact: true })
const asked = (name: string) => dashboard.page.getByRole('dialog', { name })
const rows = () => dashboard.page.getByRole('grid', { name: 'Executions of the queue' }).locator('[data-row]')

it('cancels and tries again once, however often one presses', async () => {
  const { page, visit } = dashboard
  await visit('/executions/main:main-Mail-0')
  // The second click of the first two does not close what the first has opened.
  await button('Cancel').dblclick()
  await asked('Cancel this execution?').getByRole('button', { name: 'Cancel the execution' }).dblclick()
  await button('Retry').waitFor()
  expect(sent).toEqual(['CancelExecution'])
  await button('Retry').focus()
  await page.keyboard.press('Enter')
  await page.keyboard.press('Enter')
  const retry = asked('Retry this execution?').getByRole('button', { name: 'Retry', exact: true })
  await retry.focus()
  await page.keyboard.press('Enter')
  await page.keyboard.press('Enter')
  await button('Cancel').waitFor()
  expect(sent).toEqual(['CancelExecution', 'RetryExecution'])
})

it('does so once when both presses come before the page is drawn again', async () => {
  const { visit } = dashboard
  await visit('/executions/main:main-Mail-1')
  await button('Cancel').click()
  await asked('Cancel this execution?')
    .getByRole('button', { name: 'Cancel the execution' })
    .evaluate((one: HTMLElement) => {
      for (let press = 0; press < 5; press += 1) one.click()
    })
  await button('Retry').waitFor()
  expect(sent).toEqual(['CancelExecution'])
})

it('can be pressed again after it has failed', async () => {
  const { page, visit } = dashboard
  await visit('/executions/main:main-Mail-2')
  await button('Cancel').click()
  const dialog = asked('Cancel this execution?')
  const confirm = dialog.getByRole('button', { name: 'Cancel the execution' })
  await page.route('**/graphql', (route) =>
    route.request().postData()?.includes('CancelExecution') ? route.abort() : route.continue(),
  )
  await confirm.focus()
  await page.keyboard.press('Enter')
  await dialog.getByRole('alert').waitFor()
  await page.unroute('**/graphql')
  await page.keyboard.press('Enter')
  await button('Retry').waitFor()
  expect(sent).toEqual(['CancelExecution', 'CancelExecution'])
})

it('does so in the queue, and presses nothing that is under the dialog', async () => {
  const { page, visit } = dashboard
  await visit('/queue/main?show=pending')
  await expect.poll(() => rows().count()).toBeGreaterThan(3)
  const first = rows().filter({ hasText: 'main-Mail-3' })
  await first.hover()
  await button('Cancel main-Mail-3').dblclick()
  await asked('Cancel 1 execution?').getByRole('button', { name: 'Cancel 1 execution' }).dblclick()
  await first.waitFor({ state: 'detached' })
  expect(sent).toEqual(['CancelQueued'])
  expect(new URL(page.url()).pathname).toBe('/queue/main')
  for (const id of ['main-Mail-4', 'main-Mail-5'])
    await page.getByLabel(`Select ${id}`, { exact: true }).check()
  await button('Cancel…').focus()
  await page.keyboard.press('Enter')
  await asked('Cancel 2 executions?').getByRole('button', { name: 'Cancel 2 executions' }).focus()
  await page.keyboard.press('Enter')
  await page.keyboard.press('Enter')
  await rows().filter({ hasText: 'main-Mail-4' }).waitFor({ state: 'detached' })
  expect(sent).toEqual(['CancelQueued', 'CancelQueued'])
})

it('shows the attempt of what was tried again as soon as a worker takes it', async () => {
  const { page, api, visit } = dashboard
  await visit('/executions/main:main-Mail-0')
  await page.getByText('0 attempts').first().waitFor()
  await work(api, 'main', 20)
  await page.getByText('1 attempt', { exact: true }).first().waitFor()
})
