import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { type PageCase, emptyPages, pageCases } from '../setup/ask/pages.ts'
import { ago } from '../setup/seeds/ago.ts'
import { patient, recordPages, work } from '../setup/seeds/pages.ts'
import { record } from '../setup/seeds/records.ts'
import {
  type ServedDashboard,
  type Viewer,
  openViewer,
  serveDashboard,
  visit,
} from '../setup/servers/dashboard.ts'
import { hurry } from '../setup/servers/hurry.ts'
import { drawn, noteShifts, shiftsOf } from '../setup/servers/shifts.ts'
import { isWhole, longIt } from '../setup/whole.ts'

let viewer: Viewer
let page: Page

beforeAll(async () => {
  viewer = await openViewer()
  page = viewer.page
  await Promise.all([noteShifts(page), hurry(page, 10)])
})
afterAll(() => viewer.close())
afterEach(() => {
  expect(viewer.complaints).toEqual([])
  expect(viewer.elsewhere).toEqual([])
})

const search = () => new URL(page.url()).search
const row = (key: string) => page.locator(`[data-row="${key}"]`)

/** Goes to an address within the page, as its links do. */
const push = (address: string) => page.evaluate((to) => history.pushState({}, '', to), address)

/** A filter of a page, what it does to the address, and what it hides and shows of a backend. */
const filters = [
  {
    address: '/',
    button: /^Failed/,
    search: '?status=failed',
    hidden: (backend: string) => row(`${backend}:Train/3`),
    shown: (backend: string) => row(`${backend}:Train/2`),
  },
  {
    address: '/executions?flow=Train',
    button: /^Failed/,
    search: '?status=failed&flow=Train',
    hidden: (backend: string) => row(`${backend}:${backend}-busy`),
    shown: (backend: string) => row(`${backend}:${backend}-bad`),
  },
  {
    address: '/failures',
    button: /^Rising/,
    search: '?show=rising',
    hidden: (backend: string) => page.locator('[data-row]').getByText(`Mailbox of ${backend} is full`),
    shown: () => page.getByRole('heading', { name: 'None of the groups is such' }),
  },
  {
    address: '/flows',
    button: /^Running/,
    search: '?show=running',
    hidden: (backend: string) => page.locator(`a[href="/flows/${backend}/Many"]`),
    shown: (backend: string) => page.locator(`a[href="/flows/${backend}/Slow"]`),
  },
]

const alone = { title: 'SQLite', kinds: { main: 'sqlite' } }
const both = { title: 'SQLite and Postgres', kinds: { main: 'sqlite', prod: 'postgres' } }

