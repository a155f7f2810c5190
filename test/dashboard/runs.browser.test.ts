import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Sent, record } from '../setup/seeds/records.ts'
import { type Dashboard, openDashboard } from '../setup/servers/dashboard.ts'

let dashboard: Dashboard
const begun = Date.now()

/** A run whose only step is its last one. It began so many seconds before the tests. */
const run = (flow: string, number: number, secondsAgo: number, more: Sent = {}): Sent => ({
  id: `${flow}-${number}`,
  flow,
  runNumber: number,
  step: 'end',
  status: 'completed',
  startedAt: new Date(begun - secondsAgo * 1_000).toISOString(),
  finishedAt: new Date(begun - secondsAgo * 1_000 + 500).toISOString(),
  ...more,
})

beforeAll(async () => {
  dashboard = await openDashboard()
  const many = Array.from({ length: 300 }, (_, index) => run('Many', index + 1, 40_000 - index))
  await record(dashboard.api, many)
  await record(dashboard.api, [
    run('Train', 1, 600),
    run('Train', 2, 500, { status: 'failed', error: 'CUDA out of memory' }),
    run('Train', 3, 400, { status: 'running', finishedAt: undefined }),
  ])
})
afterAll(async () => {
  expect(dashboard.complaints).toEqual([])
  expect(dashboard.elsewhere).toEqual([])
  await dashboard.close()
})

const grid = () => dashboard.page.getByRole('grid', { name: 'Runs' })
const row = (id: string) => grid().locator(`[data-row="main:${id}"]`)
const chip = (name: RegExp) =>
  dashboard.page.getByRole('group', { name: 'Status' }).getByRole('button', { name })
const search = () => new URL(dashboard.page.url()).search
const path = () => new URL(dashboard.page.url()).pathname

it('shows the newest runs with why they failed, and how many there are', async () => {
  const { page, visit } = dashboard
  await visit('/')
  await row('Train/3').waitFor()
  await row('Train/2').getByText('CUDA out of memory').waitFor()
  await chip(/Failed\s*1/).waitFor()
  await chip(/Completed\s*301/).waitFor()
  await expect.poll(() => page.title()).toContain('1 running · Runs')
})

it('puts each filter into the address, and takes it back by Back', async () => {
  const { page, visit } = dashboard
  await visit('/')
  await row('Train/1').waitFor()
  await chip(/Failed/).click()
  await expect.poll(search).toBe('?status=failed')
  await expect.poll(() => row('Train/1').count()).toBe(0)
  await row('Train/2').waitFor()
  await page.getByRole('search').getByRole('button', { name: 'Flow' }).click()
  await page.getByRole('checkbox', { name: 'Many' }).check()
  await expect.poll(search).toBe('?status=failed&flow=Many')
  await page.getByRole('heading', { name: 'No run matches' }).waitFor()
  await page.getByRole('button', { name: /^Without flow: Many\s*1 would match$/ }).click()
  await row('Train/2').waitFor()
  await page.goBack()
  await page.getByRole('heading', { name: 'No run matches' }).waitFor()
  await page.goBack()
  await row('Train/2').waitFor()
})

it('says what it does not understand of an address, and keeps what it knows', async () => {
  const { page, visit } = dashboard
  await visit('/?status=odd,failed&min=soon')
  await row('Train/2').waitFor()
  await page.getByRole('button', { name: /min=soon/ }).click()
  await expect.poll(search).toBe('?status=odd,failed')
  await page.getByRole('button', { name: /status=odd/ }).waitFor()
})

it('shows a run that begins, changes and ends while one looks, without being loaded anew', async () => {
  const { api, visit } = dashboard
  await visit('/?status=running')
  await row('Train/3').waitFor()
  await record(api, [run('Train', 4, 0, { status: 'running', finishedAt: undefined })])
  await row('Train/4').waitFor()
  await dashboard.page.mouse.move(5, 5)
  await api.ask(
    'mutation ($input: UpdateExecutionsInput!) { updateExecutions(input: $input) { results { ok } } }',
    { input: { executions: [{ id: 'Train-4', status: 'failed', error: 'Gone' }] } },
  )
  await row('Train/4').getByText('left the filter').waitFor()
  await expect.poll(() => row('Train/4').count()).toBe(0)
})

