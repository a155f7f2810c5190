import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { type Api, aloneSetups, startApi } from '../setup/servers/api.ts'
import { record } from '../setup/seeds/records.ts'
import {
  type RunResult,
  endFact,
  instant,
  sendFacts,
  sendHeartbeats,
  sendRuns,
  storeRuns,
} from '../setup/seeds/runs.ts'

const now = Date.UTC(2026, 5, 1, 12)
const day = 86_400_000

type SendAll = (api: Api, times: readonly string[], flow: string) => Promise<readonly RunResult[]>

/** Every place of an instant in what is recorded of runs, and of facts of executions. */
const places: readonly (readonly [place: string, sendAll: SendAll])[] = [
  [
    'runs[].startedAt',
    (api, times, flow) =>
      sendRuns(
        api,
        times.map((startedAt) => ({ flow, startedAt })),
      ),
  ],
  [
    'runs[].heartbeatAt',
    (api, times, flow) =>
      sendRuns(
        api,
        times.map((heartbeatAt) => ({ flow, heartbeatAt })),
      ),
  ],
  [
    'runs[].attempt.at',
    (api, times, flow) =>
      sendRuns(
        api,
        times.map((at) => ({ flow, attempt: { at } })),
      ),
  ],
  [
    'runs[].verdict.at',
    (api, times, flow) =>
      sendRuns(
        api,
        times.map((at) => ({ flow, verdict: { ok: true, at } })),
      ),
  ],
  [
    'heartbeats[].at',
    (api, times) =>
      sendHeartbeats(
        api,
        times.map((at) => ({ flow: 'Known', number: 1, at })),
      ),
  ],
  [
    'facts[].ts',
    (api, times) =>
      sendFacts(
        api,
        times.map((ts) => ({ ...endFact('Known', 1, 'note', ''), ts })),
      ),
  ],
  [
    'facts[].ts',
    (api, times) =>
      sendFacts(
        api,
        times.map((ts) => ({ execution: 'e', field: 'note', value: '', ts })),
      ),
  ],
]
const ahead = [now + day + 1, Date.UTC(2100), Date.parse('9999-12-31T23:59:59.999Z')]
const fine = [0, now, now + day]

describe.each(aloneSetups)('an instant of a run on $title', (setup) => {
  let api: Api
  beforeAll(async () => {
    api = await startApi(setup)
    vi.useFakeTimers({ toFake: ['Date'], now })
    await storeRuns(api, [{ flow: 'Known', number: 1 }])
    await record(api, [{ id: 'e', flow: 'Known' }])
  })
  afterAll(async () => {
    vi.useRealTimers()
    await api.close()
  })

  it.each(places)('that lies more than a day ahead is refused in %s', async (place, sendAll) => {
    const answers = await sendAll(api, ahead.map(instant), 'Ahead')
    expect(answers).toEqual(
      ahead.map((time, index) => ({
        index,
        ok: false,
        id: null,
        problem: {
          code: 'BAD_USER_INPUT',
          field: `input.${place.replace('[]', `[${index}]`)}`,
          limit: now + day,
          received: time,
        },
      })),
    )
  })

  it.each(places)('from 1970 to a day ahead is taken in %s', async (_, sendAll) => {
    const answers = await sendAll(api, fine.map(instant), 'Fine')
    expect(answers.filter(({ ok }) => !ok)).toEqual([])
  })
})
