import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { executionAddress, runAddress } from '../../src/dashboard/address/addresses.ts'
import { hostile, hostileKey, recordHostile } from '../setup/seeds/hostile.ts'
import { ago } from '../setup/seeds/ago.ts'
import { cancel, start } from '../setup/ask/queue.ts'
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
      inputs: { [`key ${turned}`]: `value ${turned}` },
      metadata: [{ field: `field ${turned}`, value: turned }],
      dag: { nodes: [{ id: turned, kind: 'a' }] },
    },
  ])
  await start(api, [{ id: `queued ${turned}`, flow: 'Queued', dag: { nodes: [{ id: turned, kind: 'a' }] } }])
  await cancel(api, [`queued ${turned}`])
  const key = `main:${turned}`
  const own = executionAddress(key)
  const addresses = [
    ...[own, `${own}?tab=io`, `${own}?tab=metadata`, `${own}?tab=graph`, '/executions', '/failures'],
    ...['/flows', `/watch?ids=${encodeURIComponent(key)}`, '/audit', '/queue/main?show=cancelled'],
  ]
  const kept = [{ name: `view ${turned}`, address: '/flows' }]
  await page.evaluate((views) => {
    for (const name of ['views', 'recent']) localStorage.setItem(`execgraph.${name}`, JSON.stringify(views))
  }, kept)
  await page.goto('about:blank')
  const found: string[] = []
  const look = async (address: string, texts: readonly string[]) => {
    found.push(
      ...texts.flatMap((text) => text.match(/.*[\u202A-\u202E].*/g) ?? []).map((text) => address + text),
    )
    if (folder === undefined) return
    await page.screenshot({ path: join(folder, `turned-${address.replace(/\W+/g, '-')}.png`) })
  }
  for (const address of addresses) {
    await visit(address)
    await page.locator('#main').getByText('‹U+202E›gnp.exe').first().waitFor()
    const boxes = page.locator('textarea')
    const typed = await boxes.evaluateAll((all) => all.map((one) => (one as HTMLTextAreaElement).value))
    await look(address, [await page.title(), ...(await page.locator('body').allInnerTexts()), ...typed])
  }
  await page.keyboard.press('/')
  const palette = page.getByRole('dialog', { name: 'Find' })
  await palette.getByRole('option', { name: 'view ‹U+202E›gnp.exe' }).waitFor()
  await look('palette', await page.locator('body').allInnerTexts())
  await page.keyboard.press('Escape')
  expect(found).toEqual([])
})

it('reads an id in the box of what is watched as it was, though the box shows its marks', async () => {
  const { page, visit, api } = dashboard
  const turned = '\u202Etxt.exe'
  await record(api, [
    { id: turned, flow: 'Watched', status: 'failed', startedAt: ago(2), finishedAt: ago(1) },
  ])
  await visit('/watch')
  const box = page.getByRole('textbox', { name: 'Ids' })
  await box.fill(turned)
  await page.getByText('1 known, 0 unknown').waitFor()
  expect(await box.inputValue()).toBe('‹U+202E›txt.exe')
  await box.press('End')
  await page.keyboard.type(' nobody')
  await page.getByText('1 known, 1 unknown').waitFor()
  expect(new URL(page.url()).searchParams.get('ids')).toContain(turned)
})
