import { afterAll, beforeAll, expect, it } from 'vitest'
import { recordPages } from '../setup/seeds/pages.ts'
import { type Dashboard, openDashboard } from '../setup/servers/dashboard.ts'

let dashboard: Dashboard

beforeAll(async () => {
  dashboard = await openDashboard()
  await recordPages(dashboard.api, 'main')
})
afterAll(async () => {
  expect(dashboard.complaints).toEqual([])
  expect(dashboard.elsewhere).toEqual([])
  await dashboard.close()
})

const press = (key: string) => dashboard.page.keyboard.press(key)

/** Holds a file of the page back. The answer lets it come. */
async function hold(file: string): Promise<() => void> {
  const { promise, resolve } = Promise.withResolvers<void>()
  await dashboard.page.route(`**/assets/${file}-*.js`, async (route) => {
    await promise
    await route.continue()
  })
  return resolve
}

/** Opens the runs anew. The answer says where the page is and how it looks, which keys would change. */
async function openRuns(): Promise<() => Promise<string>> {
  const { page, go } = dashboard
  await go('/runs')
  await page.locator('[data-row="main:Train/3"]').waitFor()
  return async () =>
    `${page.url()} ${await page.evaluate(() => document.documentElement.outerHTML.slice(0, 200))}`
}

it('keeps what is typed while the palette is still loaded, and takes none of it for a shortcut', async () => {
  const { page } = dashboard
  const come = await hold('palette')
  const state = await openRuns()
  const before = await state()
  await press('/')
  await page.keyboard.type('data 12345')
  await press('Backspace')
  const box = page.getByRole('dialog', { name: 'Find' }).locator('input')
  expect(await box.inputValue()).toBe('data 1234')
  come()
  await page.getByRole('dialog', { name: 'Find' }).getByRole('listbox').waitFor()
  await page.keyboard.type('x')
  expect(await box.inputValue()).toBe('data 1234x')
  expect(await box.evaluate((element) => element === document.activeElement)).toBe(true)
  expect(await state()).toBe(before)
  await press('Escape')
  await page.getByRole('dialog', { name: 'Find' }).waitFor({ state: 'detached' })
})

it.each([
  { title: 'Keys and settings', file: 'help', open: () => press('?') },
  { title: 'What this page asked', file: 'cost', open: () => choose('Show what this page asked') },
])('takes no key for a shortcut while “$title” is still loaded', async ({ title, file, open }) => {
  const { page } = dashboard
  const come = await hold(file)
  const state = await openRuns()
  const before = await state()
  await open()
  await page.keyboard.type('gquds1')
  await press('Enter')
  expect(await state()).toBe(before)
  const dialog = page.getByRole('dialog', { name: title })
  expect(await dialog.locator('h3').count()).toBe(0)
  come()
  await dialog.locator('h3').first().waitFor()
  expect(await state()).toBe(before)
  await press('Escape')
  await dialog.waitFor({ state: 'detached' })
})

/** Opens the palette and takes the action of this name. */
async function choose(name: string) {
  await press('/')
  await dashboard.page.keyboard.type(`>${name}`)
  await dashboard.page.getByRole('option', { name }).waitFor()
  await press('Enter')
}