it('keeps its place while it is scrolled, and says how many are new', async () => {
  const { page, api, visit } = dashboard
  await visit('/')
  await row('Train/3').waitFor()
  await grid().evaluate((element) => element.scrollTo({ top: 1_400 }))
  await expect.poll(() => row('Train/3').count()).toBe(0)
  const shown = () => grid().evaluate((element) => element.scrollTop)
  await record(api, [run('New', 1, 0), run('New', 2, 0, { status: 'failed', error: 'No' })])
  const pill = page.getByRole('button', { name: /^2 new · 1 failed/ })
  await pill.waitFor()
  expect(await shown()).toBe(1_400)
  await page.keyboard.press('.')
  await row('New/1').waitFor()
  expect(await shown()).toBe(0)
})

it('reads further pages as one scrolls', async () => {
  const { visit } = dashboard
  await visit('/?flow=Many')
  await row('Many/300').waitFor()
  for (let tries = 0; tries < 40 && (await row('Many/1').count()) === 0; tries += 1) {
    await grid().evaluate((element) => element.scrollTo({ top: element.scrollHeight }))
    await dashboard.page.waitForTimeout(100)
  }
  await row('Many/1').waitFor()
})

it('sorts by what the API sorts by', async () => {
  const { page, visit } = dashboard
  await visit('/?flow=Train,Many')
  await row('Train/3').waitFor()
  const head = page.getByRole('columnheader', { name: 'Flow' })
  expect(await page.getByRole('columnheader', { name: 'Started' }).getAttribute('aria-sort')).toBe(
    'descending',
  )
  await head.getByRole('button').click()
  await expect.poll(search).toBe('?flow=Train,Many&sort=flow')
  await row('Many/1').waitFor()
  expect(await head.getAttribute('aria-sort')).toBe('ascending')
})

it('is moved in by keys: rows, peek, opening', async () => {
  const { page, visit } = dashboard
  await visit('/?flow=Train')
  await row('Train/1').waitFor()
  await page.keyboard.press('j')
  await page.keyboard.press('j')
  await page.keyboard.press(' ')
  await expect.poll(() => new URLSearchParams(search()).get('sel')).toMatch(/^main:Train\//)
  const peek = page.getByRole('complementary')
  await peek.waitFor()
  const first = new URLSearchParams(search()).get('sel')
  await page.keyboard.press('j')
  await expect.poll(() => new URLSearchParams(search()).get('sel')).not.toBe(first)
  await page.keyboard.press('Escape')
  await peek.waitFor({ state: 'detached' })
  await page.keyboard.press('Enter')
  await expect.poll(path).toMatch(/^\/runs\/main\/Train\//)
})

it('chooses a time in the histogram by keys', async () => {
  const { page, visit } = dashboard
  await visit('/')
  await row('Train/3').waitFor()
  const slider = page.getByRole('slider', { name: /^Runs by start time/ })
  const valueOf = (name: string) => slider.getAttribute(`aria-value${name}`)
  await expect.poll(() => valueOf('max')).toBe('95')
  await slider.focus()
  for (const [key, value] of [
    ['ArrowLeft', '95'],
    ['Home', '0'],
    ['ArrowRight', '1'],
    ['End', '95'],
    ['ArrowLeft', '94'],
  ] as const) {
    await page.keyboard.press(key)
    await expect.poll(() => valueOf('now')).toBe(value)
  }
  await page.keyboard.press('Enter')
  await expect.poll(search).toMatch(/^\?from=.*&to=/)
})

it('comes back to the same place', async () => {
  const { page, visit } = dashboard
  await visit('/?flow=Many')
  await row('Many/300').waitFor()
  await grid().evaluate((element) => element.scrollTo({ top: 1_400 }))
  await row('Many/245').waitFor()
  await expect.poll(search).toContain('at=main:Many/250')
  await row('Many/245').getByRole('link', { name: '245' }).click()
  await expect.poll(path).toBe('/runs/main/Many/245')
  await page.goBack()
  await row('Many/245').waitFor()
})
