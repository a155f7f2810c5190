import type { Locator, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, inject, it } from 'vitest'
import { type PageCase, pageCases } from '../setup/ask/pages.ts'
import { ago, running } from '../setup/seeds/ago.ts'
import { patient, recordPages, updateIn } from '../setup/seeds/pages.ts'
import { record } from '../setup/seeds/records.ts'
import { type ServedDashboard, type Viewer, openViewer, serveDashboard } from '../setup/servers/dashboard.ts'
import { hurry } from '../setup/servers/hurry.ts'
import { type Proxy, startProxy } from '../setup/servers/proxy.ts'
import { sized } from '../setup/whole.ts'

/** A page in a tab of its own: what happens is looked for on all of them at once. */
interface Tab extends PageCase {
  readonly page: Page
}

const backends = ['main', 'prod']

/** A list, a thing of one store, and two that say what is missing in words of their own. */
const few = new Set(['runs', 'execution', 'queue', 'backends'])
const looksAt = sized(
  pageCases,
  pageCases.filter(({ name }) => few.has(name)),
)
/** Those that are opened alone while the store is down. */
const alone = sized(['execution', 'run'], ['execution'])

let proxy: Proxy
let served: ServedDashboard
let viewer: Viewer
let tabs: Tab[]

beforeAll(async () => {
  proxy = await startProxy(inject('servers')['postgres']!)
  const through = (url: string, name: string) => patient(name === 'prod' ? proxy.through(url) : url)
  const setup = { title: '', kinds: { main: 'sqlite', prod: 'postgres' } }
  ;[served, viewer] = await Promise.all([serveDashboard(setup, {}, through), openViewer()])
  for (const backend of backends) await recordPages(served.api, backend)
  tabs = []
  for (const one of looksAt) tabs.push(await openTab(one))
})
afterAll(async () => {
  await viewer.close()
  await served.close()
  await proxy.close()
})
afterEach(async () => {
  await proxy.restore()
  served.gate.open()
  // That a request failed is what the browser says of an outage.
  expect(viewer.complaints.filter((text) => !text.startsWith('Failed to load resource'))).toEqual([])
  expect(viewer.elsewhere).toEqual([])
})

async function openTab(one: PageCase): Promise<Tab> {
  const page = await viewer.context.newPage()
  // As many tabs as these would keep the server busy if they asked much more often.
  await hurry(page, 4)
  await page.goto(await addressOf(one))
  return { ...one, page }
}

const addressOf = async (one: PageCase) =>
  served.url + (await one.address({ api: served.api, backend: 'prod', backends }))
const looked = ({ isOfOne }: PageCase) => (isOfOne ? ['prod'] : backends)

/** Does something about each tab, and says of which it failed. */
async function onEach(task: (tab: Tab) => Promise<unknown>): Promise<void> {
  const done = await Promise.allSettled(tabs.map(task))
  const failed = done.flatMap((one, index) =>
    one.status === 'rejected' ? [`${tabs[index]!.name}: ${String(one.reason).slice(0, 300)}`] : [],
  )
  expect(failed).toEqual([])
}

const shows = (tab: Tab, shares = looked(tab)) =>
  Promise.all(shares.map((backend) => tab.shown(tab.page, backend).first().waitFor()))

/** Changes something for each page, which each must show without being loaded anew. */
async function changes(round: number) {
  await onEach((tab) => Promise.all(looked(tab).map((name) => tab.change(served.api, name, round))))
}
const showsChange = (tab: Tab, round: number) =>
  Promise.all(looked(tab).map((backend) => tab.changed(tab.page, backend, round).first().waitFor()))

/** What a page says while a backend does not answer. */
function saysMissing({ name, page }: Tab): Locator {
  if (name === 'backends')
    return page.getByRole('article', { name: 'prod' }).getByText('does not answer', { exact: true })
  if (name === 'queue') return page.getByText('prod does not answer: what is shown is what it last said.')
  if (name === 'compare') return page.getByText('What is shown may be old')
  return page.getByText('prod does not answer: what it has is missing here.')
}

const light = (page: Page, text: RegExp) => page.locator('header').getByRole('status').getByText(text)

