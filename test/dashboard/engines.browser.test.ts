import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import { mcpOverHttp } from '../../src/client/mcp/overhttp.ts'
import { openBackend } from '../../src/db/open.ts'
import { parseBackend } from '../../src/db/url.ts'
import { type Api, apiOver } from '../setup/servers/api.ts'
import { type Viewer, openViewer, visit } from '../setup/servers/dashboard.ts'
import { connectTo } from '../setup/servers/mcp.ts'
import { connectEngine, engineUrl, playWorkflows } from '../setup/servers/openworkflow.ts'
import { listen } from '../setup/servers/served.ts'
import { newPlace } from '../setup/servers/stores.ts'

let api: Api
let served: Awaited<ReturnType<typeof listen>>
let viewer: Viewer
let ids: Readonly<Record<string, string>>

beforeAll(async () => {
  const place = await newPlace('sqlite')
  const engine = await connectEngine(place)
  ids = await playWorkflows(engine)
  await engine.stop()
  const backend = await openBackend(parseBackend(`ow=${engineUrl(place)}`))
  const mcp = mcpOverHttp({ allowWrites: false, report: () => {} })
  api = apiOver([backend], [place], { dashboard: inject('dashboard'), mcp })
  served = await listen(api.app)
  viewer = await openViewer()
})
afterAll(async () => {
  expect(viewer.complaints).toEqual([])
  await viewer.close()
  api.app.retire()
  await served.close()
  await api.close()
})

const go = (address: string) => visit(viewer.page, served.url, address)

it('over an engine without runs, pages say where its executions are, and no more', async () => {
  const { page } = viewer
  await go('/')
  await page.getByRole('heading', { name: 'There are no runs here' }).waitFor()
  await page.waitForTimeout(500)
  expect(await page.getByText('Changes are not told').count()).toBe(0)
  expect(await page.getByRole('slider', { name: /^Runs by start time/ }).count()).toBe(0)
  expect(await page.getByRole('button', { name: 'Save view' }).count()).toBe(0)
  await go('/failures')
  await page.getByRole('grid', { name: 'Groups of failures' }).getByRole('row').nth(1).waitFor()
})

it('a flow leads to its executions, and an execution to those of its flow', async () => {
  const { page } = viewer
  const address = () => new URL(page.url()).pathname + new URL(page.url()).search
  const ofGreet = '/executions?flow=greet&backend=ow&from=all'
  await go('/flows')
  await page.getByRole('grid', { name: 'Flows' }).getByRole('link', { name: 'greet' }).click()
  await expect.poll(address).toBe(ofGreet)
  await go('/flows')
  await page.getByRole('row').nth(2).waitFor()
  expect(await page.getByText('no runs').count()).toBe(0)
  expect(await page.getByRole('columnheader').allTextContents()).toEqual(['Flow'])
  await go('/flows/ow/greet')
  await expect.poll(address).toBe(ofGreet)
  await go(`/executions/ow:${ids['done']}`)
  await page.locator('header').getByRole('link', { name: 'greet' }).click()
  await expect.poll(address).toBe(ofGreet)
})

it('what never began has no axis of time, and what began without recorded attempts has a bar', async () => {
  const { page } = viewer
  const axis = page.getByRole('slider', { name: 'Time in view' })
  const words = { pending: 'It has not started yet', cancelled: 'It never started', late: 'It never started' }
  for (const [name, title] of Object.entries(words)) {
    await go(`/executions/ow:${ids[name]}`)
    await page.getByRole('heading', { name: title }).waitFor()
    expect(await axis.count()).toBe(0)
  }
  await go(`/executions/ow:${ids['done']}`)
  const lines = page.getByRole('list', { name: 'Timeline' }).getByRole('listitem')
  await lines.first().waitFor()
  await axis.waitFor()
  await page.getByRole('heading', { name: '1 attempt' }).waitFor()
  expect(await lines.first().locator('i[data-hue]').count()).toBe(1)
})

it('an assistant that looks for runs there is told which tool to call', async () => {
  const assistant = await connectTo(served.url)
  const { isError, json } = await assistant.call('find_runs')
  expect([isError, json]).toMatchObject([
    true,
    { error: { code: 'BAD_USER_INPUT', message: expect.stringContaining('Call find_executions') as string } },
  ])
  await assistant.close()
})
