import { afterAll, beforeAll, expect, it } from 'vitest'
import { emptyPages } from '../setup/ask/pages.ts'
import { ago } from '../setup/seeds/ago.ts'
import { record } from '../setup/seeds/records.ts'
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

const grid = (name: string) => dashboard.page.getByRole('grid', { name })
const row = (list: string, text: RegExp | string) => grid(list).getByRole('row').filter({ hasText: text })
const search = () => new URL(dashboard.page.url()).search
const path = () => new URL(dashboard.page.url()).pathname

it('says on each page that there is nothing yet', async () => {
  const { page, visit } = dashboard
  for (const [address, text] of emptyPages) {
    await visit(address)
    await page.getByText(text).first().waitFor()
  }
})

it('tells a newcomer how to record, by an example that works, and becomes the list by itself', async () => {
  const { page, visit } = dashboard
  await visit('/')
  await page.getByRole('heading', { name: 'Record the first execution' }).waitFor()
  const example = page.getByRole('tabpanel')
  expect(await example.innerText()).toContain(`curl ${dashboard.url}/graphql`)
  await page.getByRole('button', { name: 'Use demo data' }).click()
  expect(await example.innerText()).toContain('npm start -- --demo')
  await page.getByRole('tab', { name: 'TypeScript' }).click()
  const code = (await example.locator('pre').innerText()).replace('console.log', 'return ')
  // oxlint-disable-next-line typescript/no-implied-eval -- What the page shows is what is tried.
  const run = new Function(`return (async () => { ${code} })()`) as () => Promise<unknown>
  expect(await run()).toMatchObject({
    data: { recordExecutions: { results: [{ id: 'hello-1', ok: true }] } },
  })
  await row('Runs', 'Hello').waitFor()
  expect(await page.getByText('Record the first execution').count()).toBe(0)
})

it('shows flows with their last runs, and one of them with its runs', async () => {
  const { page, api, visit } = dashboard
  await record(api, [
    { id: 'n-1', flow: 'Nightly', runNumber: 1, step: 'end', status: 'completed' },
    { id: 'n-2', flow: 'Nightly', runNumber: 2, step: 'end', status: 'failed', error: 'Disk full' },
  ])
  await visit('/flows')
  const nightly = row('Flows', 'Nightly')
  await nightly.getByText('Disk full').waitFor()
  expect(await nightly.getByRole('link').allInnerTexts()).toEqual(['Nightly', '2', '1', '2'])
  await page.getByRole('button', { name: /^Last run failed/ }).click()
  await expect.poll(search).toBe('?show=failing')
  await expect.poll(() => row('Flows', 'Hello').count()).toBe(0)
  await page.keyboard.press('j')
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { level: 1, name: 'Nightly' }).waitFor()
  expect(path()).toBe('/flows/main/Nightly')
  await row('Runs', 'Disk full').waitFor()
  expect(await row('Runs', 'Hello').count()).toBe(0)
  const fields = page.getByRole('search')
  await fields.getByRole('button', { name: /^User/ }).waitFor()
  expect(await fields.getByRole('button', { name: /^(Flow|Backend|Clear)/ }).count()).toBe(0)
})

it('says which flow is not known, and which beginning of a name keeps flows away', async () => {
  const { page, visit } = dashboard
  await visit('/flows/main/Nobody')
  await page.getByText('No flow of this name is known in main.').waitFor()
  await visit('/flows?q=Zzz')
  await page.getByRole('heading', { name: 'No flow matches' }).waitFor()
  await page.getByRole('button', { name: 'Without the beginning “Zzz”' }).click()
  await row('Flows', 'Nightly').waitFor()
  expect(search()).toBe('')
})

