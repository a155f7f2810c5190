import type { Request } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { recordGraph } from '../setup/seeds/graphs.ts'
import { type Dashboard, openDashboard } from '../setup/servers/dashboard.ts'
import { sized } from '../setup/whole.ts'

let dashboard: Dashboard
/** Stores with a graph of 5,000 nodes. */
const kinds = sized({ main: 'sqlite', prod: 'postgres' }, { main: 'sqlite' })

beforeAll(async () => {
  dashboard = await openDashboard({ title: '', kinds })
  await recordGraph(dashboard.api, 'main', 200)
  for (const backend of Object.keys(kinds)) await recordGraph(dashboard.api, backend, 5_000)
})
afterAll(() => dashboard.close())
afterEach(() => {
  expect(dashboard.complaints).toEqual([])
  expect(dashboard.elsewhere).toEqual([])
})

const search = () => new URL(dashboard.page.url()).search
const stage = (nodes: string) =>
  dashboard.page
    .getByRole('group', { name: `Graph of ${nodes} nodes.` })
    .and(dashboard.page.locator('[data-drawn]'))
const box = (node: number) => dashboard.page.locator(`[data-node="${node}"]`)
const boxes = () => dashboard.page.locator('[data-node]')
const panel = (node: number) =>
  dashboard.page.getByRole('complementary', { name: `Node ${node}`, exact: true })
const percent = async () =>
  Number.parseFloat(
    (await dashboard.page
      .locator('[data-control]')
      .getByText(/^[\d.]+ %$/)
      .innerText()) ?? '',
  )
const press = async (...keys: readonly string[]) => {
  for (const key of keys) await dashboard.page.keyboard.press(key)
}

/** How many of some points of the canvas are drawn on. */
const ink = () =>
  dashboard.page
    .locator('canvas')
    .first()
    .evaluate((canvas) => {
      const { width, height } = canvas as HTMLCanvasElement
      const { data } = (canvas as HTMLCanvasElement).getContext('2d')!.getImageData(0, 0, width, height)
      return data.filter((value, index) => index % 4 === 3 && value > 0).length
    })

