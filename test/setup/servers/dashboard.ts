import type { BrowserContext, Page } from 'playwright-core'
import { inject } from 'vitest'
import type { AppOptions } from '../../../src/server/app.ts'
import { type Api, type Setup, startApi } from './api.ts'
import { openBrowser } from './browser.ts'
import { type Gate, createGate } from './gate.ts'
import { listen } from './served.ts'

/** A server of the built dashboard with fresh stores. */
export interface ServedDashboard {
  readonly api: Api
  readonly url: string
  readonly gate: Gate
  close(): Promise<void>
}

/** A real browser that looks at any number of servers, one after another. */
export interface Viewer {
  readonly context: BrowserContext
  readonly page: Page
  /** Errors of the pages, of their consoles and of their content security policies. */
  readonly complaints: string[]
  /** Requests to other hosts, which are not let out. */
  readonly elsewhere: readonly string[]
  close(): Promise<void>
}

/** The built dashboard in a real browser. */
export interface Dashboard extends Viewer, ServedDashboard {
  /** Opens an address of the dashboard. */
  go(address: string): Promise<void>
  /**
   * Goes to an address within the page that is open, as links do, by way of a page with nothing on it. Loading it anew
   * takes four times as long. Only what is not open yet is loaded.
   */
  visit(address: string): Promise<void>
}

export async function openDashboard(
  setup: Setup = { title: '', kinds: { main: 'sqlite' } },
  options: Partial<AppOptions> = {},
  route?: (url: string, name: string) => string,
): Promise<Dashboard> {
  const [served, viewer] = await Promise.all([serveDashboard(setup, options, route), openViewer()])
  return {
    ...viewer,
    ...served,
    go: async (address) => void (await viewer.page.goto(`${served.url}${address}`)),
    visit: (address) => visit(viewer.page, served.url, address),
    async close() {
      await viewer.close()
      await served.close()
    },
  }
}

/** The same in a page of one's own, of the server at this URL. */
export async function visit(page: Page, server: string, address: string): Promise<void> {
  if (!page.url().startsWith(server)) return void (await page.goto(server + address))
  const push = (to: string) => page.evaluate((url) => history.pushState({}, '', url), to)
  await push('/nothing/on/it')
  await page.getByRole('heading', { name: 'No such page' }).waitFor()
  await push(address)
}

export async function serveDashboard(
  setup: Setup,
  options: Partial<AppOptions> = {},
  route?: (url: string, name: string) => string,
): Promise<ServedDashboard> {
  const api = await startApi(setup, { dashboard: inject('dashboard'), ...options }, route)
  const gate = createGate(api.app)
  const server = await listen(gate)
  return {
    api,
    url: server.url,
    gate,
    async close() {
      gate.release()
      api.app.retire()
      await server.close()
      await api.app.close()
      await api.close()
    },
  }
}

export async function openViewer(): Promise<Viewer> {
  const browser = await openBrowser()
  const [complaints, elsewhere] = [[] as string[], [] as string[]]
  browser.context.on('request', (request) => {
    if (!/^(http:\/\/127\.0\.0\.1:|data:|blob:)/.test(request.url())) elsewhere.push(request.url())
  })
  browser.context.on('page', (page) => {
    page.setDefaultTimeout(60_000)
    page.on('pageerror', (error) => complaints.push(error.message))
    page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()))
  })
  const page = await browser.context.newPage()
  return { ...browser, page, complaints, elsewhere }
}
