import type { Locator } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { patient, recordPages } from '../setup/seeds/pages.ts'
import { type Dashboard, openDashboard } from '../setup/servers/dashboard.ts'

let dashboard: Dashboard

beforeAll(async () => {
  dashboard = await openDashboard({ title: '', kinds: { main: 'sqlite' } }, {}, patient)
  await recordPages(dashboard.api, 'main')
})
afterAll(() => dashboard.close())
afterEach(() => {
  expect(dashboard.complaints).toEqual([])
  expect(dashboard.elsewhere).toEqual([])
})

const path = () => decodeURIComponent(new URL(dashboard.page.url()).pathname)
const search = () => new URL(dashboard.page.url()).search
const heading = (name: string | RegExp) => dashboard.page.getByRole('heading', { level: 1, name })
const press = async (keys: string) => {
  for (const key of keys.split(' ')) await dashboard.page.keyboard.press(key)
}
const isFocused = (one: Locator) => one.evaluate((element) => element === document.activeElement)

/** Goes by Tab to something that must be there. */
async function tabTo(target: Locator, key = 'Tab') {
  await target.waitFor()
  for (let presses = 0; presses < 150; presses += 1) {
    if (await isFocused(target)) return
    await dashboard.page.keyboard.press(key)
  }
  throw new Error(`${String(target)} cannot be reached by ${key}.`)
}

/** Finds a page or a thing by the palette. */
async function find(text: string) {
  await press('/')
  const palette = dashboard.page.getByRole('dialog', { name: 'Find' })
  await palette.waitFor()
  await dashboard.page.keyboard.type(text)
  await palette.getByRole('option', { name: text }).first().waitFor()
  await press('Enter')
  await palette.waitFor({ state: 'detached' })
}

const back = async (to: string) => {
  await dashboard.page.goBack()
  await expect.poll(path).toBe(to)
}

it('opens, looks into and leaves runs, a run, an execution and a comparison', async () => {
  const { page, visit } = dashboard
  await visit('/backends')
  await heading('Backends').waitFor()
  await press('g r')
  await page.locator('[data-row="main:Train/3"]').waitFor()
  await press('2')
  await expect.poll(search).toBe('?status=failed')
  await press('2')
  await expect.poll(search).toBe('')
  await page.locator('[data-row="main:Slow/1"]').waitFor()
  await tabTo(page.locator('[data-row="main:Train/2"]'), 'j')
  await press('Space')
  await page.getByRole('complementary').waitFor()
  await press('Escape')
  await page.getByRole('complementary').waitFor({ state: 'detached' })
  await press('x')
  await page.getByText(/^1 selected/).waitFor()
  await press('Escape')
  await page.getByText(/^1 selected/).waitFor({ state: 'detached' })
  await press('Enter')
  await expect.poll(path).toBe('/runs/main/Train/2')
  const parts = page.getByRole('navigation', { name: 'Parts of this page' })
  await tabTo(parts.getByRole('link', { name: /^Executions/ }))
  await press('Enter')
  await page.getByRole('grid', { name: 'Executions' }).getByRole('row').nth(1).waitFor()
  await press('ArrowDown Enter')
  await expect.poll(path).toBe('/executions/main:main-2-load')
  await back('/runs/main/Train/2')
  await heading('2').waitFor()
  await page.getByRole('button', { name: 'Compare with 1' }).waitFor()
  await press('c')
  await expect.poll(path).toBe('/compare')
  await heading('1 and 2').waitFor()
  await press('w')
  await heading('2 and 1').waitFor()
  await tabTo(
    page
      .locator('main')
      .getByRole('link', { name: /Train 2/ })
      .first(),
  )
  await press('Enter')
  await expect.poll(path).toBe('/runs/main/Train/2')
  await back('/compare')
  await heading('2 and 1').waitFor()
  await back('/compare')
  await heading('1 and 2').waitFor()
  await back('/runs/main/Train/2')
  await back('/')
  await page.locator('[data-row="main:Train/3"]').waitFor()
})

it('gives the focus to the page that is opened, and on the way back to the row that was left', async () => {
  const { page, go } = dashboard
  const focused = () =>
    page.evaluate(() => {
      const one = document.activeElement!
      return one.getAttribute('data-row') || one.querySelector('a')?.getAttribute('href') || one.id
    })
  const titleOfFocused = () =>
    page.evaluate(() => {
      const one = document.activeElement!
      return document.getElementById(one.getAttribute('aria-labelledby') ?? '')?.textContent
    })
  const opens = async (keys: string, title: string | RegExp) => {
    await press(keys)
    await heading(title).waitFor()
    await expect.poll(titleOfFocused).toMatch(title)
  }
  await go('/')
  await page.locator('[data-row="main:Train/3"]').waitFor()
  // Who loads a page begins at its beginning.
  expect(await page.evaluate(() => document.activeElement === document.body)).toBe(true)
  await tabTo(page.locator('[data-row="main:Train/2"]'), 'j')
  await opens('Enter', /^2$/)
  await page.getByRole('button', { name: 'Compare with 1' }).waitFor()
  await opens('c', /^1 and 2$/)
  await back('/runs/main/Train/2')
  await back('/')
  await expect.poll(focused).toBe('main:Train/2')
  await opens('c', /^1 and 2$/)
  await back('/')
  await expect.poll(focused).toBe('main:Train/2')
  for (const [keys, title, list] of [
    ['g e', /^Executions$/, '/executions'],
    ['g f', /^Failures$/, '/failures'],
    ['g l', /^Flows$/, '/flows'],
  ] as const) {
    await opens(keys, title)
    await page.getByRole('grid').first().getByRole('row').nth(2).waitFor()
    await press('j j')
    const row = await focused()
    await press('Enter')
    await expect.poll(path).not.toBe(list)
    await expect.poll(titleOfFocused).toBeTruthy()
    await back(list)
    await expect.poll(focused).toBe(row)
  }
  await find('main-agent')
  await heading('main-agent').waitFor()
  await expect.poll(titleOfFocused).toBe('main-agent')
  await go('/watch?ids=main-bad,main-busy')
  const cell = page
    .getByRole('grid', { name: 'Statuses, in the order given' })
    .getByRole('link', { name: /main-busy/ })
  await cell.focus()
  await opens('Enter', /^main-busy$/)
  await back('/watch')
  await expect.poll(() => isFocused(cell)).toBe(true)
})

