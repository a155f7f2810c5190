import type { CDPSession, Page } from 'playwright-core'
import { gzipSync } from 'node:zlib'

/** A page with its debugger, of a browser with nothing kept. */
export interface Tab {
  readonly page: Page
  readonly debugger: CDPSession
}

/** Milliseconds from the start of a navigation until something is shown. */
export async function shownAfter(
  { page, debugger: cdp }: Tab,
  url: string,
  selector: string,
): Promise<number> {
  await cdp.send('Network.clearBrowserCache')
  await page.goto('about:blank')
  await page.goto(url, { waitUntil: 'commit' })
  return page.evaluate(
    (wanted) =>
      new Promise<number>((resolve) => {
        const look = () =>
          document.querySelector(wanted)
            ? requestAnimationFrame(() => resolve(performance.now()))
            : requestAnimationFrame(look)
        look()
      }),
    selector,
  )
}

/** Bytes of script, compressed as gzip does, that a page loads before it shows something. */
export async function scriptBytes(
  { page, debugger: cdp }: Tab,
  url: string,
  selector: string,
): Promise<number> {
  await cdp.send('Network.clearBrowserCache')
  const bodies: Promise<Buffer>[] = []
  const note = (response: { url(): string; body(): Promise<Buffer> }) => {
    if (/\.js(?:$|\?)/.test(response.url())) bodies.push(response.body())
  }
  page.on('response', note)
  await page.goto(url)
  await page.locator(selector).first().waitFor()
  page.off('response', note)
  return (await Promise.all(bodies)).reduce((sum, body) => sum + gzipSync(body, { level: 9 }).length, 0)
}

/** The times between frames while a list is scrolled to its end, in so many steps. */
export function framesOfScrolling({ page }: Tab, selector: string, steps: number): Promise<number[]> {
  return page.evaluate(
    async ({ selector: wanted, steps: count }) => {
      const list = document.querySelector(wanted)!
      const frames: number[] = []
      let before = performance.now()
      for (let step = 1; step <= count; step += 1) {
        list.scrollTop = (step / count) * (list.scrollHeight - list.clientHeight)
        await new Promise(requestAnimationFrame)
        const now = performance.now()
        frames.push(now - before)
        before = now
      }
      return frames
    },
    { selector, steps },
  )
}

/** Bytes of the page's heap after a collection. */
export async function heapOf({ debugger: cdp }: Tab): Promise<number> {
  await cdp.send('HeapProfiler.collectGarbage')
  const { usedSize } = await cdp.send('Runtime.getHeapUsage')
  return usedSize
}

/** What the queries of the page cost while something is done, as their answers say. */
export async function statementsWhile({ page }: Tab, work: () => Promise<unknown>): Promise<number> {
  let statements = 0
  const note = async (response: { url(): string; json(): Promise<unknown> }) => {
    if (!response.url().endsWith('/graphql')) return
    const { extensions } = (await response.json().catch(() => ({}))) as {
      extensions?: { backends?: { statements: number }[] }
    }
    for (const backend of extensions?.backends ?? []) statements += backend.statements
  }
  page.on('response', note)
  await work()
  await page.waitForTimeout(500)
  page.off('response', note)
  return statements
}
