import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import { record } from '../setup/seeds/records.ts'
import { type Dashboard, openDashboard } from '../setup/servers/dashboard.ts'
import { type Proxy, startProxy } from '../setup/servers/proxy.ts'

let dashboard: Dashboard
let proxy: Proxy

const started = () => new Date(Date.now() - 60_000).toISOString()

beforeAll(async () => {
  proxy = await startProxy(inject('servers')['postgres']!)
  dashboard = await openDashboard({ title: '', kinds: { prod: 'postgres' } }, {}, (url) => proxy.through(url))
  const answer = await dashboard.api.ask(
    'mutation ($input: RecordRunsInput!) { recordRuns(input: $input) { results { ok } } }',
    { input: { runs: [{ flow: 'Load', number: 1, startedAt: started() }] } },
  )
  expect(answer.errors).toBeUndefined()
  await record(dashboard.api, [
    { id: 'read', flow: 'Load', runNumber: 1, step: 'read', attempts: [{ number: 1, startedAt: started() }] },
  ])
})
afterAll(async () => {
  expect(dashboard.complaints).toEqual([])
  expect(dashboard.elsewhere).toEqual([])
  await dashboard.close()
  await proxy.close()
})

const missing = () => dashboard.page.getByText('prod does not answer: what it has is missing here.')
const finish = (id: string) =>
  dashboard.api.ask(
    'mutation ($input: UpdateExecutionsInput!) { updateExecutions(input: $input) { results { ok } } }',
    { input: { executions: [{ id, finishAttempt: { verdict: 'OK' } }] } },
  )

it('keeps a run in view while its store does not answer, and goes on when it does', async () => {
  const { page, go } = dashboard
  await go('/runs/prod/Load/1')
  const row = page.getByRole('list', { name: 'Timeline' }).getByRole('link', { name: /^read, running/ })
  await row.waitFor()
  await proxy.cut()
  await missing().waitFor()
  await row.waitFor()
  await proxy.restore()
  await finish('read')
  await page
    .getByRole('list', { name: 'Timeline' })
    .getByRole('link', { name: /^read, completed/ })
    .waitFor()
  await missing().waitFor({ state: 'detached' })
})

it('says that a store does not answer when a run or an execution is opened, and shows it when it does', async () => {
  const { page, go } = dashboard
  await go('/backends')
  await page.getByRole('heading', { level: 1, name: 'Backends' }).waitFor()
  await proxy.cut()
  for (const [address, title] of [
    ['/runs/prod/Load/1', '1'],
    ['/executions/prod:read', 'read'],
  ] as const) {
    await go(address)
    await page.getByRole('heading', { name: 'A backend does not answer' }).first().waitFor()
    expect(await page.getByText(/has no run|No backend knows/).count()).toBe(0)
    await proxy.restore()
    await page.getByRole('heading', { level: 1, name: title, exact: true }).waitFor()
    await page.getByRole('list', { name: 'Timeline' }).waitFor()
    await proxy.cut()
  }
  await proxy.restore()
})
