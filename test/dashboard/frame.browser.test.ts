import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Dashboard, openDashboard } from '../setup/servers/dashboard.ts'

let dashboard: Dashboard

beforeAll(async () => {
  dashboard = await openDashboard()
})
afterAll(async () => {
  expect(dashboard.complaints).toEqual([])
  expect(dashboard.elsewhere).toEqual([])
  await dashboard.close()
})

const pages = [
  ['/', 'Runs'],
  ['/executions', 'Executions'],
  ['/failures', 'Failures'],
  ['/watch', 'Watch'],
  ['/queue', 'Queue'],
  ['/flows', 'Flows'],
  ['/backends', 'Backends'],
] as const

it('shows each page at its address, and by the menu, with one heading', async () => {
  const { page, go } = dashboard
  for (const [address, name] of pages) {
    await go(address)
    await page.getByRole('heading', { level: 1, name }).waitFor()
    expect(await page.title()).toContain('Execgraph')
    expect(await page.getByRole('heading', { level: 1 }).count()).toBe(1)
  }
  for (const [address, name] of pages) {
    await page
      .getByRole('navigation')
      .getByRole('link', { name: new RegExp(`^${name}`) })
      .click()
    await page.getByRole('heading', { level: 1, name }).waitFor()
    expect(new URL(page.url()).pathname).toBe(address)
  }
})
