import type { BrowserContext, Page, Request } from 'playwright-core'
import { inject } from 'vitest'
import type { AppOptions } from '../../../src/server/app.ts'
import { type Api, type Setup, startApi } from './api.ts'
import { openSharedBrowser } from './browser.ts'
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

/** Where the server before was: of a page at the same address the browser has kept the code. */
let freePort: number | undefined

export async function serveDashboard(
  setup: Setup,
  options: Partial<AppOptions> = {},
  route?: (url: string, name: string) => string,
): Promise<ServedDashboard> {
  const api = await startApi(setup, { dashboard: inject('dashboard'), ...options }, route)
  const gate = createGate(api.app)
  const port = freePort
  freePort = undefined
  const server = await listen(gate, port)
  return {
    api,
    url: server.url,
    gate,
    async close() {
      gate.release()
      api.app.retire()
      await server.close()
      freePort = server.port
      await api.app.close()
      await api.close()
    },
  }
}

export async function openViewer(): Promise<Viewer> {
  const context = await openSharedBrowser()
  const [complaints, elsewhere] = [[] as string[], [] as string[]]
  const origins = new Set<string>()
  const noteElsewhere = (request: Request) => {
    if (!/^(http:\/\/127\.0\.0\.1:|data:|blob:)/.test(request.url())) elsewhere.push(request.url())
  }
  const noteComplaints = (page: Page) => {
    page.setDefaultTimeout(60_000)
    page.on('pageerror', (error) => complaints.push(error.message))
    page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()))
    page.on(
      'framenavigated',
      (frame) => frame.url().startsWith('http:') && origins.add(new URL(frame.url()).origin),
    )
  }
  context.on('request', noteElsewhere).on('page', noteComplaints)
  const page = await context.newPage()
  return {
    context,
    page,
    complaints,
    elsewhere,
    async close() {
      context.off('request', noteElsewhere).off('page', noteComplaints)
      await forget(context, origins)
    },
  }
}

/** Closes what is open, and leaves nothing of it to those that come but what is the same for all. */
async function forget(context: BrowserContext, origins: Iterable<string>) {
  const last = await context.newPage()
  const session = await context.newCDPSession(last)
  for (const page of context.pages()) if (page !== last) await page.close()
  for (const origin of origins)
    await session.send('Storage.clearDataForOrigin', {
      origin,
      storageTypes: 'cookies,local_storage,indexeddb',
    })
  await context.clearCookies()
  await last.close()
}
