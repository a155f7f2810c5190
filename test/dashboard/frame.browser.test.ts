import { afterAll, beforeAll, expect, it } from 'vitest'
import { begun, record } from '../setup/seeds/records.ts'
import { type Dashboard, openDashboard } from '../setup/servers/dashboard.ts'
import { isWhole } from '../setup/whole.ts'

let dashboard: Dashboard

beforeAll(async () => {
  dashboard = await openDashboard()
  await record(dashboard.api, [begun('nightly-7', 0, { flow: 'Nightly' })])
})
afterAll(async () => {
  expect(dashboard.complaints).toEqual([])
  expect(dashboard.elsewhere).toEqual([])
  await dashboard.close()
})

const pages = [
  ['/', 'Runs', 'g r'],
  ['/executions', 'Executions', 'g e'],
  ['/failures', 'Failures', 'g f'],
  ['/watch', 'Watch', 'g w'],
  ['/queue', 'Queue', 'g q'],
  ['/flows', 'Flows', 'g l'],
  ['/backends', 'Backends', 'g b'],
] as const

const heading = (name: string) => dashboard.page.getByRole('heading', { level: 1, name })
const path = () => new URL(dashboard.page.url()).pathname

it('shows each page at its address, by the menu and by keys, with one heading', async () => {
  const { page, go, visit } = dashboard
  // The server has one page for all addresses.
  const open = isWhole ? go : visit
  for (const [address, name] of pages) {
    await open(address)
    await heading(name).waitFor()
    expect(await page.title()).toContain('Execgraph')
    expect(await page.getByRole('heading', { level: 1 }).count()).toBe(1)
  }
  const menu = page.getByRole('navigation', { name: 'Pages' })
  for (const [address, name] of pages) {
    await menu.getByRole('link', { name: new RegExp(`^${name}`) }).click()
    await heading(name).waitFor()
    expect(path()).toBe(address)
  }
  for (const [address, name, keys] of pages) {
    for (const key of keys.split(' ')) await page.keyboard.press(key)
    await heading(name).waitFor()
    expect(path()).toBe(address)
  }
})

it('says that there is no page at an address, and leads back', async () => {
  const { page, go } = dashboard
  await go('/nowhere/at/all')
  await heading('No such page').waitFor()
  await page.getByRole('link', { name: 'All runs' }).click()
  await heading('Runs').waitFor()
})

it('finds an execution, a flow, a page and an action by the palette', async () => {
  const { page, visit } = dashboard
  await visit('/backends')
  await heading('Backends').waitFor()
  const palette = page.getByRole('dialog', { name: 'Find' })
  await page.keyboard.press('/')
  await palette.waitFor()
  await page.keyboard.type('nightly-7')
  await palette.getByRole('option', { name: /nightly-7/ }).waitFor()
  await page.keyboard.press('Enter')
  await expect.poll(path).toBe(`/executions/${encodeURIComponent('main:nightly-7')}`)
  await page.keyboard.press('Control+k')
  await page.keyboard.type('Night')
  await palette.getByRole('option', { name: /^Nightly/ }).click()
  await expect.poll(path).toBe('/flows/main/Nightly')
  await page.keyboard.press('/')
  await page.keyboard.type('nothing is called so')
  await palette.getByText('Nothing is called “nothing is called so”.').waitFor()
  await page.keyboard.press('Escape')
  await palette.waitFor({ state: 'detached' })
  await page.keyboard.press('/')
  await palette.getByRole('option', { name: 'nightly-7' }).waitFor()
  await page.keyboard.type('>theme')
  await page.keyboard.press('Enter')
  expect(await page.evaluate(() => document.documentElement.dataset['theme'])).toBe('light')
})

it('keeps theme and time zone in the browser, and shows them before anything is drawn', async () => {
  const { page, visit } = dashboard
  await visit('/')
  await heading('Runs').waitFor()
  await page.keyboard.press('d')
  await page.keyboard.press('u')
  await page.getByRole('button', { name: 'Times in UTC, UTC' }).waitFor()
  await page.reload({ waitUntil: 'commit' })
  await page.waitForSelector('html[data-theme=dark]')
  await page.getByRole('button', { name: 'Times in UTC, UTC' }).waitFor()
  await page.keyboard.press('d')
  await page.keyboard.press('u')
  expect(await page.evaluate(() => document.documentElement.dataset['theme'])).toBe(undefined)
})

it('lists its keys, takes none while one types, and gives letters back on request', async () => {
  const { page, visit } = dashboard
  await visit('/flows')
  await heading('Flows').waitFor()
  await page.keyboard.press('?')
  const help = page.getByRole('dialog', { name: 'Keys and settings' })
  await help.getByText('Next row').waitFor()
  await help.getByLabel('Single letters are keys').uncheck()
  await page.keyboard.press('Escape')
  await help.waitFor({ state: 'detached' })
  for (const key of ['g', 'r']) await page.keyboard.press(key)
  expect(path()).toBe('/flows')
  await page.getByRole('button', { name: 'Keys and settings' }).click()
  await help.getByLabel('Single letters are keys').check()
  await page.keyboard.press('Escape')
  for (const key of ['g', 'r']) await page.keyboard.press(key)
  await heading('Runs').waitFor()
})

it('shows what a page asked and cost, and opens the query in GraphiQL', async () => {
  const { page, visit } = dashboard
  await visit('/flows')
  await heading('Flows').waitFor()
  await page.getByRole('button', { name: 'Show the query' }).click()
  const costs = page.getByRole('dialog', { name: 'What this page asked' })
  const opened = page.waitForEvent('popup')
  await costs.getByRole('link', { name: 'Show the query' }).first().click()
  const graphiql = await opened
  await graphiql.getByText('query', { exact: true }).first().waitFor()
  await graphiql.close()
  await page.keyboard.press('Escape')
})

it('takes saved views to another browser by a file', async () => {
  const { page, visit } = dashboard
  await visit('/executions?status=failed&from=-7d')
  await page.getByRole('button', { name: 'Save view' }).click()
  await page.getByLabel('Name').fill('Failed this week')
  await page.keyboard.press('Enter')
  const link = page
    .getByRole('region', { name: 'Saved views' })
    .getByRole('link', { name: 'Failed this week' })
  await link.waitFor()
  await page.keyboard.press('?')
  const help = page.getByRole('dialog', { name: 'Keys and settings' })
  const downloaded = page.waitForEvent('download')
  await help.getByRole('button', { name: 'Save views to a file' }).click()
  const file = await (await downloaded).path()
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Delete the view Failed this week' }).click()
  await link.waitFor({ state: 'detached' })
  await page.keyboard.press('?')
  await help.getByLabel('Take views from a file').setInputFiles(file)
  await page.keyboard.press('Escape')
  await link.click()
  expect(new URL(page.url()).search).toBe('?status=failed&from=-7d')
})