describe('a graph of 200 nodes', () => {
  const graph = '/executions/main:main-graph-200?tab=graph'

  it('is all that is asked for of its nodes until one is chosen', async () => {
    const { page, visit } = dashboard
    const asked: string[] = []
    const note = (request: Request) => {
      const [, name] = /"operationName":"(\w+)"/.exec(request.postData() ?? '') ?? []
      if (name !== undefined) asked.push(name)
    }
    page.on('request', note)
    await visit(graph)
    await stage('200').waitFor()
    await page.waitForTimeout(500)
    page.off('request', note)
    expect(asked.filter((name) => name === 'ExecutionGraph')).toHaveLength(1)
    expect(asked).not.toContain('ExecutionResults')
  })

  it('is not shown for another execution whose graph has not come', async () => {
    const { page, visit } = dashboard
    await visit(graph)
    await stage('200').waitFor()
    const held = Promise.withResolvers<void>()
    await page.route('**/graphql', async (route) => {
      if (route.request().postData()?.includes('"operationName":"ExecutionGraph"')) await held.promise
      await route.continue()
    })
    // As a walk through a list goes: the page stays, and what it is about changes.
    await page.evaluate(() => history.pushState({}, '', '/executions/main:main-graph-5000?tab=graph'))
    await page.getByRole('heading', { level: 1, name: 'main-graph-5000' }).waitFor()
    await page.waitForTimeout(500)
    expect(await stage('200').count()).toBe(0)
    held.resolve()
    await stage('5000').waitFor()
    await page.unroute('**/graphql')
  })

  it('is drawn where it failed, and comes nearer, farther and away by keys, buttons, wheel and pointer', async () => {
    const { page, visit } = dashboard
    await visit(graph)
    await stage('200').waitFor()
    await box(100).and(page.locator('[data-status=FAILED]')).waitFor()
    const first = await percent()
    await press('+')
    await expect.poll(percent).toBeGreaterThan(first)
    await press('-')
    await expect.poll(percent).toBe(first)
    await press('f')
    await expect.poll(percent).toBeLessThan(first)
    await expect.poll(() => boxes().count()).toBe(0)
    expect(await ink()).toBeGreaterThan(1_000)
    const whole = await percent()
    await page.getByRole('button', { name: 'Zoom in' }).click()
    await expect.poll(percent).toBeGreaterThan(whole)
    await page.getByRole('button', { name: 'All of it' }).click()
    await expect.poll(percent).toBe(whole)
    const { x, y, width, height } = (await stage('200').boundingBox())!
    const middle = [x + width / 2, y + height / 2] as const
    await page.mouse.move(...middle)
    for (let turns = 0; turns < 8; turns += 1) await page.mouse.wheel(0, -240)
    await boxes().first().waitFor()
    const node = await boxes().first().getAttribute('data-node')
    const before = (await box(Number(node)).boundingBox())!
    await page.mouse.down()
    await page.mouse.move(middle[0] + 150, middle[1] + 90, { steps: 4 })
    await page.mouse.up()
    await expect.poll(async () => (await box(Number(node)).boundingBox())?.x).not.toBe(before.x)
    expect(search()).toBe('?tab=graph')
  })

  it('is folded where it is done, and unfolded at one place or whole', async () => {
    const { page, visit } = dashboard
    await visit(graph)
    await stage('200').waitFor()
    await press('z')
    await stage('26').waitFor()
    await page.getByRole('button', { name: /^Unfold done/ }).waitFor()
    await boxes().filter({ hasText: '4 done' }).click()
    await stage('29').waitFor()
    await press('z')
    await stage('200').waitFor()
  })

  it('opens a node by a click and by its address, with its error and what it holds back', async () => {
    const { page, visit } = dashboard
    await visit(graph)
    await box(100).click()
    await panel(100).getByText('No rows').waitFor()
    expect(search()).toBe('?tab=graph&node=n100')
    await panel(100).getByRole('button', { name: 'Node 180' }).click()
    await panel(180).waitFor()
    await panel(180).getByRole('button', { name: 'Close' }).click()
    await panel(180).waitFor({ state: 'detached' })
    expect(search()).toBe('?tab=graph')
    await visit(`${graph}&node=n19`)
    await panel(19).waitFor()
    await box(19).and(page.locator('[aria-pressed=true]')).waitFor()
  })

  it('is walked through and opened by keys, which lead out of it again', async () => {
    const { page, visit } = dashboard
    await visit(graph)
    await box(100).waitFor()
    await stage('200').focus()
    const focused = (node: number) => box(node).and(page.locator(':focus'))
    // The walk begins at the first node.
    await press('ArrowDown')
    await page.locator('[data-node]:focus').waitFor()
    const node = Number(await page.locator('[data-node]:focus').getAttribute('data-node'))
    await press('ArrowDown')
    await focused(node + 20).waitFor()
    await press('ArrowUp')
    await focused(node).waitFor()
    await press('Enter')
    await panel(node).waitFor()
    await press('Escape')
    await panel(node).waitFor({ state: 'detached' })
    const isInside = () => stage('200').evaluate((element) => element.contains(document.activeElement))
    for (const key of ['Tab', 'Shift+Tab']) {
      await box(node).focus()
      for (let presses = 0; presses < 12 && (await isInside()); presses += 1) await press(key)
      expect(await isInside(), key).toBe(false)
    }
  })

  it('is a table on request, which keys move in and which is filtered', async () => {
    const { page, visit } = dashboard
    await visit(graph)
    await stage('200').waitFor()
    await page.getByRole('button', { name: 'As table' }).click()
    const table = page.getByRole('grid', { name: /^Nodes, each after/ })
    const row = (name: string) =>
      table.getByRole('row').filter({ has: page.getByText(name, { exact: true }) })
    await row('Node 0').first().waitFor()
    expect(await table.getAttribute('aria-rowcount')).toBe('201')
    await row('Node 0').first().focus()
    await press('ArrowDown', 'Enter')
    await expect.poll(search).toMatch(/node=n\d+$/)
    await page.getByRole('complementary').waitFor()
    await page.getByRole('searchbox', { name: 'Find a node' }).fill('Node 18')
    await page.getByText('11 found').waitFor()
    await expect.poll(() => table.getAttribute('aria-rowcount')).toBe('12')
    await page.getByRole('searchbox', { name: 'Find a node' }).fill('')
    await page
      .getByRole('button', { name: 'Only failed' })
      .or(page.locator('[data-tip="Only failed"]'))
      .click()
    await expect.poll(() => table.getAttribute('aria-rowcount')).toBe('2')
    await page.getByRole('button', { name: 'As table' }).click()
    await stage('200').waitFor()
  })
})

it.each(Object.keys(kinds))(
  'does not hang over 5,000 nodes of %s: it is drawn, folded, searched and listed',
  async (backend) => {
    const { page, visit } = dashboard
    await visit(`/executions/${backend}:${backend}-graph-5000?tab=graph`)
    await stage('5000').waitFor()
    await box(2_500).waitFor()
    expect(await boxes().count()).toBeLessThan(200)
    await press('f')
    await expect.poll(() => boxes().count()).toBe(0)
    expect(await ink()).toBeGreaterThan(1_000)
    await page.getByRole('searchbox', { name: 'Find a node' }).fill('Node 4711')
    await page.getByText('1 found').waitFor()
    await press('Enter')
    await box(4_711).waitFor()
    await page.getByRole('searchbox', { name: 'Find a node' }).fill('')
    await page.getByRole('button', { name: /^Fold done/ }).click()
    await stage('146').waitFor()
    await page.getByRole('button', { name: 'As table' }).click()
    const table = page.getByRole('grid', { name: /^Nodes, each after/ })
    await table.waitFor()
    expect(await table.getAttribute('aria-rowcount')).toBe('5001')
    expect(await table.getByRole('row').count()).toBeLessThan(100)
  },
)
