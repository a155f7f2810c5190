import { afterAll, beforeAll, expect, it } from 'vitest'
import { ago, ended, running } from '../setup/seeds/ago.ts'
import { idsFrom, record } from '../setup/seeds/records.ts'
import { type Dashboard, openDashboard } from '../setup/servers/dashboard.ts'

let dashboard: Dashboard
const many = idsFrom('job-', 480)

beforeAll(async () => {
  dashboard = await openDashboard()
  await record(
    dashboard.api,
    many.map((id) => ended(id, 600)),
  )
  await record(dashboard.api, [ended('bad', 300, 'SMTP 550: no such mailbox'), running('busy', 60)])
})
afterAll(async () => {
  expect(dashboard.complaints).toEqual([])
  expect(dashboard.elsewhere).toEqual([])
  await dashboard.close()
})

const cells = () =>
  dashboard.page.getByRole('grid', { name: 'Statuses, in the order given' }).getByRole('gridcell')
const list = () => dashboard.page.getByRole('grid', { name: /^What is not well/ })
const counts = () => dashboard.page.locator('#ids-counts').textContent()
const url = () => new URL(dashboard.page.url())

it('looks up whatever is pasted by one statement, and marks what it does not know', async () => {
  const { page, visit } = dashboard
  await visit('/watch')
  await page.getByRole('heading', { name: /^Watch up to 500/ }).waitFor()
  await page.getByRole('textbox', { name: 'Ids' }).fill('["bad", "job-1",\n"nobody"] busy job-1')
  await page.getByText('4 ids · 1 statement').waitFor()
  await expect.poll(() => cells().count()).toBe(4)
  await expect.poll(counts).toBe('3 known, 1 unknown, 1 repeated')
  await expect
    .poll(() => list().locator('[data-row]').allTextContents())
    .toEqual([expect.stringMatching(/^Failed.*SMTP 550.*bad/), expect.stringMatching(/^Running.*busy/)])
  await expect.poll(() => url().search).toBe('?ids=bad,job-1,nobody,busy')
  await expect.poll(() => page.title()).toBe('1 of 4 running · Watch · Execgraph')
})

it('follows what changes, and what is recorded later', async () => {
  const { page, visit, api } = dashboard
  await visit('/watch?ids=busy,later')
  await page.getByText('2 ids · 1 statement').waitFor()
  await page.getByText('Live', { exact: true }).waitFor()
  await record(api, [ended('later', 10, 'boom')])
  await list().getByText('later').waitFor()
  await expect.poll(counts).toBe('2 known, 0 unknown, 0 repeated')
  await record(api, [{ ...ended('fresh', 10) }])
  await api.data(
    `mutation { updateExecutions(input: { executions: [{ id: "busy", finishAttempt: { verdict: OK } }] }) { results { ok } } }`,
  )
  await expect.poll(() => list().locator('[data-row]').count()).toBe(1)
})

it('holds 482 ids in the fragment, shows them as grid or list, and folds the done ones', async () => {
  const { page, visit } = dashboard
  await visit('/watch')
  await page.getByRole('textbox', { name: 'Ids' }).fill([...many, 'bad', 'busy2'].join('\n'))
  await page.getByText('482 ids · 1 statement').waitFor()
  await expect.poll(() => url().hash).toMatch(/^#z=[\w-]+$/)
  expect(url().search).toBe('')
  const address = page.url()
  await page.goto('about:blank')
  await page.goto(address)
  await page.getByText('482 ids · 1 statement').waitFor()
  expect(await cells().count()).toBe(482)
  await page.keyboard.press('z')
  await expect.poll(() => cells().count()).toBe(3)
  await page.keyboard.press('z')
  await page.keyboard.press('v')
  await expect.poll(() => url().search).toBe('?view=list')
  const all = page.getByRole('grid', { name: 'All, in the order given' })
  await expect.poll(() => all.locator('[data-row]').count()).toBe(481)
  expect(url().hash).toMatch(/^#z=/)
})

it('takes the first 500 of more, and says so', async () => {
  const { page, visit } = dashboard
  await visit('/watch')
  await page.getByRole('textbox', { name: 'Ids' }).fill(idsFrom('x', 612).join(','))
  await page.getByText('612 ids: at most 500 can be watched at once, so the first 500 are.').waitFor()
  await page.getByText('500 ids · 1 statement').waitFor()
})

it('does not take what cannot be read', async () => {
  const { page, visit } = dashboard
  await visit('/watch#z=abc')
  await page.getByText('The ids in this address cannot be read.').waitFor()
})

it('watches runs beside executions, by name or by a pasted address, and follows them', async () => {
  const { page, visit, api, url: host } = dashboard
  const step = (status: string) => ({
    ...running('train-7', 120),
    runNumber: 7,
    step: 'end',
    status,
    attempts: [],
  })
  await record(api, [
    { ...step('running'), startedAt: ago(120) },
    { ...ended('other-3', 90, 'No space left'), flow: 'Other', runNumber: 3, step: 'end' },
  ])
  await visit('/watch')
  const pasted = `Train/7 main:Other/3 ${host}/runs/main/Train/7?tab=graph bad ${host}/executions/main%3Abusy Train/99`
  await page.getByRole('textbox', { name: 'Ids' }).fill(pasted)
  await page.getByText('6 ids · 2 statements').waitFor()
  await expect.poll(counts).toBe('5 known, 1 unknown, 0 repeated')
  await expect.poll(() => url().search).toBe('?ids=Train/7,main:Other/3,main:Train/7,bad,main:busy,Train/99')
  await expect
    .poll(() => list().locator('[data-row]').first().textContent())
    .toMatch(/^Failed.*No space left.*Other/)
  await list().getByRole('link', { name: 'Train/7' }).waitFor()
  await page.getByText('Live', { exact: true }).waitFor()
  const open = list().locator('[data-row][data-status=RUNNING]')
  await expect.poll(() => open.count()).toBe(1)
  await api.data(
    'mutation { updateExecutions(input: { executions: [{ id: "train-7", status: "completed" }] }) { results { ok } } }',
  )
  await expect.poll(() => open.count()).toBe(0)
  await list().getByRole('link', { name: 'Other/3' }).click()
  await expect.poll(() => url().pathname).toBe('/runs/main/Other/3')
})
