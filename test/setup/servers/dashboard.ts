import type { Page } from 'playwright-core'
import { inject } from 'vitest'
import type { AppOptions } from '../../../src/server/app.ts'
import { type Api, type Setup, startApi } from './api.ts'
import { openBrowser } from './browser.ts'
import { listen } from './served.ts'

/** The built dashboard in a real browser, over a server with fresh stores. */
export interface Dashboard {
  readonly api: Api
  readonly url: string
  readonly page: Page
  /** Errors of the page, of its console and of its content security policy. */
  readonly complaints: readonly string[]
  /** Requests to other hosts, which are not let out. */
  readonly elsewhere: readonly string[]
  /** Opens an address of the dashboard. */
  go(address: string): Promise<void>
  close(): Promise<void>
}

export async function openDashboard(
  setup: Setup = { title: '', kinds: { main: 'sqlite' } },
  options: Partial<AppOptions> = {},
  route?: (url: string, name: string) => string,
): Promise<Dashboard> {
  const api = await startApi(setup, { dashboard: inject('dashboard'), ...options }, route)
  const server = await listen(api.app)
  const browser = await openBrowser()
  const [complaints, elsewhere] = [[] as string[], [] as string[]]
  await browser.context.route('**/*', async (route) => {
    const url = route.request().url()
    if (url.startsWith(server.url) || /^(data|blob):/.test(url)) return route.continue()
    elsewhere.push(url)
    return route.abort()
  })
  const page = await browser.context.newPage()
  page.setDefaultTimeout(60_000)
  page.on('pageerror', (error) => complaints.push(error.message))
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()))
  return {
    api,
    url: server.url,
    page,
    complaints,
    elsewhere,
    go: async (address) => void (await page.goto(`${server.url}${address}`)),
    async close() {
      await browser.close()
      api.app.retire()
      await server.close()
      await api.app.close()
      await api.close()
    },
  }
}
