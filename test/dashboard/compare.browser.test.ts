import { afterAll, beforeAll, expect, it } from 'vitest'
import { ago } from '../setup/seeds/ago.ts'
import { type Sent, record } from '../setup/seeds/records.ts'
import { type Dashboard, openDashboard } from '../setup/servers/dashboard.ts'

let dashboard: Dashboard

/** A step of a run that began so many seconds ago. */
const step = (run: number, name: string, seconds: number, more: Sent = {}): Sent => ({
  id: `${run}-${name}`,
  flow: 'Train',
  runNumber: run,
  step: name,
  attempts: [{ number: 1, startedAt: ago(seconds), finishedAt: ago(seconds - 30), verdict: 'OK' }],
  ...more,
})

beforeAll(async () => {
  dashboard = await openDashboard()
  await record(dashboard.api, [
    step(1, 'load', 7_000, { inputs: { batch: 256, same: 1, old: true } }),
    step(1, 'check', 6_960),
    step(1, 'end', 6_900),
    step(2, 'load', 3_000, {
      inputs: { batch: 2_048, same: 1, fresh: '<b>"' },
      attempts: [
        {
          number: 1,
          startedAt: ago(3_000),
          finishedAt: ago(2_000),
          verdict: 'FAILED',
          error: 'out of memory',
        },
      ],
    }),
  ])
  await dashboard.api.data(
    `mutation ($facts: [FactInput!]!) { recordMetadata(input: { facts: $facts }) { results { ok } } }`,
    {
      facts: [1, 2].flatMap((number) => [
        { run: { flow: 'Train', number }, step: 'load', field: 'commit', value: 'abc' },
        { run: { flow: 'Train', number }, step: 'load', field: 'memory', value: `${number * 10} GiB` },
      ]),
    },
  )
})
afterAll(async () => {
  expect(dashboard.complaints).toEqual([])
  expect(dashboard.elsewhere).toEqual([])
  await dashboard.close()
})

const heading = (name: string) => dashboard.page.getByRole('heading', { level: 1, name, exact: true })
const section = (name: string) => dashboard.page.getByRole('region', { name })

it('compares a failed run with the last good one, and turns them round', async () => {
  const { page, visit } = dashboard
  await visit('/compare?b=main:Train/2')
  await heading('1 and 2').waitFor()
  await page.getByText('A is the last good run').waitFor()
  const inputs = section('Inputs and outputs')
  await inputs.getByText('1 changed, 1 added, 1 removed').waitFor()
  await inputs.getByText('load.inputs.batch').waitFor()
  await inputs.getByText('8x').waitFor()
  await inputs.getByText('"<b>\\""').waitFor()
  await inputs.getByRole('button', { name: 'Show what is equal' }).click()
  await inputs.getByRole('button', { name: 'Hide what is equal (1)' }).waitFor()
  await inputs.getByText('load.inputs.same').waitFor()
  await section('Steps').getByText('not in B').first().waitFor()
  const facts = section('Metadata')
  await facts.getByText('1 of 2 differ').waitFor()
  await facts.getByText('+10 GiB').waitFor()
  await facts.getByRole('button', { name: '1 equal, show' }).click()
  await facts.getByText('load.commit').waitFor()
  await page.keyboard.press('w')
  await heading('2 and 1').waitFor()
  expect(new URL(page.url()).search).toBe('?a=main:Train/2&b=main:Train/1')
  await section('Steps').getByText('not in A').first().waitFor()
})

it('compares executions by their keys', async () => {
  const { page, visit } = dashboard
  await visit('/compare?b=main:2-load')
  await heading('1-load and 2-load').waitFor()
  await page.getByRole('group', { name: 'Error of B' }).getByText('out of memory').waitFor()
  await section('Inputs and outputs').getByText('inputs.batch').waitFor()
})

it('lets one choose what is missing', async () => {
  const { page, visit } = dashboard
  await visit('/compare')
  await page.getByRole('button', { name: /Train 2/ }).click()
  await heading('1 and 2').waitFor()
  await visit('/compare?b=main:Train/1')
  await page.getByRole('heading', { name: 'No run of Train went well before this one' }).waitFor()
  await page.getByRole('button', { name: /Train 2/ }).click()
  await heading('2 and 1').waitFor()
  await visit('/compare?b=main:Nobody/1')
  await page.getByRole('alert').waitFor()
  await page.getByRole('textbox').fill('main:Train/2')
  await page.getByRole('button', { name: 'Compare', exact: true }).click()
  await heading('1 and 2').waitFor()
})
