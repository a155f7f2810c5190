import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Api, mixedSetups, setups, startApi } from '../setup/servers/api.ts'
import { type Sent, at, record } from '../setup/seeds/records.ts'
import { sized } from '../setup/whole.ts'

const open = (number: number) => ({ number, startedAt: at(number * 1000) })
const ended = (number: number, verdict: string) => ({
  ...open(number),
  finishedAt: at(number * 1000 + 500),
  verdict,
})

const steps: readonly Sent[] = [
  { id: 'start of 1', runNumber: 1, step: 'start', attempts: [ended(1, 'FAILED')] },
  { id: 'end of 1', runNumber: 1, step: 'end', attempts: [ended(1, 'OK')] },
  { id: 'end of 2', runNumber: 2, step: 'end', attempts: [ended(1, 'FAILED')] },
  { id: 'end of 3', runNumber: 3, step: 'end', attempts: [ended(1, 'FAILED'), open(2)] },
  { id: 'end of 4', runNumber: 4, step: 'end', attempts: [ended(1, 'FAILED'), ended(2, 'OK')] },
  { id: 'end of 5', runNumber: 5, step: 'end', attempts: [ended(1, 'CANCELLED')] },
  { id: 'end of 6', runNumber: 6, step: 'end', attempts: [ended(1, 'TIMED_OUT')] },
  { id: 'end of 7', runNumber: 7, step: 'end', attempts: [open(1)] },
  { id: 'start of 8', runNumber: 8, step: 'start', attempts: [ended(1, 'OK')] },
  { id: 'no step of 9', runNumber: 9, attempts: [ended(1, 'OK')] },
  { id: 'start of 10', runNumber: 10, step: 'start', attempts: [open(1)] },
  {
    id: 'end of 11',
    runNumber: 11,
    step: 'end',
    attempts: [ended(1, 'FAILED'), { ...open(2), startedAt: at(1500) }],
  },
]

const expected: Record<number, [status: string, reason: string]> = {
  1: ['COMPLETED', 'ATTEMPT_OK'],
  2: ['FAILED', 'ATTEMPT_FAILED'],
  3: ['RUNNING', 'RETRYING'],
  4: ['COMPLETED', 'ATTEMPT_OK'],
  5: ['FAILED', 'ATTEMPT_FAILED'],
  6: ['FAILED', 'ATTEMPT_FAILED'],
  7: ['RUNNING', 'HEARTBEAT_FRESH'],
  8: ['FAILED', 'HEARTBEAT_STALE'],
  9: ['FAILED', 'HEARTBEAT_STALE'],
  10: ['RUNNING', 'HEARTBEAT_FRESH'],
  // An attempt that began the moment the last one failed does not show that it is tried again.
  11: ['FAILED', 'ATTEMPT_FAILED'],
}

describe.each(sized(setups, mixedSetups))('the run of an execution on $title', (setup) => {
  const names = Object.keys(setup.kinds)
  let api: Api
  beforeAll(async () => {
    api = await startApi(setup)
    for (const name of names)
      await record(
        api,
        steps.map((step) => ({ flow: 'Train', ...step })),
        name,
      )
  })
  afterAll(() => api.close())

  const query = `query ($ids: [ID!]!, $backend: String) { executions(ids: $ids, backend: $backend) {
    run { id backend flow number name startedAt status statusReason }
  } }`
  const run = (backend: string, number: number, [status, statusReason]: [string, string]) => ({
    run: {
      id: `${backend}:Train/${number}`,
      backend,
      flow: 'Train',
      number,
      name: null,
      startedAt: at(1000),
      status,
      statusReason,
    },
  })

  it.each(names)('follows the attempts of its step `end` in %s', async (backend) => {
    const ids = steps.map(({ id }) => id)
    expect(await api.data(query, { ids, backend })).toEqual({
      executions: steps.map(({ runNumber }) =>
        run(backend, runNumber as number, expected[runNumber as number]!),
      ),
    })
  })

  it.each(names)('is tried again, and then well, as later steps `end` arrive in %s', async (backend) => {
    const end = (id: string, attempts: object[]) => ({
      id,
      flow: 'Later',
      runNumber: 1,
      step: 'end',
      attempts,
    })
    const status = async () => {
      const { executions } = await api.data<{
        executions: { run: { status: string; statusReason: string } }[]
      }>(query, { ids: ['first end'], backend })
      return executions[0]!.run.statusReason
    }
    await record(api, [end('first end', [ended(1, 'FAILED')])], backend)
    expect(await status()).toBe('ATTEMPT_FAILED')
    await record(api, [end('second end', [open(2)])], backend)
    expect(await status()).toBe('RETRYING')
    await record(api, [end('third end', [ended(3, 'OK')])], backend)
    expect(await status()).toBe('ATTEMPT_OK')
    await record(api, [end('a late end', [ended(1, 'FAILED')])], backend)
    expect(await status()).toBe('ATTEMPT_OK')
  })

  it('starts with the earliest attempt that its first records tell of', async () => {
    const step = (id: string, number: number) => ({
      id,
      flow: 'Early',
      runNumber: 1,
      attempts: [ended(number, 'OK')],
    })
    await record(api, [step('later', 5), step('earliest', 2), step('latest', 9)])
    expect(await api.data('{ execution(id: "latest") { run { startedAt } } }')).toEqual({
      execution: { run: { startedAt: at(2000) } },
    })
  })

  it('keeps the runs of flows with almost equal names apart', async () => {
    const flows = ['Train/1', 'Train', 'train', 'Train ', '1/Train']
    await record(
      api,
      flows.map((flow, index) => ({ id: `apart-${index}`, flow, runNumber: 100, attempts: [open(1)] })),
    )
    const ids = flows.map((_, index) => `apart-${index}`)
    expect(
      await api.data('query ($ids: [ID!]!) { executions(ids: $ids) { run { id flow number } } }', { ids }),
    ).toEqual({
      executions: flows.map((flow) => ({ run: { id: `main:${flow}/100`, flow, number: 100 } })),
    })
  })
})
