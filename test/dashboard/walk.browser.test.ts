import type { Locator } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { ago } from '../setup/seeds/ago.ts'
import { type Sent, record } from '../setup/seeds/records.ts'
import { type Dashboard, openDashboard } from '../setup/servers/dashboard.ts'
import { sized } from '../setup/whole.ts'

let dashboard: Dashboard

/** Every third run failed, and belongs to one of two flows. */
const run = (number: number): Sent => ({
  id: `run-${number}`,
  flow: number % 2 === 0 ? 'Even' : 'Odd',
  runNumber: number,
  step: 'end',
  ...(number % 3 === 0 ? { status: 'failed', error: 'Boom' } : { status: 'completed' }),
  startedAt: ago(10_000 - 10 * number),
  finishedAt: ago(9_999 - 10 * number),
})

const count = 330

beforeAll(async () => {
  dashboard = await openDashboard()
  await record(
    dashboard.api,
    Array.from({ length: count }, (_, index) => run(index + 1)),
  )
})
afterAll(async () => {
  expect(dashboard.complaints).toEqual([])
  expect(dashboard.elsewhere).toEqual([])
  await dashboard.close()
})

const grid = () => dashboard.page.getByRole('grid', { name: 'Runs' })
const row = (id: string) => grid().locator(`[data-row="main:${id}"]`)
const path = () => new URL(dashboard.page.url()).pathname
const inList = () => dashboard.page.getByRole('navigation', { name: 'The list that it was opened from' })
const isFocused = (id: string) => row(id).evaluate((element) => element === document.activeElement)

it('walks the list that a run was opened from, in its filter and order, and comes back to the row', async () => {
  const { page, visit } = dashboard
  await visit('/?status=failed')
  await row('Even/330').getByRole('link', { name: '330' }).click()
  await inList().getByText('1 of 100+').waitFor()
  await page.keyboard.press('j')
  await expect.poll(path).toBe('/runs/main/Odd/327')
  await page.keyboard.press('j')
  await expect.poll(path).toBe('/runs/main/Even/324')
  await inList().getByText('3 of 100+').waitFor()
  await page.keyboard.press('k')
  await expect.poll(path).toBe('/runs/main/Odd/327')
  // The parts of the page are parts of the same visit.
  await page.getByRole('link', { name: /^Metadata/ }).click()
  await page.keyboard.press('j')
  await expect.poll(path).toBe('/runs/main/Even/324')
  expect(new URL(page.url()).search).toBe('?tab=metadata')
  await page.goBack()
  await expect.poll(() => isFocused('Even/324')).toBe(true)
  expect(new URL(page.url()).search).toBe('?status=failed')
})

it('reads on at the end of what was loaded, up to the last run', async () => {
  const { page, go } = dashboard
  await go('/?status=failed&sort=started&at=main:Odd/291')
  await row('Odd/297').getByRole('link', { name: '297' }).click()
  await inList()
    .getByText(/^99 of /)
    .waitFor()
  // What was read ahead is forgotten.
  await page.reload()
  await inList().getByText('99 of 100+').waitFor()
  await page.keyboard.press('j')
  await expect.poll(path).toBe('/runs/main/Even/300')
  await inList().getByText('100 of 110', { exact: true }).waitFor()
  await page.keyboard.press('j')
  await expect.poll(path).toBe('/runs/main/Odd/303')
  await page.goBack()
  await expect.poll(() => isFocused('Odd/303')).toBe(true)
})

it('knows its list after it was loaded anew', async () => {
  const { page, visit } = dashboard
  await visit('/flows/main/Even?status=failed')
  await row('Even/330').waitFor()
  await page.keyboard.press('j')
  await page.keyboard.press('Enter')
  await expect.poll(path).toBe('/runs/main/Even/330')
  await page.reload()
  await inList().getByText('1 of 55', { exact: true }).waitFor()
  await page.keyboard.press('j')
  await expect.poll(path).toBe('/runs/main/Even/324')
})

/** Scrolls to an execution, and opens it. */
async function openFrom(list: Locator, number: number) {
  const link = list.getByRole('link', { name: `run-${number}`, exact: true })
  await list.getByRole('row').nth(1).waitFor()
  const { height } = (await list.getByRole('row').nth(1).boundingBox())!
  await list.evaluate((element, top) => element.scrollTo({ top }), (number / 3 - 3) * height)
  await link.click()
}

const execution = (number: number) => encodeURIComponent(`main:run-${number}`)

it('walks executions of the list that one was opened from, reads on, and comes back to the row', async () => {
  const { page, go } = dashboard
  await go('/executions?status=failed')
  const list = page.getByRole('grid', { name: 'Executions' })
  await list.getByRole('link', { name: 'run-330', exact: true }).click()
  await inList().getByText('1 of 100+').waitFor()
  await page.keyboard.press('j')
  await expect.poll(path).toBe(`/executions/${execution(327)}`)
  await page.keyboard.press('j')
  await expect.poll(path).toBe(`/executions/${execution(324)}`)
  await page.keyboard.press('k')
  await expect.poll(path).toBe(`/executions/${execution(327)}`)
  // What the list was is forgotten, and read again.
  await page.reload()
  await inList().getByText('2 of 100+').waitFor()
  await page.keyboard.press('j')
  await expect.poll(path).toBe(`/executions/${execution(324)}`)
  await page.goBack()
  const left = list.locator('[data-row="main:run-324"]')
  await expect.poll(() => left.evaluate((element) => element === document.activeElement)).toBe(true)
  await go('/executions?status=failed&sort=started')
  const first = sized(3, 285)
  await openFrom(list, first)
  // What was read ahead is forgotten.
  await page.reload()
  await inList()
    .getByText(`${first / 3} of 100+`)
    .waitFor()
  for (let number = first + 3; number <= 330; number += 3) {
    await page.keyboard.press('j')
    await expect.poll(path).toBe(`/executions/${execution(number)}`)
    // What comes after the first page is read when one is at its end.
    if (number === 300) await inList().getByText('100 of 110', { exact: true }).waitFor()
  }
  await inList().getByText('110 of 110', { exact: true }).waitFor()
  await page.goBack()
  const last = list.locator('[data-row="main:run-330"]')
  await expect.poll(() => last.evaluate((element) => element === document.activeElement)).toBe(true)
})

it('walks the flow when a link was opened, and leaves the keys to rows that have the focus', async () => {
  const { page, visit } = dashboard
  await visit('/runs/main/Even/300?tab=executions')
  await page.getByRole('grid', { name: 'Executions' }).getByRole('row').nth(1).waitFor()
  expect(await inList().count()).toBe(0)
  await page.keyboard.press('j')
  await expect.poll(path).toBe('/runs/main/Even/298')
  await page.getByRole('link', { name: 'Next run, 300' }).waitFor()
  await page.keyboard.press('k')
  await expect.poll(path).toBe('/runs/main/Even/300')
  await page.getByRole('grid', { name: 'Executions' }).getByRole('row').nth(1).waitFor()
  await page.getByRole('link', { name: 'Next run, 302' }).waitFor()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('j')
  await page.keyboard.press('Enter')
  await expect.poll(path).toBe(`/executions/${encodeURIComponent('main:run-300')}`)
})
