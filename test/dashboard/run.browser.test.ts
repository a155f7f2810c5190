import { afterAll, beforeAll, expect, it } from 'vitest'
import { at, record } from '../setup/seeds/records.ts'
import { type Dashboard, openDashboard } from '../setup/servers/dashboard.ts'
import { faultsOf, rulesOfColours } from '../setup/servers/faults.ts'
import { sized } from '../setup/whole.ts'

let dashboard: Dashboard

const second = 1_000
const error = `Traceback (most recent call last):
  File "/usr/lib/python3.12/site-packages/torch/nn/module.py", line 20, in call
    return forward(x)
  File "flows/train.py", line 88, in forward
    scores = users @ items
torch.cuda.OutOfMemoryError: CUDA out of memory`

const attempt = (number: number, from: number, to: number, verdict: string, text?: string) => ({
  number,
  startedAt: at(from * second),
  finishedAt: at(to * second),
  verdict,
  ...(text !== undefined && { error: text }),
})

const task = (number: number, step: string, attempts: readonly object[], more: object = {}) => ({
  id: `train-${number}-${step}`,
  flow: 'Train',
  runNumber: number,
  step,
  attempts,
  ...more,
})

async function seed() {
  const { api } = dashboard
  const runs = [1, 2, 3].map((number) => ({
    flow: 'Train',
    number,
    user: 'amara',
    tags: ['gpu'],
    startedAt: at(number * 10_000 * second),
    verdict: { ok: number !== 2, at: at((number * 10_000 + 400) * second) },
  }))
  const answer = await api.ask(
    'mutation ($input: RecordRunsInput!) { recordRuns(input: $input) { results { ok problem { message } } } }',
    { input: { runs } },
  )
  expect(answer.errors).toBeUndefined()
  const [a, b] = [10_000, 20_000]
  await record(api, [
    task(1, 'load', [attempt(1, a, a + 20, 'OK')], { inputs: { batchSize: 256 } }),
    task(1, 'train', [attempt(1, a + 20, a + 300, 'OK')], { inputs: { batchSize: 256 } }),
    task(1, 'end', [attempt(1, a + 300, a + 400, 'OK')]),
    task(2, 'load', [attempt(1, b, b + 20, 'OK')]),
    task(
      2,
      'train',
      [attempt(1, b + 20, b + 50, 'FAILED', error), attempt(2, b + 300, b + 400, 'FAILED', error)],
      { inputs: { batchSize: 2048, model: { layers: [{ name: 'conv' }, { name: 'pool' }] } } },
    ),
  ])
}

beforeAll(async () => {
  dashboard = await openDashboard()
  await seed()
})
afterAll(async () => {
  expect(dashboard.complaints).toEqual([])
  expect(dashboard.elsewhere).toEqual([])
  await dashboard.close()
})

const path = () => new URL(dashboard.page.url()).pathname
const search = () => new URL(dashboard.page.url()).search
const why = () => dashboard.page.getByRole('region', { name: 'Why it failed' })
const rows = () =>
  dashboard.page
    .getByRole('list', { name: 'Timeline' })
    .locator('[data-name]')
    .evaluateAll((all) => all.map((one) => one.getAttribute('aria-label')))

it('says why a run failed, where that began, what is different, and folds frames of libraries', async () => {
  const { page, visit } = dashboard
  await visit('/runs/main/Train/2')
  await why()
    .getByRole('heading', { name: /Step train failed after 2 attempts: .*CUDA out of memory/ })
    .waitFor()
  expect(await page.title()).toBe('✕ Train/2 · Execgraph')
  const shown = why().getByRole('group', { name: 'Error' })
  expect(await shown.innerText()).not.toContain('module.py')
  expect(await shown.innerText()).toContain('scores = users @ items')
  await shown.getByRole('button', { name: '1 frame in torch' }).click()
  expect(await shown.innerText()).toContain('module.py')
  await why().getByText('batchSize').waitFor()
  await why().getByRole('link', { name: 'Compare with 1' }).first().waitFor()
  await why().getByRole('link', { name: 'train', exact: true }).click()
  await expect.poll(path).toBe(`/executions/${encodeURIComponent('main:train-2-train')}`)
  await page.goBack()
  await expect.poll(path).toBe('/runs/main/Train/2')
})

