import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import { mcpOverHttp } from '../../src/client/mcp/overhttp.ts'
import { openBackend } from '../../src/db/open.ts'
import { parseBackend } from '../../src/db/url.ts'
import { type Api, apiOver } from '../setup/servers/api.ts'
import { type Viewer, openViewer } from '../setup/servers/dashboard.ts'
import { connectTo } from '../setup/servers/mcp.ts'
import { connectEngine, engineUrl } from '../setup/servers/openworkflow.ts'
import { listen } from '../setup/servers/served.ts'
import { newPlace } from '../setup/servers/stores.ts'

let api: Api
let served: Awaited<ReturnType<typeof listen>>
let viewer: Viewer

beforeAll(async () => {
  const place = await newPlace('sqlite')
  await (await connectEngine(place)).stop()
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

it('over an engine without runs, pages say where its executions are, and no more', async () => {
  const { page } = viewer
  await page.goto(`${served.url}/`)
  await page.getByRole('heading', { name: 'There are no runs here' }).waitFor()
  await page.waitForTimeout(500)
  expect(await page.getByText('Changes are not told').count()).toBe(0)
  await page.goto(`${served.url}/failures`)
  await page.getByRole('heading', { name: /^Nothing failed in the last/ }).waitFor()
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
