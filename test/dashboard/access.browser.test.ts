import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createDemo } from '../../src/demo/demo.ts'
import { silent } from '../setup/servers/api.ts'
import { deleteIn } from '../setup/seeds/pages.ts'
import { type Dashboard, openDashboard } from '../setup/servers/dashboard.ts'

let dashboard: Dashboard
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

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

interface Violation {
  readonly id: string
  readonly impact: string
  readonly nodes: readonly { readonly html: string }[]
}

/** The rules of axe that look at colours: all in which the dark theme differs. */
const ofColours = ['color-contrast', 'link-in-text-block']

/** By these rules of axe, or by all. */
async function violations(rules?: readonly string[]): Promise<string[]> {
  // By the debugger: the page's own policy lets no foreign script in.
  await dashboard.page.evaluate(axe)
  const found = await dashboard.page.evaluate(async (some) => {
    const { axe: run } = globalThis as unknown as {
      axe: { run(options: { runOnly?: readonly string[] }): Promise<{ violations: unknown[] }> }
    }
    return (await run.run(some ? { runOnly: some } : {})).violations
  }, rules)
  return (found as Violation[])
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.length}, such as ${nodes[0]!.html.slice(0, 200)}`)
}

/** What is wider than the screen, apart from what scrolls by itself. */
const overflow = () =>
  dashboard.page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)

it.each(Object.entries(pages))(
  '%s has no serious fault for those who see or hear otherwise, in both themes',
  async (address, shown) => {
    const { page, go } = dashboard
    await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' })
    await page.setViewportSize({ width: 1440, height: 900 })
    await go(address)
    await page.locator(shown).first().waitFor()
    const ink = () => page.evaluate(() => getComputedStyle(document.body).color)
    const light = await ink()
    expect(await violations()).toEqual([])
    await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' })
    await expect.poll(ink).not.toBe(light)
    expect(await violations(ofColours)).toEqual([])
  },
)

// At half of its width, which is 200 % zoom, `comfort` looks at each page.
it.each(Object.entries(pages))('%s fits a phone without scrolling sideways', async (address, shown) => {
  const { page, go } = dashboard
  await page.setViewportSize({ width: 380, height: 800 })
  await go(address)
  await page.locator(shown).first().waitFor({ state: 'attached' })
  expect(await overflow()).toBe(0)
})
