import { afterAll, beforeAll, expect, it } from 'vitest'
import { ago } from '../setup/seeds/ago.ts'
import { type Sent, record } from '../setup/seeds/records.ts'
import { sendRuns } from '../setup/seeds/runs.ts'
import { type Dashboard, openDashboard } from '../setup/servers/dashboard.ts'

let dashboard: Dashboard

const run = (flow: string, number: number, secondsAgo: number): Sent => ({
  id: `${flow}-${number}`,
  flow,
  runNumber: number,
  step: 'end',
  ...(number % 4 === 0 ? { status: 'failed', error: 'Boom' } : { status: 'completed' }),
  startedAt: ago(secondsAgo),
  finishedAt: ago(secondsAgo - 1),
})

beforeAll(async () => {
  dashboard = await openDashboard()
  const many = Array.from({ length: 240 }, (_, index) => run('Busy', index + 1, 1_000 + index))
  await record(dashboard.api, [...many, run('Rare', 1, 5_000), run('Rare', 2, 5_100)])
  await sendRuns(dashboard.api, [
    { flow: 'Rare', number: 3, user: 'ada', startedAt: ago(5_200), verdict: { ok: true } },
  ])
})
afterAll(async () => {
  expect(dashboard.complaints).toEqual([])
  expect(dashboard.elsewhere).toEqual([])
  await dashboard.close()
})

const grid = () => dashboard.page.getByRole('grid', { name: 'Runs' })
const heads = () => grid().getByRole('columnheader').allTextContents()
const search = () => new URL(dashboard.page.url()).search
const usual = [
  'Selected',
  'Status and reason',
  'Flow',
  'Number, name',
  'User',
  'Started',
  'Duration, to median',
  'Tags',
]

it('has the columns in the address, takes them from there, and does not name the usual ones', async () => {
  const { page, visit } = dashboard
  await visit('/')
  await expect.poll(heads).toEqual(usual)
  await page.getByRole('button', { name: 'Columns' }).click()
  const menu = page.getByRole('dialog', { name: 'Columns' })
  await menu.getByRole('checkbox', { name: 'User' }).uncheck()
  await menu.getByRole('checkbox', { name: 'Tags' }).uncheck()
  await menu.getByRole('button', { name: 'Started: before' }).click()
  await expect.poll(search).toBe('?cols=status,flow,started,name,took')
  const chosen = ['Selected', 'Status and reason', 'Flow', 'Started', 'Number, name', 'Duration, to median']
  await expect.poll(heads).toEqual(chosen)
  await page.reload()
  await expect.poll(heads).toEqual(chosen)
  const cells = grid().getByRole('row').nth(1).getByRole('gridcell')
  expect((await cells.allTextContents()).slice(0, 5)).toEqual([
    '', expect.stringMatching(/^Completed/), 'Busy', expect.stringMatching(/:/), expect.stringMatching(/^1/),
  ]) // prettier-ignore
  await page.getByRole('button', { name: 'Columns' }).click()
  await page.getByRole('button', { name: 'The usual columns' }).click()
  await expect.poll(search).toBe('')
  await expect.poll(heads).toEqual(usual)
  await visit('/?cols=odd,__proto__')
  await expect.poll(heads).toEqual(usual)
})

it('has the zone in the address of every page, so that a link shows what its sender saw', async () => {
  const { page, go } = dashboard
  await go('/?tz=odd')
  await grid().getByRole('row').nth(1).waitFor()
  await page.getByRole('button', { name: /^Times of this machine/ }).waitFor()
  await page.keyboard.press('u')
  await expect.poll(search).toBe('?tz=utc')
  await page
    .getByRole('navigation', { name: 'Pages' })
    .getByRole('link', { name: /^Failures/ })
    .click()
  await expect.poll(() => page.url()).toMatch(/\/failures\?tz=utc$/)
  await page.keyboard.press('u')
  await expect.poll(search).toBe('')
  await go('/failures?tz=utc')
  await page.getByRole('button', { name: /^Times in UTC/ }).waitFor()
  // What a link showed is not what the person has chosen.
  await go('/failures')
  await page.getByRole('button', { name: /^Times of this machine/ }).waitFor()
  expect(search()).toBe('')
})

it('counts groups over all runs of the filter, and reads those that are not loaded', async () => {
  const { page, visit } = dashboard
  await visit('/?group=flow')
  await page.getByText('2 flows, 243 runs, 100 of them loaded.').waitFor()
  const group = (name: RegExp) => page.getByRole('button', { name })
  await group(/^Busy .*60 failed.*, 240\b/).waitFor()
  await group(/^Rare .*3 completed, 3\b/).click()
  await page.getByRole('link', { name: 'Rare 1', exact: true }).waitFor()
  await page.getByRole('button', { name: 'Only these' }).click()
  await expect.poll(search).toBe('?flow=Rare')
  await visit('/?group=user')
  await group(/^ada .*1 completed, 1\b/).waitFor()
  // Runs without a user cannot be asked for.
  await group(/^nobody .*, 100\+/).waitFor()
})

it('lets a slow read be stopped, and asks for nothing until one wants to', async () => {
  const { page, go } = dashboard
  let [isSlow, asked] = [true, 0]
  const failed: (string | undefined)[] = []
  await page.route('**/graphql', async (route) => {
    if (!route.request().postData()?.includes('"operationName":"Failures"')) return route.continue()
    asked += 1
    // It is never answered.
    if (!isSlow) await route.continue()
  })
  await go('/failures')
  await page.getByText('Still reading the backends').waitFor()
  page.on('requestfailed', (request) => failed.push(request.failure()?.errorText))
  await page.getByRole('button', { name: 'Cancel' }).click()
  await page.getByRole('heading', { name: 'Reading was stopped' }).waitFor()
  await expect.poll(() => failed).toEqual(['net::ERR_ABORTED'])
  expect(asked).toBe(1)
  isSlow = false
  await page.getByRole('button', { name: 'Read it' }).click()
  await page.getByRole('grid', { name: 'Groups of failures' }).waitFor()
  await page.unroute('**/graphql')
})
