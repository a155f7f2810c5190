import { afterAll, beforeAll, expect, it } from 'vitest'
import { createDemo } from '../../src/demo/demo.ts'
import { silent } from '../setup/servers/api.ts'
import { deleteIn } from '../setup/seeds/pages.ts'
import { type Dashboard, openDashboard } from '../setup/servers/dashboard.ts'
import { faultsOf, rulesOfColours } from '../setup/servers/faults.ts'
import { isWhole } from '../setup/whole.ts'

let dashboard: Dashboard

beforeAll(async () => {
  dashboard = await openDashboard()
  const demo = createDemo(dashboard.api.backends[0]!, dashboard.api.app.queue, silent)
  await demo.fill()
  await deleteIn(dashboard.api, 'main', 'gone')
})
afterAll(async () => {
  expect(dashboard.complaints).toEqual([])
  await dashboard.close()
})

const pages = {
  '/': '[data-row]',
  '/executions': 'main a[href^="/executions/"]',
  '/failures': 'main a[href^="/failures/"]',
  '/watch?ids=demo-train-recommender-25-start,nobody-knows-this': 'main a[href^="/executions/"]',
  '/queue': 'main h2',
  '/flows': 'main a[href^="/flows/"]',
  '/backends': 'main h2',
  '/attention': 'main a',
  '/audit': '[data-row]',
  '/runs/main/TrainRecommender/25': 'ul[aria-label=Timeline] li',
  '/executions/main:demo-monthly-close-2?tab=graph': '[data-drawn]',
  '/executions/main:demo-train-recommender-25-start': 'main h2',
  '/compare?b=main:TrainRecommender/25': 'main h2',
}

/** What is wider than the screen, apart from what scrolls by itself. */
const overflow = () =>
  dashboard.page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)

/** All pages have the same colours: in the dark, `npm test` looks at one that has most of them. */
const isSeenInTheDark = (address: string) => isWhole || address === '/'

it.each(Object.entries(pages))(
  '%s has no serious fault for those who see or hear otherwise, and fits a phone without scrolling sideways',
  async (address, shown) => {
    const { page, visit } = dashboard
    await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' })
    await page.setViewportSize({ width: 1440, height: 900 })
    await visit(address)
    await page.locator(shown).first().waitFor()
    const ink = () => page.evaluate(() => getComputedStyle(document.body).color)
    const light = await ink()
    expect(await faultsOf(page)).toEqual([])
    if (isSeenInTheDark(address)) {
      await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' })
      await expect.poll(ink).not.toBe(light)
      expect(await faultsOf(page, rulesOfColours)).toEqual([])
    }
    // At half of its width, which is 200 % zoom, `comfort` looks at each page.
    await page.setViewportSize({ width: 380, height: 800 })
    await page.locator(shown).first().waitFor({ state: 'attached' })
    expect(await overflow()).toBe(0)
  },
)
