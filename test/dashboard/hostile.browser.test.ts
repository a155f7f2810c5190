import type { Request } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Sent, record } from '../setup/seeds/records.ts'
import { type Dashboard, openDashboard } from '../setup/servers/dashboard.ts'
import { isWhole } from '../setup/whole.ts'

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

/** What an address could take for something else. */
const names = [
  'a/b',
  '..',
  '.',
  '~..',
  'a?b#c',
  '100%',
  'a%2Fb',
  'a&b=c+d',
  'a,b',
  'a\nb',
  'a b',
  '🚀',
  '$x',
  '{x}',
  '<b>',
  ':',
]

/** Each is kept and read in another way. `addresses` reads them all without a browser. */
const isLookedAt = (name: string) => isWhole || ['a/b', '..', 'a%2Fb'].includes(name)

beforeAll(async () => {
  dashboard = await openDashboard()
  const many = Array.from({ length: 300 }, (_, index) => run('Many', index + 1, 4_000 - index))
  await record(dashboard.api, many)
  await record(
    dashboard.api,
    names.map((flow, index) => run(flow, index + 1, 300 - index, { status: 'failed', error: 'x' })),
  )
})
afterAll(async () => {
  expect(dashboard.elsewhere).toEqual([])
  await dashboard.close()
})

const heading = (name: string) => dashboard.page.getByRole('heading', { level: 1, name, exact: true })
const row = (id: string) =>
  dashboard.page.getByRole('grid', { name: 'Runs' }).locator(`[data-row=${JSON.stringify(`main:${id}`)}]`)

/** The operations that the page sends, by name. */
function countAsked() {
  const asked = new Map<string, number>()
  const note = (request: Request) => {
    if (!request.url().endsWith('/graphql')) return
    const [, name = ''] = /"operationName":"(\w+)"/.exec(request.postData() ?? '') ?? []
    asked.set(name, (asked.get(name) ?? 0) + 1)
  }
  dashboard.page.on('request', note)
  return { asked, end: () => void dashboard.page.off('request', note) }
}

it('asks for nothing twice at first, and lets the stream tell what wants attention', async () => {
  const { page, go } = dashboard
  let last = {}
  const opened = async () => {
    const { asked, end } = countAsked()
    await go('/?from=-24h')
    await row(':/16').waitFor()
    await page.getByRole('region', { name: 'Attention' }).getByText(/./).first().waitFor()
    await page.waitForTimeout(1_500)
    end()
    last = Object.fromEntries(asked)
    return last
  }
  // On a busy machine the stream may come after the moment that the page waits for it: then it is opened again.
  await expect.poll(opened).toMatchObject({ RunsPage: 1, RunCounts: 1, RunBuckets: 1, Rail: 1 })
  expect(last).not.toHaveProperty('AttentionStrip')
})

it('shows runs and flows whatever they are called, from links and from their addresses', async () => {
  const { page, go } = dashboard
  await go('/')
  for (const [index, flow] of names.entries()) {
    if (!isLookedAt(flow)) continue
    const number = index + 1
    // Within the page, as its links do.
    await page.evaluate(() => history.pushState({}, '', '/?status=failed'))
    await page
      .getByRole('grid', { name: 'Runs' })
      .getByRole('link', { name: String(number), exact: true })
      .click()
    await heading(String(number)).waitFor()
    const crumb = page.getByRole('banner').getByRole('link').nth(1)
    const shown = () => crumb.evaluate((node) => node.textContent)
    await expect.poll(shown).toBe(flow)
    await page
      .getByText(/failed/i)
      .first()
      .waitFor()
    await page.reload()
    await heading(String(number)).waitFor()
    await expect.poll(shown).toBe(flow)
    await page.getByRole('heading', { name: /has no run/ }).waitFor({ state: 'detached' })
    await crumb.click()
    await expect
      .poll(() => page.getByRole('heading', { level: 1 }).evaluate((node) => node.textContent))
      .toBe(flow)
    await page
      .getByRole('grid', { name: 'Runs' })
      .getByRole('link', { name: String(number), exact: true })
      .waitFor()
  }
})

it('does not take back a filter that was chosen while a scrolled list came to rest', async () => {
  const { page, visit } = dashboard
  await visit('/')
  await row('Many/300').waitFor()
  await page.getByRole('grid', { name: 'Runs' }).evaluate((node) => node.scrollTo({ top: 2_000 }))
  await page.keyboard.press('2')
  await expect.poll(() => new URL(page.url()).searchParams.get('status')).toBe('failed')
  await page.waitForTimeout(1_000)
  expect(new URL(page.url()).searchParams.get('status')).toBe('failed')
})

it('gives keys to a dialog alone, and the focus back when it is closed', async () => {
  const { page, visit } = dashboard
  await visit('/')
  await row(':/16').click()
  await page.getByRole('complementary', { name: 'The chosen run' }).waitFor()
  await row(':/16').focus()
  await page.keyboard.press('?')
  const help = page.getByRole('dialog', { name: 'Keys and settings' })
  await help.waitFor()
  for (const key of ['1', 'j', 'g', 'f', 'x']) await page.keyboard.press(key)
  await page.keyboard.press('Escape')
  await help.waitFor({ state: 'detached' })
  expect(new URL(page.url()).pathname).toBe('/')
  expect(new URL(page.url()).search).toContain('sel=')
  expect(new URL(page.url()).search).not.toContain('status')
  await expect
    .poll(() => page.evaluate(() => (document.activeElement as HTMLElement).dataset['row']))
    .toBe('main::/16')
  await page
    .getByRole('complementary', { name: 'The chosen run' })
    .getByRole('button', { name: 'Close' })
    .focus()
  await page.keyboard.press('Escape')
  await page.getByRole('complementary', { name: 'The chosen run' }).waitFor({ state: 'detached' })
  await expect
    .poll(() => page.evaluate(() => (document.activeElement as HTMLElement).dataset['row']))
    .toBe('main::/16')
})

it('says what to do when a part of the page is no longer on the server', async () => {
  const { page, go } = dashboard
  await go('/')
  await row(':/16').waitFor()
  let isGone = true
  await page.route('**/assets/*.js', (route) =>
    isGone ? route.fulfill({ status: 404, body: 'gone' }) : route.continue(),
  )
  await page.keyboard.press('?')
  const dialog = page.getByRole('dialog', { name: 'It is not there' })
  await dialog.getByRole('button', { name: 'Load the page anew' }).waitFor()
  await page.keyboard.press('Escape')
  await dialog.waitFor({ state: 'detached' })
  await row(':/16').click()
  await page.getByRole('heading', { name: 'A part of this page is not there' }).waitFor()
  isGone = false
  await page.getByRole('button', { name: 'Load the page anew' }).click()
  await page.getByRole('complementary', { name: 'The chosen run' }).waitFor()
  await page.unroute('**/assets/*.js')
})

it('loads the part that was not there by itself when the server is back', async () => {
  const { page, go } = dashboard
  await go('/')
  await row(':/16').waitFor()
  const away = ['**/assets/*', '**/healthz']
  for (const path of away) await page.route(path, (route) => route.abort())
  await page.getByRole('link', { name: 'Backends' }).first().click()
  await page.getByRole('heading', { name: 'A part of this page is not there' }).waitFor()
  for (const path of away) await page.unroute(path)
  await page.getByRole('article', { name: 'main' }).waitFor()
})
