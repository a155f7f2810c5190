import { setTimeout as wait } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { openBrowser } from '../../test/setup/servers/browser.ts'
import { chosen } from '../common/chosen.ts'
import { median } from '../common/numbers.ts'
import { startProgram } from '../common/program.ts'
import type { Goal, Outcome } from '../common/report.ts'
import { type StoreName, storeNames, withStore } from '../common/stores.ts'
import { type Tab, framesOfScrolling, heapOf, scriptBytes, shownAfter, statementsWhile } from './page.ts'
import { type Sender, sendGraph, sendRuns, sendTasks, senderTo } from './rows.ts'

const row = '[data-row]'
const [runs, tasks] = [12_000, 5_000]
const loads = 7

/** The dashboard in a real browser: what it loads, how fast it shows, scrolls and draws, and what it keeps. */
export async function main(args: string[]): Promise<Outcome> {
  const { values } = parseArgs({
    args,
    options: { only: { type: 'string' }, seconds: { type: 'string', default: '60' } },
  })
  const stores = chosen(storeNames, values.only)
  const goals: Goal[] = []
  for (const store of stores) goals.push(...(await measureStore(store, Number(values.seconds))))
  return { figures: [], goals }
}

function measureStore(store: StoreName, seconds: number): Promise<Goal[]> {
  return withStore(store, async (url) => {
    const program = await startProgram(url)
    const browser = await openBrowser()
    try {
      const sender = senderTo(program.url)
      const now = Date.now()
      await sendRuns(sender, runs, now)
      await sendTasks(sender, tasks, now)
      for (const nodes of [1_000, 5_000]) await sendGraph(sender, nodes, now)
      const page = await browser.context.newPage()
      await page.setViewportSize({ width: 1440, height: 900 })
      const tab = { page, debugger: await browser.context.newCDPSession(page) }
      await page.goto(program.origin)
      await page.locator(row).first().waitFor()
      return await measurePage(store, tab, { origin: program.origin, sender, seconds })
    } finally {
      await browser.close()
      await program.kill()
    }
  })
}

interface Measured {
  readonly origin: string
  readonly sender: Sender
  readonly seconds: number
}

async function measurePage(
  store: StoreName,
  tab: Tab,
  { origin, sender, seconds }: Measured,
): Promise<Goal[]> {
  const goal = (name: string, value: number, unit: string, most: number): Goal => ({
    figure: { name: `${store}: ${name}`, value, unit, against: 'goal', ratio: value / most },
    should: `at most ${most} ${unit}`,
    isMet: value <= most,
  })
  const usual = (path: string, selector: string) =>
    medianOf(() => shownAfter(tab, `${origin}${path}`, selector))
  const script = (await scriptBytes(tab, `${origin}/`, row)) / 1_000
  // An empty page of the same server: what of the time is the machine's.
  const floor = await usual('/nowhere', 'h1')
  const rows = await usual('/', row)
  await tab.debugger.send('Emulation.setCPUThrottlingRate', { rate: 4 })
  const throttled = await usual('/', row)
  await tab.debugger.send('Emulation.setCPUThrottlingRate', { rate: 1 })
  const wide = await usual('/runs/main/Wide/1', 'ul[aria-label=Timeline] li')
  const graphs = [
    await usual('/executions/main:graph-1000?tab=graph', '[data-drawn]'),
    await usual('/executions/main:graph-5000?tab=graph', '[data-drawn]'),
  ]
  const frames = await scrolled(tab, origin)
  const opened = await statementsWhile(tab, () => shownAfter(tab, `${origin}/`, row))
  await wait(2_000)
  const before = await heapOf(tab)
  const watching = await statementsWhile(tab, () => replay(sender, seconds))
  const grown = (await heapOf(tab)) / before
  return [
    goal('script at first load', script, 'kB', 200),
    goal('a page without data, the floor', floor, 'ms', 500),
    goal('first rows', rows, 'ms', 500),
    goal('first rows, 4x throttled', throttled, 'ms', 1_000),
    goal(`run of ${tasks} tasks`, wide, 'ms', 1_000),
    goal('graph of 1,000 nodes', graphs[0]!, 'ms', 500),
    goal('graph of 5,000 nodes', graphs[1]!, 'ms', 1_000),
    goal('frame while 10,000 rows are scrolled, p95', percentile(frames, 0.95), 'ms', 33),
    goal('statements to open the runs', opened, 'statements', 30),
    goal('statements a minute while they are watched', (watching / seconds) * 60, 'statements', 200),
    goal('heap after an hour of events', grown, 'times', 1.25),
  ]
}

/** All rows are loaded first, page by page. */
async function scrolled(tab: Tab, origin: string): Promise<number[]> {
  await shownAfter(tab, `${origin}/`, row)
  const grid = '[role=grid][aria-label=Runs]'
  const count = () => tab.page.locator(grid).getAttribute('aria-rowcount').then(Number)
  while ((await count()) < 10_000) await framesOfScrolling(tab, grid, 3)
  await tab.page.evaluate((list) => document.querySelector(list)!.scrollTo({ top: 0 }), grid)
  return framesOfScrolling(tab, grid, 300)
}

/** An hour's worth of events in so many seconds: each second a minute of one heartbeat a second, and some new runs. */
async function replay(sender: Sender, seconds: number) {
  for (let second = 0; second < seconds; second += 1) {
    const at = new Date().toISOString()
    const heartbeats = Array.from({ length: 55 }, (_, index) => ({
      flow: 'Flow7',
      number: 1 + ((second * 55 + index) % 500) * 2,
      at,
    }))
    await sender.send('heartbeatRuns', { heartbeats })
    const fresh = Array.from({ length: 5 }, (_, index) => ({
      flow: `Flow${index}`,
      startedAt: at,
      heartbeatAt: at,
    }))
    await sender.send('recordRuns', { runs: fresh })
    await wait(1_000)
  }
}

/** The time that so large a share of the frames kept. */
function percentile(values: readonly number[], share: number): number {
  const ordered = values.toSorted((a, b) => a - b)
  return ordered[Math.ceil(ordered.length * share) - 1]!
}

async function medianOf(measure: () => Promise<number>): Promise<number> {
  const times: number[] = []
  for (let load = 0; load < loads; load += 1) times.push(await measure())
  return median(times)
}