// What is shown of both is shown of one, too.
describe.each(isWhole ? [alone, both] : [both])('over $title', (setup) => {
  const backends = Object.keys(setup.kinds)
  const last = backends.at(-1)!
  let served: ServedDashboard

  beforeAll(async () => {
    served = await serveDashboard(setup, {}, patient)
    for (const backend of backends) await recordPages(served.api, backend)
  })
  afterAll(() => leave(served))

  const looked = ({ isOfOne }: PageCase) => (isOfOne ? [last] : backends)

  it.each(pageCases)(
    'shows $name at its address, where nothing jumps when data arrives, and what changes',
    async (one) => {
      const address = await one.address({ api: served.api, backend: last, backends })
      await goSlowly(served, address, async () => {
        for (const backend of looked(one)) await one.shown(page, backend).first().waitFor()
      })
      for (const backend of looked(one)) {
        await one.change(served.api, backend, 1)
        await one.changed(page, backend, 1).first().waitFor()
        await one.shown(page, backend).first().waitFor()
      }
    },
  )

  it.each(filters)('has the filters of $address in the address, and takes them back', async (filter) => {
    await push(filter.address)
    const each = (task: (backend: string) => Promise<unknown>) => Promise.all(backends.map(task))
    await each((backend) => filter.hidden(backend).first().waitFor())
    await page.locator('main').getByRole('button', { name: filter.button }).first().click()
    await expect.poll(search).toBe(filter.search)
    await each((backend) => filter.hidden(backend).first().waitFor({ state: 'detached' }))
    await each((backend) => filter.shown(backend).first().waitFor())
    await page.goBack()
    await each((backend) => filter.hidden(backend).first().waitFor())
    expect(search()).toBe(new URL(filter.address, served.url).search)
  })

  it('keeps the place in the lists of runs and executions while rows arrive', async () => {
    const lists = [
      { address: '/?flow=Many', keyOf: (number: number) => `${last}:Many/${number}` },
      { address: '/executions?flow=Many', keyOf: (number: number) => `${last}:${last}-many-${number}` },
    ]
    for (const [index, { address, keyOf }] of lists.entries()) {
      await push(address)
      await row(keyOf(120)).waitFor()
      const grid = page.getByRole('grid')
      const topOf = () => row(keyOf(100)).boundingBox()
      // The list draws later than it scrolls: it is scrolled once, and not until the row is there.
      const { height } = (await row(keyOf(120)).boundingBox())!
      const above = (120 - 100) * backends.length - 5
      await grid.evaluate((element, top) => element.scrollTo({ top }), above * height)
      await row(keyOf(100)).waitFor()
      await drawn(page)
      const before = await topOf()
      const number = 200 + index
      await record(
        served.api,
        [
          {
            id: `${last}-many-${number}`,
            flow: 'Many',
            runNumber: number,
            step: 'end',
            status: 'completed',
            startedAt: ago(1),
          },
        ],
        last,
      )
      if (index === 0) await page.getByRole('button', { name: /^1 new/ }).waitFor()
      await drawn(page)
      expect(await topOf()).toEqual(before)
      await grid.evaluate((element) => element.scrollTo({ top: 0 }))
      if (index === 0) await page.keyboard.press('.')
      await row(keyOf(number)).waitFor()
    }
  })

  // `moves`, `execution` and `queue` do so over SQLite.
  longIt('cancels and tries again, on the page of an execution and in the queue', async () => {
    const button = (name: string) => page.getByRole('button', { name, exact: true })
    await push(`/executions/${last}:${last}-Mail-1`)
    await button('Cancel').click()
    await button('Cancel the execution').click()
    await page.getByText('Cancelled', { exact: true }).first().waitFor()
    await page.getByText('0 attempts').first().waitFor()
    await button('Retry').click()
    await page.getByRole('dialog').getByRole('button', { name: 'Retry', exact: true }).click()
    await button('Cancel').waitFor()
    await work(served.api, last, 20)
    await button('Cancel').waitFor()
    await page.getByText('1 attempt', { exact: true }).first().waitFor()
    const id = `${last}-Mail-2`
    await push(`/queue/${last}?show=running`)
    await button(`Cancel ${id}`).click()
    await button('Cancel 1 execution').click()
    await button(`Cancel ${id}`).waitFor({ state: 'detached' })
    await button('Cancelled').click()
    await button(`Retry ${id}`).click()
    await button('Retry 1 execution').click()
    await button(`Retry ${id}`).waitFor({ state: 'detached' })
  })

  // `lists` does so over SQLite.
  longIt('shows how to begin while nothing is recorded, and the list as soon as something is', async () => {
    const empty = await serveDashboard(setup)
    await goSlowly(empty, '/', () =>
      page.getByRole('heading', { name: 'Record the first execution' }).waitFor(),
    )
    for (const [address, text] of emptyPages) {
      await push(address)
      await page.getByText(text).first().waitFor()
    }
    await push('/')
    for (const backend of backends) {
      await record(
        empty.api,
        [{ id: backend, flow: 'First', runNumber: 1, step: 'end', status: 'completed' }],
        backend,
      )
      await row(`${backend}:First/1`).waitFor()
    }
    await leave(empty)
  })
})

it('says after a while what is waited for, and nothing jumps then', async () => {
  const served = await serveDashboard(alone)
  served.gate.hold()
  await page.goto(served.url)
  await page.getByText(/^Still reading/).waitFor()
  expect(seen(await shiftsOf(page))).toEqual([])
  await leave(served)
})

/**
 * Opens an address whose answers come only when all that can be drawn without them has been. A busy machine may draw a part
 * of the frame later than that: what jumps does so each time.
 */
async function goSlowly(served: ServedDashboard, address: string, shown: () => Promise<unknown>) {
  const first = await shiftsWhile(served, address, shown)
  if (first.length > 0) expect(await shiftsWhile(served, address, shown)).toEqual([])
}

async function shiftsWhile({ gate, url }: ServedDashboard, address: string, shown: () => Promise<unknown>) {
  gate.hold()
  await open(url, address)
  await page.locator('main').waitFor()
  await drawn(page)
  gate.release()
  await shown()
  return seen(await shiftsOf(page))
}

/** `npm test` loads the page once and goes on within it. Which page was left is no matter of what jumps. */
async function open(url: string, address: string) {
  if (isWhole || !page.url().startsWith(url)) return void (await page.goto(url + address))
  await visit(page, url, address)
  await page.getByRole('heading', { name: 'No such page' }).waitFor({ state: 'detached' })
  await shiftsOf(page)
}

/** What a person cannot see is far below a hundredth of the screen. */
const seen = (shifts: Awaited<ReturnType<typeof shiftsOf>>) =>
  shifts.reduce((sum, { value }) => sum + value, 0) < 0.01 ? [] : shifts

/** A page whose server is gone would complain. */
async function leave(served: ServedDashboard) {
  await page.goto('about:blank')
  await served.close()
}