it('says on every page what is missing of a store that is down, and shows the rest and what comes later', async () => {
  await onEach((tab) => shows(tab))
  await proxy.cut()
  await onEach((tab) => saysMissing(tab).first().waitFor())
  const stores = tabs.find(({ name }) => name === 'backends')!.page
  await stores.getByText(/^Since \d\d:\d\d:\d\d, as this page has seen\./).waitFor()
  expect(await stores.title()).toBe('1 down · Backends · Execgraph')
  await onEach((tab) => light(tab.page, /^Partly live$/).waitFor())
  // What there was of the store is kept on the pages of one thing; lists have the share of the other.
  await onEach((tab) =>
    tab.name === 'failure'
      ? tab.page.getByRole('heading', { level: 1, name: /Mailbox of prod/ }).waitFor()
      : shows(tab, tab.isOfOne ? ['prod'] : ['main']),
  )
  await proxy.restore()
  await onEach((tab) => saysMissing(tab).first().waitFor({ state: 'detached' }))
  // Nobody knows how the queue was meanwhile.
  const ready = tabs.find(({ name }) => name === 'queue')!.page.getByRole('img', { name: /^Ready in/ })
  await expect.poll(() => ready.locator('[data-part]').count()).toBeGreaterThan(1)
  await changes(1)
  await onEach((tab) => Promise.all([shows(tab), showsChange(tab, 1), light(tab.page, /^Live$/).waitFor()]))
})

it('opens every page while a store is down, and fills it when the store is back', async () => {
  const addresses = await Promise.all(tabs.map(addressOf))
  await proxy.cut()
  await onEach((tab) => tab.page.goto(addresses[tabs.indexOf(tab)]!, { waitUntil: 'commit' }))
  await onEach((tab) =>
    tab.isOfOne
      ? tab.page.getByRole('heading', { name: 'A backend does not answer' }).first().waitFor()
      : saysMissing(tab).first().waitFor(),
  )
  await onEach((tab) => light(tab.page, /^Partly live$/).waitFor())
  await onEach(async (tab) => tab.isOfOne || shows(tab, ['main']))
  await proxy.restore()
  await onEach((tab) => shows(tab))
})

it('reads again by what is told, before it would by itself, what could not be read at first', async () => {
  await proxy.cut()
  const opened = await Promise.all(
    pageCases
      .filter(({ name }) => alone.includes(name))
      .map(async (one) => {
        const page = await viewer.context.newPage()
        // Nothing is asked for again by the clock.
        await page.addInitScript(() => Object.assign(globalThis, { setInterval: () => 0 }))
        await page.goto(await addressOf(one))
        await page.getByRole('heading', { name: 'A backend does not answer' }).waitFor()
        return { ...one, page }
      }),
  )
  await proxy.restore()
  for (const tab of opened) {
    // A reading may still fail just after the store is back. What is told next leads to another.
    for (let told = 0; told < 30 && !(await isSoonThere(tab)); told += 1) await tellOf(tab, told)
    await shows(tab)
    await tab.page.close()
  }
  // The other pages were cut off too.
  await onEach((tab) => shows(tab))
})

const tellOf = ({ name }: Tab, told: number) =>
  name === 'run'
    ? record(served.api, [running(`prod-told-${told}`, 0, { runNumber: 3, step: 'told' })], 'prod')
    : updateIn(served.api, 'prod', { id: 'prod-agent', heartbeatAt: ago(0) })

const isSoonThere = ({ shown, page }: Tab) =>
  shown(page, 'prod')
    .first()
    .waitFor({ timeout: 2_000 })
    .then(
      () => true,
      () => false,
    )

it('keeps what it shows while the server is gone, says how old it is, and goes on by itself', async () => {
  served.gate.close()
  await onEach(({ page }) =>
    page
      .locator('header')
      .getByText(/^in \d+ s · data of \d\d:\d\d:\d\d$/)
      .waitFor(),
  )
  await changes(2)
  const [runs] = tabs
  // Twenty seconds later.
  await runs!.page.evaluate(() => {
    const earlier = Date.now.bind(Date)
    Date.now = () => earlier() + 20_000
  })
  await runs!.page.getByText(/^Data of \d\d:\d\d:\d\d, .+ old\. Nothing here moves/).waitFor()
  await onEach((tab) => shows(tab))
  served.gate.open()
  await onEach((tab) => Promise.all([light(tab.page, /^Live$/).waitFor(), showsChange(tab, 2)]))
  await runs!.page.getByText(/Nothing here moves/).waitFor({ state: 'detached' })
})

it('misses nothing when only the stream is cut', async () => {
  served.gate.cutStreams()
  await changes(3)
  await onEach((tab) => Promise.all([showsChange(tab, 3), light(tab.page, /^Live$/).waitFor()]))
})