it('filters executions by the address and back, and says what it does not understand', async () => {
  const { page, visit } = dashboard
  await visit('/executions?status=failed,odd')
  await row('Executions', 'n-2').waitFor()
  expect(await grid('Executions').getByRole('row').count()).toBe(2)
  await page.getByRole('button', { name: /status=odd/ }).waitFor()
  await page
    .getByRole('group', { name: 'Status' })
    .getByRole('button', { name: /^Failed/ })
    .click()
  await row('Executions', 'n-1').waitFor()
  await page.goBack()
  await expect.poll(() => row('Executions', 'n-1').count()).toBe(0)
})

it('shows an execution that is recorded while one looks', async () => {
  const { api, visit } = dashboard
  await visit('/executions')
  await row('Executions', 'n-1').waitFor()
  await record(api, [{ id: 'late-1', flow: 'Late', status: 'running' }])
  await row('Executions', 'late-1').waitFor()
})

it('shows the columns of executions that are chosen, in their order, by the address', async () => {
  const { page, visit } = dashboard
  await visit('/executions?cols=id,status')
  await row('Executions', 'n-1').waitFor()
  const titles = () => grid('Executions').getByRole('columnheader').allInnerTexts()
  expect(await titles()).toEqual(['Execution', 'Status and reason'])
  await page.getByRole('button', { name: 'Columns' }).click()
  await page.getByRole('checkbox', { name: 'Tags' }).check()
  await expect.poll(search).toBe('?cols=id,status,tags')
  await expect.poll(titles).toEqual(['Execution', 'Status and reason', 'Tags'])
  expect(await page.getByRole('checkbox', { name: 'Execution' }).isDisabled()).toBe(true)
  await page.getByRole('button', { name: 'The usual columns' }).click()
  await expect.poll(search).toBe('')
  await expect.poll(titles).toContain('Duration, to median')
})

it('says which condition empties the list of executions, and drops it', async () => {
  const { page, visit } = dashboard
  await visit('/executions?flow=Nightly&source=nowhere')
  await page.getByRole('heading', { name: 'No execution matches' }).waitFor()
  await page.getByRole('button', { name: 'Without source: nowhere 2 would match' }).click()
  await row('Executions', 'n-1').waitFor()
  expect(search()).toBe('?flow=Nightly')
})

it('filters executions by the group of their failure', async () => {
  const { page, api, visit } = dashboard
  const answer = await api.ask('{ failureGroups(first: 1) { nodes { id } } }')
  const { failureGroups } = answer.data as { failureGroups: { nodes: { id: string }[] } }
  await visit(`/executions?failureGroup=${failureGroups.nodes[0]!.id}`)
  await row('Executions', 'n-2').waitFor()
  expect(await grid('Executions').getByRole('row').count()).toBe(2)
  await page.getByRole('button', { name: /^Without the failure group/ }).click()
  await row('Executions', 'n-1').waitFor()
})

it('says that the server could not answer, which does not look like an empty list', async () => {
  const { page, visit } = dashboard
  await visit('/executions?max=0s&min=99999999d')
  await page.getByRole('alert').waitFor()
  expect(await grid('Executions').count()).toBe(0)
})

it('says why a run failed as soon as that is recorded, if that is after the run', async () => {
  const { page, api, visit } = dashboard
  const [startedAt, finishedAt] = [ago(60), ago(1)]
  await api.data('mutation ($input: RecordRunsInput!) { recordRuns(input: $input) { results { ok } } }', {
    input: { runs: [{ flow: 'Slowly', number: 1, startedAt, verdict: { ok: false, at: finishedAt } }] },
  })
  await visit('/?flow=Slowly')
  await row('Runs', 'no failed execution of it is recorded').waitFor()
  await page.getByText('Live', { exact: true }).waitFor()
  const attempt = { number: 1, startedAt, finishedAt, verdict: 'FAILED', error: 'Quota spent' }
  await record(api, [{ id: 'slowly-1', flow: 'Slowly', runNumber: 1, step: 'load', attempts: [attempt] }])
  await row('Runs', 'Quota spent').waitFor()
})