it('has a row for each execution, in words for readers, and what the last good run had', async () => {
  const { page, visit } = dashboard
  await visit('/runs/main/Train/2?axis=start')
  await expect.poll(rows).toHaveLength(3)
  await expect
    .poll(async () => (await rows())[1])
    .toMatch(/^train, attempt 2, failed, 6:20, started .*CUDA out of memory/)
  const steps = page.getByRole('region', { name: 'Steps' })
  await steps.getByRole('button', { name: /end/ }).waitFor()
  await steps.getByRole('button', { name: /train/ }).click()
  await expect.poll(search).toContain('step=train')
  await expect.poll(rows).toHaveLength(1)
  await steps.getByRole('button', { name: 'All steps' }).click()
  await expect.poll(rows).toHaveLength(3)
})

it('is moved by keys: clock or start, idle, zoom, only what failed, rows, and the runs beside it', async () => {
  const { page, visit } = dashboard
  await visit('/runs/main/Train/2')
  await expect.poll(rows).toHaveLength(3)
  await page.keyboard.press('t')
  await page.getByRole('button', { name: 'From start' }).waitFor()
  expect(search()).toContain('axis=start')
  await page.getByText('4:10 idle').waitFor()
  await page.keyboard.press('i')
  await page.getByText('4:10 idle').waitFor({ state: 'detached' })
  const fit = page.getByRole('button', { name: 'Fit' })
  expect(await fit.isDisabled()).toBe(true)
  await page.keyboard.press('+')
  await expect.poll(() => fit.isDisabled()).toBe(false)
  await page.keyboard.press('f')
  await expect.poll(() => fit.isDisabled()).toBe(true)
  await page.getByRole('group', { name: 'Show' }).getByRole('button', { name: 'Failed 1' }).click()
  await expect.poll(rows).toHaveLength(1)
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await expect.poll(path).toBe(`/executions/${encodeURIComponent('main:train-2-train')}`)
  await visit('/runs/main/Train/2')
  await expect.poll(rows).toHaveLength(3)
  await page.keyboard.press(']')
  await expect.poll(path).toBe('/runs/main/Train/3')
  await page.getByText('newest').waitFor()
  await page.keyboard.press('[')
  await expect.poll(path).toBe('/runs/main/Train/2')
  await page.getByRole('button', { name: 'Compare with 1' }).waitFor()
  await page.keyboard.press('c')
  await expect
    .poll(() => path() + decodeURIComponent(search()))
    .toBe('/compare?a=main:Train/1&b=main:Train/2')
})

it('opens each part by its address', async () => {
  const { page, visit } = dashboard
  await visit('/runs/main/Train/2?tab=executions')
  const table = page.getByRole('grid', { name: 'Executions' })
  await expect.poll(() => table.getByRole('row').count()).toBe(3)
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('j')
  await page.keyboard.press('Enter')
  await expect.poll(path).toBe(`/executions/${encodeURIComponent('main:train-2-train')}`)
  await visit('/runs/main/Train/2?tab=metadata')
  await page.getByText('attempt_ok').waitFor()
  await visit('/runs/main/Train/2?tab=graph')
  await page.getByText(/No execution of this run has a graph|No graph is recorded/).waitFor()
  await visit('/runs/main/Train/99')
  await page.getByRole('heading', { name: 'Train has no run 99 in main' }).waitFor()
})

it('searches the inputs, and copies nothing that it was not asked to', async () => {
  const { page, visit } = dashboard
  await visit('/runs/main/Train/2?tab=io')
  const tree = page.getByRole('tree', { name: 'Inputs' })
  await tree.getByText('2048').waitFor()
  await page.getByRole('searchbox', { name: 'Find in inputs' }).fill('POOL')
  await expect.poll(() => tree.getByRole('treeitem').count()).toBe(5)
  await tree.focus()
  await page.keyboard.press('End')
  await expect.poll(() => tree.locator('[aria-selected=true]').innerText()).toContain('"pool"')
})