it('calls an execution off and tries it again, and gives the focus back', async () => {
  const { page } = dashboard
  await find('main-Mail-1')
  await expect.poll(path).toBe('/executions/main:main-Mail-1')
  const cancel = page.getByRole('button', { name: 'Cancel', exact: true })
  await tabTo(cancel)
  await press('Enter')
  const asked = page.getByRole('dialog', { name: 'Cancel this execution?' })
  await asked.waitFor()
  await press('Escape')
  await asked.waitFor({ state: 'detached' })
  await expect.poll(() => isFocused(cancel)).toBe(true)
  await press('Enter')
  await tabTo(asked.getByRole('button', { name: 'Cancel the execution' }))
  await press('Enter')
  await page.getByText('Cancelled', { exact: true }).first().waitFor()
  await tabTo(page.getByRole('button', { name: 'Retry', exact: true }))
  await press('Enter')
  const retry = page.getByRole('dialog', { name: 'Retry this execution?' })
  await tabTo(retry.getByRole('button', { name: 'Retry', exact: true }))
  await press('Enter')
  await cancel.waitFor()
})

it('walks in a graph', async () => {
  const { page } = dashboard
  await find('main-agent')
  await tabTo(
    page.getByRole('navigation', { name: 'Parts of this page' }).getByRole('link', { name: /^Graph/ }),
  )
  await press('Enter')
  const node = (name: string) => page.locator('[data-node]').filter({ hasText: name })
  await tabTo(node('Read'))
  await press('ArrowDown')
  await expect.poll(() => isFocused(node('Check'))).toBe(true)
  await press('Enter')
  await page.getByRole('complementary', { name: 'Check' }).waitFor()
  await press('Escape')
  await page.getByRole('complementary', { name: 'Check' }).waitFor({ state: 'detached' })
})

it('opens failures, flows, executions, what wants attention and backends, and comes back', async () => {
  const { page } = dashboard
  await press('g f')
  await page.getByRole('grid', { name: 'Groups of failures' }).waitFor()
  await press('j Enter')
  await page.getByRole('grid', { name: 'Executions that failed so' }).getByRole('row').nth(1).waitFor()
  const group = path()
  await press('j Enter')
  await expect.poll(path).toMatch(/^\/(executions|runs)\/main/)
  await back(group)
  await back('/failures')
  await press('g l')
  await page.getByRole('grid', { name: 'Flows' }).waitFor()
  await press('j Enter')
  await expect.poll(path).toMatch(/^\/(flows\/main\/|executions)/)
  await back('/flows')
  await press('g e')
  await page.locator('[data-row="main:main-agent"]').waitFor()
  await press('j Enter')
  await expect.poll(path).toMatch(/^\/executions\/main:/)
  await back('/executions')
  await press('g r')
  await tabTo(page.getByRole('link', { name: /^All \d+/ }))
  await press('Enter')
  await expect.poll(path).toBe('/attention')
  await page.getByRole('region', { name: 'New or rising failures' }).waitFor()
  await press('j Enter')
  await expect.poll(path).not.toBe('/attention')
  await back('/attention')
  await press('g b')
  const card = page.getByRole('article', { name: 'main' })
  await tabTo(card.getByRole('link', { name: 'Queue' }))
  await press('Enter')
  await expect.poll(path).toBe('/queue/main')
  await back('/backends')
})

it('watches ids, none of which the first need be known, and works on the queue', async () => {
  const { page } = dashboard
  await press('g w')
  await tabTo(page.getByRole('textbox', { name: 'Ids' }))
  await page.keyboard.type('nobody main-bad main-busy')
  await page.getByText('3 ids · 1 statement').waitFor()
  const cells = page.getByRole('grid', { name: 'Statuses, in the order given' })
  await tabTo(cells.getByRole('link', { name: /main-bad/ }))
  await press('ArrowRight')
  await expect.poll(() => isFocused(cells.getByRole('link', { name: /main-busy/ }))).toBe(true)
  await press('Enter')
  await expect.poll(path).toBe('/executions/main:main-busy')
  await back('/watch')
  await page.getByText('3 ids · 1 statement').waitFor()
  await press('g q')
  await tabTo(page.getByRole('button', { name: 'Waiting to begin' }))
  await press('Enter')
  await expect.poll(search).toBe('?show=pending')
  await tabTo(page.getByLabel('Select main-Mail-2', { exact: true }))
  await press('Space')
  await tabTo(page.getByRole('button', { name: 'Cancel…' }), 'Shift+Tab')
  await press('Enter')
  await tabTo(page.getByRole('dialog').getByRole('button', { name: 'Cancel 1 execution' }))
  await press('Enter')
  await page.getByLabel('Select main-Mail-2', { exact: true }).waitFor({ state: 'detached' })
})
