import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Api, startApi } from '../setup/servers/api.ts'
import { openBrowser } from '../setup/servers/browser.ts'
import { listen } from '../setup/servers/served.ts'
import { begun, record } from '../setup/seeds/records.ts'
import { storeRuns } from '../setup/seeds/runs.ts'
import { sized } from '../setup/whole.ts'

let api: Api
let server: Awaited<ReturnType<typeof listen>>
let browser: Awaited<ReturnType<typeof openBrowser>>
let page: Page
const elsewhere: string[] = []
const complaints: string[] = []

beforeAll(async () => {
  api = await startApi({ title: '', kinds: { main: 'sqlite' } })
  await record(api, [begun('older-1', 0, { flow: 'Hello' })])
  server = await listen(api.app)
  browser = await openBrowser()
  await browser.context.route('**/*', async (route) => {
    const url = route.request().url()
    if (url.startsWith(server.url) || /^(data|blob):/.test(url)) return route.continue()
    elsewhere.push(url)
    return route.abort()
  })
  page = await browser.context.newPage()
  page.on('pageerror', (error) => complaints.push(error.message))
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()))
  await page.goto(`${server.url}/graphql`)
  await page.getByRole('button', { name: /Execute query/ }).waitFor()
})
afterAll(async () => {
  await browser.close()
  await server.close()
  await api.close()
})

const tab = (name: string) => page.locator('.graphiql-tab-button', { hasText: name })
/** The editor writes its spaces so that they do not break. */
const shown = async () => (await page.locator('.result-window').innerText()).replaceAll('\u00A0', ' ')

it('shows the example queries in tabs, each of which is reached by one click', async () => {
  expect(await page.title()).toBe('Execgraph')
  const names = (await page.locator('.graphiql-tab-button').allInnerTexts()).map((text) => text.trim())
  expect(names).toEqual(['Newest', 'Runs', 'Batch', 'Inspect', 'Graph', 'Record', 'Live', 'Backends'])
  for (const name of [...names.slice(1, sized(undefined, 3)), 'Newest']) {
    await tab(name).click()
    await expect.poll(() => page.locator('.graphiql-tab-active').innerText()).toContain(name)
  }
})

it('runs the query of a tab and shows its answer', async () => {
  for (const [name, answer] of [
    ['Newest', '"key": "main:older-1"'],
    ...sized([['Batch', '"executions": ['] as const], []),
    ['Record', '"key": "main:hello-1"'],
    ['Backends', '"reachable": true'],
  ] as const) {
    await tab(name).click()
    // The page takes a moment to notice that another tab was chosen.
    const run = async () => {
      await page.getByRole('button', { name: /Execute query/ }).click()
      return shown()
    }
    await expect.poll(run, { interval: 500 }).toContain(answer)
    expect(await shown()).not.toContain('"errors"')
  }
  expect(await api.data('{ execution(id: "hello-1") { status } }')).toEqual({
    execution: { status: 'COMPLETED' },
  })
})

it('runs a subscription, and shows what changes', async () => {
  await tab('Live').click()
  const run = async () => {
    const button = page.getByRole('button', { name: /Execute query/ })
    if (await button.isVisible()) await button.click()
    return shown()
  }
  await expect.poll(run, { interval: 500 }).toContain('"kind": "SNAPSHOT"')
  await storeRuns(api, [{ flow: 'Watched', number: 7 }])
  await expect.poll(shown).toContain('"id": "main:Watched/7"')
  await page.getByRole('button', { name: /Stop query/ }).click()
})

it('knows the schema, with its descriptions', async () => {
  await page.getByRole('button', { name: 'Show Documentation Explorer' }).click()
  await page.getByText('Query', { exact: true }).first().click()
  await expect
    .poll(() => page.locator('.graphiql-doc-explorer').innerText())
    .toContain('One statement per backend, however many ids.')
})

it('asks nothing of any other host, and complains of nothing', () => {
  expect(elsewhere).toEqual([])
  expect(complaints).toEqual([])
})
