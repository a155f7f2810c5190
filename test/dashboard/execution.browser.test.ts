import { afterAll, beforeAll, expect, it } from 'vitest'
import { start } from '../setup/ask/queue.ts'
import { at, begun, record } from '../setup/seeds/records.ts'
import { type Dashboard, openDashboard } from '../setup/servers/dashboard.ts'

let dashboard: Dashboard

const oneNode = { nodes: [{ id: 'only', kind: 'Operation' }] }
const big = 'x'.repeat(40_000)

beforeAll(async () => {
  dashboard = await openDashboard({ title: '', kinds: { main: 'sqlite' } }, {})
  const { api } = dashboard
  const dag = {
    nodes: [
      { id: 'read', kind: 'Input', label: 'Read' },
      { id: 'check', kind: 'Operation', label: 'Check totals' },
      { id: 'book', kind: 'Operation', label: 'Book' },
    ],
    edges: [
      { source: 'read', target: 'check' },
      { source: 'check', target: 'book' },
    ],
  }
  await record(api, [
    begun('agent', 0, {
      dag,
      inputs: { month: 11, weights: big },
      attempts: [
        { number: 1, startedAt: at(0), finishedAt: at(60_000), verdict: 'FAILED', error: 'Totals differ' },
      ],
      nodeResults: [
        {
          nodeId: 'read',
          status: 'COMPLETED',
          startedAt: at(0),
          finishedAt: at(20_000),
          value: { rows: 12 },
        },
        {
          nodeId: 'check',
          status: 'FAILED',
          startedAt: at(30_000),
          finishedAt: at(60_000),
          error: 'Totals differ',
        },
        { nodeId: 'book', status: 'SKIPPED' },
      ],
    }),
    begun('child', 5_000, { parentId: 'agent', step: 'child' }),
    begun('recorded-open', 0, { dag }),
  ])
  await api.ask(
    'mutation ($input: StartExecutionsInput!) { startExecutions(input: $input) { results { ok } } }',
    {
      input: { executions: [{ id: 'queued', flow: 'Queued', dag }] },
    },
  )
})
afterAll(async () => {
  expect(dashboard.complaints).toEqual([])
  expect(dashboard.elsewhere).toEqual([])
  await dashboard.close()
})

const names = () =>
  dashboard.page
    .getByRole('list', { name: 'Timeline' })
    .locator('[data-name]')
    .evaluateAll((all) => all.map((one) => one.textContent))

it('shows attempts, children and results of nodes, the error first', async () => {
  const { page, visit } = dashboard
  await visit('/executions/main:agent')
  await page
    .getByRole('region', { name: 'Why it failed' })
    .getByRole('heading', { name: /Totals differ/ })
    .waitFor()
  // None of its flow went well: there is nothing to compare it with.
  const why = page.getByRole('region', { name: 'Why it failed' })
  await why.getByText('none went well before it').waitFor()
  expect(await why.getByRole('link', { name: /Compare/ }).count()).toBe(0)
  await expect.poll(names).toEqual(['Train', 'Read', 'child', 'Check totals', 'Book'])
  const side = page.getByRole('region', { name: 'Attempts and relatives' })
  await side.getByText('1 attempt').waitFor()
  await side.getByRole('link', { name: /child/ }).click()
  await page.getByRole('heading', { level: 1, name: 'child' }).waitFor()
  await page
    .getByRole('region', { name: 'Attempts and relatives' })
    .getByRole('link', { name: /Train/ })
    .click()
  await page.getByRole('heading', { level: 1, name: 'agent' }).waitFor()
})

it('shows an execution that it starts while one looks', async () => {
  const { page, visit, api } = dashboard
  await record(api, [begun('planner', 0), begun('first', 5_000, { parentId: 'planner', step: 'first' })])
  await visit('/executions/main:planner')
  await expect.poll(names).toEqual(['Train', 'first'])
  await page.getByText('Live', { exact: true }).waitFor()
  await record(api, [begun('second', 6_000, { parentId: 'planner', step: 'second' })])
  await expect.poll(names).toEqual(['Train', 'first', 'second'])
  await page
    .getByRole('region', { name: 'Attempts and relatives' })
    .getByRole('link', { name: /second/ })
    .waitFor()
  // What was new is followed as the others are.
  const update =
    'mutation ($input: UpdateExecutionsInput!) { updateExecutions(input: $input) { results { ok } } }'
  await api.data(update, { input: { executions: [{ id: 'second', finishAttempt: { verdict: 'OK' } }] } })
  await page
    .getByRole('list', { name: 'Timeline' })
    .getByLabel(/^second, completed/)
    .waitFor()
})

