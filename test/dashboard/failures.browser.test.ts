import { afterAll, beforeAll, expect, it } from 'vitest'
import { ended } from '../setup/seeds/ago.ts'
import { idsFrom, record } from '../setup/seeds/records.ts'
import { type Dashboard, openDashboard } from '../setup/servers/dashboard.ts'
import { hurry } from '../setup/servers/hurry.ts'

const dayS = 86_400
const disk = 'DiskFull: could not extend file "base/1": No space left on device'
const lock = `DeadlockDetected: deadlock detected\n${'    at merge (merge.py:12)\n'.repeat(200)}`

let dashboard: Dashboard

beforeAll(async () => {
  dashboard = await openDashboard()
  await record(dashboard.api, [
    { ...ended('disk-1', 3_600, disk), flow: 'Orders' },
    { ...ended('disk-2', 600, disk), flow: 'Customers' },
    { ...ended('lock-old', 3 * dayS, lock), flow: 'Orders' },
    ...idsFrom('lock-', 60).map((id, index) => ({ ...ended(id, 7_200 + 60 * index, lock), flow: 'Orders' })),
  ])
})
afterAll(async () => {
  expect(dashboard.complaints).toEqual([])
  expect(dashboard.elsewhere).toEqual([])
  await dashboard.close()
})

const grid = () => dashboard.page.getByRole('grid', { name: 'Groups of failures' })
const titles = async () =>
  (await grid().locator('[data-row]').allTextContents()).map((text) => /Disk|Deadlock/.exec(text)?.[0])
const search = () => new URL(dashboard.page.url()).search

it('puts new groups first, whatever the order, and opens one to its executions', async () => {
  const { page, visit } = dashboard
  await visit('/failures')
  await grid().waitFor()
  expect(await titles()).toEqual(['Disk', 'Deadlock'])
  await grid().getByText('New', { exact: true }).waitFor()
  expect(await page.title()).toBe('1 new · Failures · Execgraph')
  await page.getByText('62 failed executions in 2 groups, 1 of them new').waitFor()
  const runs = page.locator('#main').getByRole('link', { name: 'failed run' })
  expect(await runs.getAttribute('href')).toBe('/?status=failed')
  await page.getByRole('button', { name: 'Last seen' }).click()
  await expect.poll(search).toBe('?sort=-last')
  await page
    .getByRole('columnheader', { name: 'Last seen' })
    .and(page.locator('[aria-sort=descending]'))
    .waitFor()
  expect(await titles()).toEqual(['Disk', 'Deadlock'])
  for (const key of ['j', 'j', 'Enter']) await page.keyboard.press(key)
  await page.getByRole('heading', { level: 1, name: /^DeadlockDetected/ }).waitFor()
  const error = page.getByRole('group', { name: 'Error' })
  expect((await error.textContent())?.replaceAll('\n', '')).toBe(lock.replaceAll('\n', ''))
  const executions = page.getByRole('grid', { name: 'Executions that failed so' })
  await expect.poll(() => executions.locator('[data-row]').count()).toBe(50)
  await page.getByRole('button', { name: 'Show older ones' }).click()
  await expect.poll(() => executions.locator('[data-row]').count()).toBe(60)
  expect(
    await executions
      .getByRole('link', { name: /^lock-/ })
      .first()
      .textContent(),
  ).toBe('lock-0')
  await page.goBack()
  await expect.poll(search).toBe('?sort=-last')
})

it('has its filters in the address and takes them from there', async () => {
  const { page, visit } = dashboard
  await visit('/failures')
  await grid().waitFor()
  await page.getByRole('button', { name: 'Flow', exact: true }).click()
  await page.getByRole('checkbox', { name: 'Customers' }).check()
  await expect.poll(search).toBe('?flow=Customers')
  await expect.poll(titles).toEqual(['Disk'])
  await page.reload()
  await grid().waitFor()
  expect(await titles()).toEqual(['Disk'])
  await visit('/failures?flow=Customers&from=-1h&show=rising')
  await page.getByRole('heading', { name: 'None of the groups is such' }).waitFor()
  await page.getByRole('button', { name: 'All groups' }).click()
  await expect.poll(titles).toEqual(['Disk'])
  await visit('/failures?flow=Nobody')
  await page.getByRole('heading', { name: 'Nothing failed in the last 24 h' }).waitFor()
  await page.getByRole('button', { name: 'Without flow: Nobody' }).click()
  await expect.poll(titles).toEqual(['Disk', 'Deadlock'])
  await page.getByRole('button', { name: 'Last 24 h' }).click()
  await page.getByRole('menuitem', { name: 'Last 30 days' }).click()
  await expect.poll(search).toBe('?from=-30d')
})

it('says of a group that is not there nothing about others', async () => {
  const { page, visit } = dashboard
  await visit('/failures/nobody')
  await page.getByRole('heading', { name: 'Nothing failed so in the last 24 h' }).waitFor()
})

it('says that the server does not answer, and keeps what it had', async () => {
  const { page, go } = dashboard
  await hurry(page, 10)
  await page.route('**/graphql', (route) =>
    route.fulfill({ status: 200, json: { errors: [{ message: 'no' }] } }),
  )
  await go('/failures')
  await page.getByRole('heading', { name: 'The server does not answer' }).waitFor()
  await page.unroute('**/graphql')
  await page.getByRole('button', { name: 'Try again' }).click()
  await grid().waitFor()
  const errors = [{ message: 'main is down', extensions: { code: 'BACKEND_UNAVAILABLE' } }]
  await page.route('**/graphql', (route) =>
    route.request().postData()?.includes('"operationName":"Failures"')
      ? route.fulfill({ status: 200, json: { data: { failureGroups: null }, errors } })
      : route.continue(),
  )
  await page.getByText('What is shown may be old: main is down').waitFor()
  expect(await titles()).toEqual(['Disk', 'Deadlock'])
  await page.reload()
  await page.getByRole('heading', { name: 'A backend does not answer' }).waitFor()
  await page.unroute('**/graphql')
})
