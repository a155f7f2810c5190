import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { executionAddress, runAddress } from '../../src/dashboard/address/addresses.ts'
import { hostile, hostileKey, recordHostile } from '../setup/seeds/hostile.ts'
import { ago } from '../setup/seeds/ago.ts'
import { record } from '../setup/seeds/records.ts'
import { type Dashboard, openDashboard } from '../setup/servers/dashboard.ts'
import { sized } from '../setup/whole.ts'

let dashboard: Dashboard

/** Runs of one flow, of which a sixth went well. Only the whole suite has counts of five digits. */
const count = sized(hostile.count, 1_234)
const failed = (count - Math.ceil(count / 6)).toLocaleString('en')

/** Where pictures are put, if somebody wants to look at them. */
const { HOSTILE_PICTURES: folder } = process.env

beforeAll(async () => {
  dashboard = await openDashboard()
  await recordHostile(dashboard.api, count)
})
afterAll(async () => {
  expect(dashboard.complaints).toEqual([])
  expect(dashboard.elsewhere).toEqual([])
  await dashboard.close()
})

const run = { backend: 'main', flow: hostile.long, number: hostile.run }
const pages = [
  { name: 'runs', address: '/', shows: String(hostile.run) },
  { name: 'groups', address: '/?group=flow', shows: hostile.rtl },
  { name: 'run', address: runAddress(run), shows: 'Whole error, 100 kB' },
  { name: 'tags', address: `${runAddress(run)}?tab=executions`, shows: 'خطوة' },
  { name: 'execution', address: executionAddress(hostileKey), shows: 'began here at' },
  { name: 'inputs', address: `${executionAddress(hostileKey)}?tab=io`, shows: 'alert(1)' },
  { name: 'failures', address: '/failures', shows: failed },
  {
    name: 'watch',
    address: `/watch?ids=${encodeURIComponent(`main:${hostile.long}/${hostile.run}`)}`,
    shows: '1 id',
  },
] as const

/** What stands beyond the page: one would have to scroll in two directions. */
const beyond = () =>
  dashboard.page.evaluate(() => Math.max(0, document.documentElement.scrollWidth - window.innerWidth))

const widths = [1440, 1024, 380]

// No colour makes a page wider: the other ones are for those who look at the pictures.
for (const scheme of folder === undefined ? (['light'] as const) : (['light', 'dark'] as const))
  it(`bears hostile data at ${widths.join(', ')} pixels, ${scheme}`, async () => {
    const { page, visit } = dashboard
    await page.emulateMedia({ colorScheme: scheme })
    for (const { name, address, shows } of pages) {
      await visit(address)
      for (const width of widths) {
        await page.setViewportSize({ width, height: width === 380 ? 800 : 900 })
        await page.locator('#main').getByText(shows).locator('visible=true').first().waitFor()
        expect([name, width, await beyond()]).toEqual([name, width, 0])
        if (folder === undefined) continue
        await page.waitForTimeout(1_000)
        const path = join(folder, `hostile-${name}-${width}-${scheme}.jpg`)
        await page.screenshot({ path, type: 'jpeg', quality: 60 })
      }
    }
    // What was recorded as a text is one.
    expect(await page.locator('#main script').count()).toBe(0)
  })

it('never shows a name in another direction than it has', async () => {
  const { page, visit, api } = dashboard
  const turned = '\u202Egnp.exe'
  await record(api, [
    {
      id: turned,
      flow: `flow ${turned}`,
      step: `step ${turned}`,
      tags: [`tag ${turned}`],
      status: 'failed',
      error: `Error: no ${turned}\nof ${turned}`,
      startedAt: ago(2),
      finishedAt: ago(1),
    },
  ])
  const key = `main:${turned}`
  const watched = `/watch?ids=${encodeURIComponent(key)}`
  /** The box of the ids that are watched has them as they were typed. */
  const placeOf = (address: string) => (address === watched ? '#main [role=grid]' : 'body')
  const found: string[] = []
  for (const address of [executionAddress(key), '/executions', '/failures', '/flows', watched]) {
    await visit(address)
    await page.locator('#main').getByText('‹U+202E›gnp.exe').first().waitFor()
    const texts = [await page.title(), ...(await page.locator(placeOf(address)).allInnerTexts())]
    found.push(
      ...texts.flatMap((text) => text.match(/.*[\u202A-\u202E].*/g) ?? []).map((text) => address + text),
    )
    if (folder === undefined) continue
    await page.screenshot({ path: join(folder, `turned-${address.split(/[/?]/)[1]}.png`) })
  }
  expect(found).toEqual([])
})