it('says where a run failed as soon as that is recorded, if that is after the run', async () => {
  const { page, visit, api } = dashboard
  const runs = [{ flow: 'Late', number: 5, startedAt: at(0), verdict: { ok: false, at: at(60_000) } }]
  await api.data('mutation ($input: RecordRunsInput!) { recordRuns(input: $input) { results { ok } } }', {
    input: { runs },
  })
  await visit('/runs/main/Late/5')
  const why = page.getByRole('region', { name: 'Why it failed' })
  await why.getByRole('heading', { name: /no failed execution of it is recorded/ }).waitFor()
  await page.getByText('Live', { exact: true }).waitFor()
  const attempt = {
    number: 1,
    startedAt: at(0),
    finishedAt: at(50_000),
    verdict: 'FAILED',
    error: 'Disk full',
  }
  await record(api, [{ id: 'late-load', flow: 'Late', runNumber: 5, step: 'load', attempts: [attempt] }])
  await why.getByRole('heading', { name: 'Step load failed: Disk full' }).waitFor()
  await expect.poll(names).toEqual(['load'])
})

it('opens a node of the graph by its address: its error, and what it holds back', async () => {
  const { page, visit } = dashboard
  await visit('/executions/main:agent?tab=graph&node=check')
  const panel = page.getByRole('complementary', { name: 'Check totals' })
  await panel.getByText('Held back by it').waitFor()
  await panel.getByRole('button', { name: /Book/ }).click()
  await page.getByRole('complementary', { name: 'Book' }).waitFor()
  await page.keyboard.press('Escape')
  await expect.poll(() => page.getByRole('complementary', { name: 'Book' }).count()).toBe(0)
  await visit('/executions/main:agent?tab=graph&node=read')
  await page.getByRole('button', { name: 'Load the value' }).click()
  await page.getByRole('tree', { name: 'Value' }).getByText('12').waitFor()
})

it('shows inputs beside outputs, a long text cut on its line and whole when it is opened', async () => {
  const { page, visit } = dashboard
  await visit('/executions/main:agent?tab=io')
  const tree = page.getByRole('tree', { name: 'Inputs' })
  await tree.getByText('month', { exact: true }).waitFor()
  await page.getByRole('region', { name: 'Outputs' }).getByText('None are recorded.').waitFor()
  await tree.getByRole('treeitem', { name: /^weights/ }).click()
  await expect.poll(() => tree.getByRole('treeitem').count()).toBeGreaterThan(5)
})

it('cancels and retries after a confirmation, and says so until the change arrives', async () => {
  const { page, visit } = dashboard
  await visit('/executions/main:queued')
  await page.getByRole('button', { name: 'Cancel' }).click()
  const asked = page.getByRole('dialog', { name: 'Cancel this execution?' })
  await asked.getByRole('button', { name: 'Leave it' }).click()
  await asked.waitFor({ state: 'detached' })
  await page.getByRole('button', { name: 'Cancel' }).click()
  await asked.getByRole('button', { name: 'Cancel the execution' }).click()
  await page.getByText('Cancelled', { exact: true }).first().waitFor()
  await page.getByRole('button', { name: 'Retry' }).click()
  await page
    .getByRole('dialog', { name: 'Retry this execution?' })
    .getByRole('button', { name: 'Retry' })
    .click()
  await page.getByRole('button', { name: 'Cancel' }).waitFor()
})

it('offers neither for what was only recorded, which the queue does not have', async () => {
  const { page, visit } = dashboard
  for (const [id, status] of [
    ['agent', 'Failed'],
    ['recorded-open', 'Running'],
  ] as const) {
    await visit(`/executions/main:${id}`)
    await page.getByRole('heading', { level: 1, name: id }).waitFor()
    await page.getByText(status, { exact: true }).first().waitFor()
    expect(await page.getByRole('button', { name: /^(Retry|Cancel)$/ }).count()).toBe(0)
  }
})

it('says what was refused', async () => {
  const { page, visit, api } = dashboard
  await start(api, [{ id: 'gone', flow: 'Queued', dag: oneNode }])
  await visit('/executions/main:gone')
  await page.getByRole('button', { name: 'Cancel' }).click()
  const drop = 'mutation { deleteExecutions(input: { ids: ["gone"] }) { results { ok } } }'
  const asked = page.getByRole('dialog', { name: 'Cancel this execution?' })
  await api.data(drop)
  await asked.getByRole('button', { name: 'Cancel the execution' }).click()
  await asked.getByRole('alert').getByText('There is no execution "gone".').waitFor()
})

it('says that no backend knows an execution', async () => {
  const { page, visit } = dashboard
  await visit('/executions/main:absent')
  await page.getByRole('heading', { name: 'No backend knows this execution' }).waitFor()
})

it('says that what its nodes did could not be read, where it would look as if they had done nothing', async () => {
  const { page, visit } = dashboard
  let isBusy = true
  await page.route('**/graphql', async (route) => {
    const { operationName } = route.request().postDataJSON() as { operationName?: string }
    const isOfResults = operationName === 'ExecutionResults'
    if (isBusy && isOfResults) await route.fulfill({ json: { errors: [{ message: 'It is too busy.' }] } })
    else await route.continue()
  })
  await visit('/executions/main:agent')
  const line = page.getByText('What its nodes did could not be read: It is too busy.')
  await line.waitFor()
  isBusy = false
  await page.getByRole('button', { name: 'Try now' }).click()
  await line.waitFor({ state: 'detached' })
  await expect.poll(names).toContain('Check totals')
  await page.unroute('**/graphql')
})