it('shows a change without being reloaded: a step begins, ends, and the run fails', async () => {
  const { visit, api } = dashboard
  const start = new Date(Date.now() - 60_000).toISOString()
  await api.ask('mutation ($input: RecordRunsInput!) { recordRuns(input: $input) { results { ok } } }', {
    input: { runs: [{ flow: 'Train', number: 4, startedAt: start }] },
  })
  await record(api, [task(4, 'load', [{ number: 1, startedAt: start }])])
  await visit('/runs/main/Train/4')
  await expect.poll(async () => (await rows())[0]).toMatch(/^load, running/)
  const update =
    'mutation ($input: UpdateExecutionsInput!) { updateExecutions(input: $input) { results { ok } } }'
  await api.ask(update, {
    input: { executions: [{ id: 'train-4-load', finishAttempt: { verdict: 'FAILED', error: 'No rows' } }] },
  })
  await record(api, [task(4, 'clean', [{ number: 1, startedAt: new Date().toISOString() }])])
  await expect.poll(async () => (await rows()).map((text) => text?.split(',')[0])).toEqual(['load', 'clean'])
  await expect.poll(async () => (await rows())[0]).toMatch(/^load, failed/)
  await api.ask(
    'mutation ($input: RecordMetadataInput!) { recordMetadata(input: $input) { results { ok } } }',
    {
      input: {
        facts: [
          { run: { flow: 'Train', number: 4 }, step: 'end', field: 'attempt_ok', value: 'false', attempt: 1 },
        ],
      },
    },
  )
  await why().getByRole('heading', { name: 'Step load failed: No rows' }).waitFor()
})

it('opens a run of thousands, draws what is in view, and finds the one that failed', async () => {
  const { page, visit, api } = dashboard
  const [start, many] = [100_000, 2_500]
  const run = {
    flow: 'Fan',
    number: 1,
    startedAt: at(start * second),
    verdict: { ok: false, at: at((start + 3_000) * second) },
  }
  await api.ask('mutation ($input: RecordRunsInput!) { recordRuns(input: $input) { results { ok } } }', {
    input: { runs: [run] },
  })
  const part = (index: number) => ({
    id: `fan-part-${index}`,
    flow: 'Fan',
    runNumber: 1,
    step: 'part',
    attempts: [attempt(1, start + index, start + index + 60, index === 1_700 ? 'FAILED' : 'OK', 'Disk full')],
  })
  for (let from = 0; from < many; from += 500) {
    await record(
      api,
      Array.from({ length: 500 }, (_, index) => part(from + index)),
    )
  }
  await visit('/runs/main/Fan/1')
  await page.getByRole('button', { name: 'All 2,500' }).waitFor()
  await expect.poll(rows).toHaveLength(1)
  expect((await rows())[0]).toMatch(/^part, 2,500 tasks, 1 failed, failed/)
  await page.keyboard.press('e')
  await expect.poll(async () => (await rows())[1]).toMatch(/^0, completed/)
  expect((await rows()).length).toBeLessThan(100)
  const list = page.getByRole('list', { name: 'Timeline' })
  await list.evaluate((node) => node.parentElement!.scrollTo(0, node.scrollHeight))
  await expect.poll(async () => (await rows()).at(-1)).toMatch(/^2499, completed/)
  await page.getByRole('button', { name: 'Failed 1' }).click()
  await expect.poll(rows).toHaveLength(2)
  expect((await rows())[1]).toMatch(/^1700, failed, 1:00/)
})

it('is whole at 380 pixels, and nothing there is wider than the page', async () => {
  const { page, visit } = dashboard
  await page.setViewportSize({ width: 380, height: 800 })
  await visit('/runs/main/Train/2')
  await why().waitFor()
  await expect.poll(rows).toHaveLength(3)
  const isTooWide = () => page.evaluate(() => document.documentElement.scrollWidth > innerWidth)
  expect(await isTooWide()).toBe(false)
  await why()
    .getByRole('button', { name: /Whole error/ })
    .click()
  await why().getByText('Traceback').waitFor()
  await page.setViewportSize({ width: 1280, height: 800 })
})

// `access` looks at the first part of both pages.
it('has nothing serious for axe in any of its parts', async () => {
  const { page, visit } = dashboard
  const themes = sized(['light', 'dark'] as const, ['light'] as const)
  for (const address of [
    '/runs/main/Train/2?tab=executions',
    '/runs/main/Train/2?tab=metadata',
    '/runs/main/Train/2?tab=io',
    ...sized(['/runs/main/Train/2', '/executions/main:train-2-train?tab=io'], []),
    '/executions/main:train-2-train',
  ]) {
    await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' })
    await visit(address)
    await why().waitFor()
    await page.waitForFunction(() => document.querySelector('[aria-busy=true]') === null)
    for (const colorScheme of themes) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
      const rules = colorScheme === 'light' ? undefined : rulesOfColours
      expect([address, colorScheme, await faultsOf(page, rules)]).toEqual([address, colorScheme, []])
    }
  }
})
