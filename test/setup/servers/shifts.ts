import type { Page } from 'playwright-core'

/** Something that moved though nobody touched it, as the browser saw it. */
interface Shift {
  readonly value: number
  readonly moved: readonly string[]
}

interface Noting {
  shifts?: Shift[]
}

/** Notes on each page that is opened from now on what moves by itself. */
export const noteShifts = (page: Page): Promise<unknown> =>
  page.addInitScript(() => {
    type Entry = PerformanceEntry & { value: number; hadRecentInput: boolean; sources: { node?: Node }[] }
    const shifts: Shift[] = ((globalThis as Noting).shifts = [])
    const nameOf = (node: Node | undefined) =>
      node instanceof Element ? node.outerHTML.slice(0, 160) : (node?.textContent ?? 'gone').slice(0, 80)
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as Entry[]) {
        if (entry.hadRecentInput) continue
        shifts.push({ value: entry.value, moved: entry.sources.map(({ node }) => nameOf(node)) })
      }
    }).observe({ type: 'layout-shift', buffered: true })
  })

/** What has moved since the page was opened, or since this was asked last. */
export async function shiftsOf(page: Page): Promise<readonly Shift[]> {
  await drawn(page)
  return page.evaluate(() => (globalThis as Noting).shifts?.splice(0) ?? [])
}

/** Waits until what has changed is on the screen. */
export const drawn = (page: Page): Promise<unknown> =>
  page.evaluate(
    () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done)))),
  )
