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
  await dashboard.go('/')
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

it.each(pageCases)('shows $name at twice its size without scrolling sideways', async (one) => {
  const { page, visit } = dashboard
  // A window of 1440 by 900 has half as many pixels each way then.
  await page.setViewportSize({ width: 720, height: 450 })
  await visit(await one.address(place()))
  await one.shown(page, 'main').first().waitFor({ state: 'attached' })
  expect(await sideways()).toEqual([])
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

it('moves nothing for who wants nothing to move', async () => {
  const { page, visit } = dashboard
  await page.setViewportSize({ width: 1280, height: 800 })
  await page.emulateMedia({ reducedMotion: 'reduce' })
  for (const one of pageCases) {
    await visit(await one.address(place()))
    await one.shown(page, 'main').first().waitFor()
    expect([one.name, await moving()]).toEqual([one.name, []])
  }
  await page.emulateMedia({ reducedMotion: null })
})

it('tells two tabs of one browser the same, and the other one when one is closed', async () => {
  const { page, context, api, go, url } = dashboard
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
  await go('/')
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
