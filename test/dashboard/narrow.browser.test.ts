import { afterAll, beforeAll, expect, it } from 'vitest'
import { ago } from '../setup/seeds/ago.ts'
import { recordPages } from '../setup/seeds/pages.ts'
import { record } from '../setup/seeds/records.ts'
import { type Dashboard, openDashboard } from '../setup/servers/dashboard.ts'
import { drawn, noteShifts, shiftsOf } from '../setup/servers/shifts.ts'

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

async function look(width: number, address: string) {
  await dashboard.page.setViewportSize({ width, height: 800 })
  await dashboard.visit(address)
}

const failed = () => dashboard.page.locator('[data-row="main:Train/2"]')
const bar = () => dashboard.page.getByRole('search', { name: 'Filter of runs' })
const heightOf = async () => (await bar().boundingBox())!.height

const widths = [380, 1024, 1440]

it(`does not need a second line for a filter that is set, at ${widths.join(', ')} pixels`, async () => {
  const heights = async (address: string) => {
    const found: number[] = []
    await look(widths[0]!, address)
    for (const width of widths) {
      await dashboard.page.setViewportSize({ width, height: 800 })
      await failed().waitFor()
      await drawn(dashboard.page)
      found.push(await heightOf())
    }
    return found
  }
  expect(await heights('/?status=failed')).toEqual(await heights('/'))
})

it('shows a run in two lines on a phone: its icon before both, and who began it', async () => {
  await look(380, '/')
  const placeOf = async (what: string) => (await failed().locator(what).first().boundingBox())!
  await failed().waitFor()
  const [icon, name, status] = [await placeOf('svg'), await placeOf('a'), await placeOf('b')]
  expect(icon.x + icon.width).toBeLessThan(Math.min(name.x, status.x))
  expect(status.y - name.y).toBeLessThan(24)
})

it('takes a filter away in the sheet of a phone, and says there what failed anew', async () => {
  const { page } = dashboard
  await look(380, '/?status=failed')
  await page
    .getByRole('navigation', { name: 'Pages' })
    .getByText(/^\d+ new$/)
    .waitFor()
  await bar().getByRole('button', { name: '1', exact: true }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Clear' }).click()
  await expect.poll(() => new URL(page.url()).search).toBe('')
})

it('says of a group how many failed and which run is the newest', async () => {
  await look(1440, '/?group=flow')
  const group = dashboard.page.getByRole('button', { name: /Train/ })
  await group.getByText('1 failed', { exact: true }).waitFor()
  await group.getByText('newest 3').waitFor()
})

it('says briefly why an execution of a run failed', async () => {
  await look(1440, '/runs/main/Train/2?tab=executions')
  const row = dashboard.page.getByRole('row', { name: /^Failed/ }).first()
  await row.getByText('load: CUDA out of memory').waitFor()
})

it('keeps one line, and the rows where they are, when the counts of rare statuses come', async () => {
  const { api, page, gate, go } = dashboard
  await record(
    api,
    ['cancelled', 'timed_out', 'waiting'].map((status) => ({
      ...{ id: `rare-${status}`, flow: 'Train', status, startedAt: ago(100) },
      ...(status !== 'waiting' && { finishedAt: ago(50) }),
    })),
  )
  await noteShifts(page)
  await page.setViewportSize({ width: 380, height: 800 })
  gate.hold()
  await go('/executions')
  await page.getByRole('search', { name: 'Filter of executions' }).waitFor()
  await drawn(page)
  gate.release()
  const chips = page.getByRole('group', { name: 'Status' }).getByRole('button')
  await expect.poll(() => chips.count()).toBe(7)
  await page.locator('[data-row="main:main-bad"]').waitFor()
  const moved = (await shiftsOf(page)).reduce((sum, { value }) => sum + value, 0)
  expect(moved).toBeLessThan(0.01)
})
