import type { Page } from 'playwright-core'

/** What a page asks every few seconds it asks so many times as often, from when it is opened next. */
export const hurry = (page: Page, times: number): Promise<unknown> =>
  page.addInitScript((factor) => {
    const usual = globalThis.setInterval.bind(globalThis)
    const hurried = (task: () => void, ms = 0) => usual(task, ms < 3_000 ? ms : ms / factor)
    Object.assign(globalThis, { setInterval: hurried })
  }, times)
