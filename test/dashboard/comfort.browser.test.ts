import { afterAll, beforeAll, expect, it } from 'vitest'
import { pageCases } from '../setup/ask/pages.ts'
import { patient, recordPages } from '../setup/seeds/pages.ts'
import { ago } from '../setup/seeds/ago.ts'
import { record } from '../setup/seeds/records.ts'
import { type Dashboard, openDashboard } from '../setup/servers/dashboard.ts'

let dashboard: Dashboard

beforeAll(async () => {
  dashboard = await openDashboard({ title: '', kinds: { main: 'sqlite' } }, {}, patient)
  await recordPages(dashboard.api, 'main')
})
afterAll(async () => {
  expect(dashboard.complaints).toEqual([])
  expect(dashboard.elsewhere).toEqual([])
  await dashboard.close()
})

const place = () => ({ api: dashboard.api, backend: 'main', backends: ['main'] })

/** What scrolls sideways, or is cut off at the right of the window, apart from texts that show what was recorded. */
const sideways = () =>
  dashboard.page.evaluate(() => {
    const told = (one: Element) =>
      `${one.tagName} ${one.getAttribute('aria-label') ?? one.className}`.slice(0, 120)
    const isText = (one: Element) => one.closest('pre, textarea, [aria-hidden=true]') !== null
    const scrolls = (one: Element) => /auto|scroll/.test(getComputedStyle(one).overflowX)
    const all = [...document.querySelectorAll('*')].filter((one) => !isText(one))
    const scrolling = all.filter((one) => scrolls(one) && one.scrollWidth > one.clientWidth + 1)
    const controls = all.filter((one) => one.matches('a, button, input, select') && one.checkVisibility())
    const beyond = controls.filter((one) => one.getBoundingClientRect().left >= innerWidth)
    const page = document.documentElement
    if (page.scrollWidth > page.clientWidth) scrolling.push(page)
    return [
      ...scrolling.map((one) => `scrolls: ${told(one)}`),
      ...beyond.map((one) => `beyond: ${told(one)}`),
    ]
  })

/** What moves by itself: animations and transitions that run, or that would if something changed. */
const moving = () =>
  dashboard.page.evaluate(() => {
    const running = document.getAnimations().map(({ effect }) => {
      const { target } = effect as KeyframeEffect
      return target?.outerHTML.slice(0, 100)
    })
    const would = [...document.querySelectorAll('*')].filter((one) => {
      const { transitionDuration, animationName, scrollBehavior } = getComputedStyle(one)
      return animationName !== 'none' || /[1-9]/.test(transitionDuration) || scrollBehavior === 'smooth'
    })
    return [...running, ...would.map((one) => one.outerHTML.slice(0, 100))]
  })

/** The elements that Tab stops at until it is through, and whether each can be seen. */
async function stops(key: string): Promise<readonly string[]> {
  const names: string[] = []
  while (names.length < 300) {
    await dashboard.page.keyboard.press(key)
    const name = await dashboard.page.evaluate(() => {
      const one = document.activeElement
      if (!one || one === document.body) return
      const { width, height, top, bottom } = one.getBoundingClientRect()
      const isSeen = width > 0 && height > 0 && bottom > 0 && top < innerHeight
      const text = `${one.tagName} ${one.getAttribute('aria-label') ?? one.textContent?.slice(0, 60)}`
      return isSeen ? text : `out of sight: ${text}`
    })
    if (name === undefined) return names
    names.push(name)
  }
  throw new Error(`${key} never leaves the page: ${names.slice(-5).join(', ')}`)
}

it.each(pageCases)(
  'shows $name without motion, leads through it by Tab in both ways, and does not scroll sideways at twice its size',
  async (one) => {
    const { page, visit } = dashboard
    await page.setViewportSize({ width: 1280, height: 800 })
    await visit(await one.address(place()))
    await one.shown(page, 'main').first().waitFor()
    expect(await moving()).toEqual([])

    // As who has loaded the page: from its beginning.
    await page.getByRole('link', { name: 'Skip to the content' }).focus()
    const onward = await stops('Tab')
    const backward = await stops('Shift+Tab')
    expect(onward.length).toBeGreaterThan(12)
    expect(backward.length).toBeGreaterThan(12)
    expect([...onward, ...backward].filter((name) => name.startsWith('out of sight'))).toEqual([])

    // A window of 1440 by 900 has half as many pixels each way then.
    await page.setViewportSize({ width: 720, height: 450 })
    await one.shown(page, 'main').first().waitFor({ state: 'attached' })
    expect(await sideways()).toEqual([])
  },
)

it('tells two tabs of one browser the same, and the other one when one is closed', async () => {
  const { page, context, api, visit, url } = dashboard
  await page.setViewportSize({ width: 1280, height: 800 })
  const other = await context.newPage()
  const late = (number: number) => `[data-row="main:Tabs/${number}"]`
  const begin = (number: number) =>
    record(api, [
      {
        id: `tabs-${number}`,
        flow: 'Tabs',
        runNumber: number,
        step: 'end',
        status: 'running',
        startedAt: ago(0),
      },
    ])
  await visit('/')
  await other.goto(`${url}/`)
  for (const tab of [page, other]) await tab.getByText('Live', { exact: true }).waitFor()
  await begin(1)
  for (const tab of [page, other]) await tab.locator(late(1)).waitFor()
  await other.close()
  await begin(2)
  await page.locator(late(2)).waitFor()
  // The one that was opened first goes, and the other stays.
  const third = await context.newPage()
  await third.goto(`${url}/`)
  await third.locator(late(2)).waitFor()
  await page.goto('about:blank')
  await begin(3)
  await third.locator(late(3)).waitFor()
  await third.close()
})
