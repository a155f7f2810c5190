import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { type Api, aloneSetups, setups, startApi } from '../setup/servers/api.ts'
import { record } from '../setup/seeds/records.ts'
import {
  endFact,
  instant,
  sendHeartbeats,
  storeFacts,
  storeHeartbeats,
  storeRuns,
} from '../setup/seeds/runs.ts'
import { sized } from '../setup/whole.ts'

const start = Date.UTC(2026, 5, 1, 12)

describe.each(sized(setups, aloneSetups))('a run on $title', (setup) => {
  const names = Object.keys(setup.kinds)
  let api: Api
  beforeAll(async () => {
    api = await startApi(setup)
  })
  afterAll(() => api.close())
  beforeEach(() => void vi.useFakeTimers({ toFake: ['Date'], now: start }))
  afterEach(() => void vi.useRealTimers())

  const later = (ms: number) => vi.setSystemTime(Date.now() + ms)
  const state = async (flow: string, backend: string) => {
    const query = `{ run(flow: "${flow}", backend: "${backend}") { statusReason finishedAt durationMs heartbeatStale } }`
    const { run } = await api.data<{
      run: { statusReason: string; finishedAt: string | null; durationMs: number; heartbeatStale: boolean }
    }>(query)
    const finished = run.finishedAt === null ? null : Date.parse(run.finishedAt) - start
    return [run.statusReason, finished, run.durationMs, run.heartbeatStale]
  }

  it.each(names)('goes through all branches of the rule by the API alone in %s', async (backend) => {
    const flow = 'Driven'
    const states: unknown[] = []
    const see = async () => void states.push(await state(flow, backend))
    const tell = (field: string, value: string) => storeFacts(api, [endFact(flow, 1, field, value)], backend)
    await storeRuns(api, [{ flow, heartbeatAt: null }], backend)
    later(1000)
    await see()
    await storeHeartbeats(api, [{ flow, number: 1 }], backend)
    await see()
    later(360_001)
    await see()
    await storeHeartbeats(api, [{ flow, number: 1 }], backend)
    await tell('attempt', '0')
    await see()
    later(1000)
    await tell('attempt_ok', 'False')
    await see()
    later(1)
    await tell('attempt', '1')
    await see()
    later(360_001)
    await see()
    await tell('attempt_ok', 'True')
    later(1)
    await see()
    expect(states).toEqual([
      ['NO_HEARTBEAT', null, 1000, false],
      ['HEARTBEAT_FRESH', null, 1000, false],
      ['HEARTBEAT_STALE', 1000, 1000, true],
      ['HEARTBEAT_FRESH', null, 361_001, false],
      ['ATTEMPT_FAILED', 362_001, 362_001, false],
      ['RETRYING', null, 361_001, false],
      ['RETRYING', null, 361_001, true],
      ['ATTEMPT_OK', 722_003, 722_003, false],
    ])
  })

  it.each(names)(
    'is alive when it is recorded, unless it is told that it has no heartbeats, in %s',
    async (backend) => {
      await storeRuns(
        api,
        [
          { flow: 'alive' },
          { flow: 'not', heartbeatAt: null },
          { flow: 'before', heartbeatAt: instant(start - 360_001), startedAt: instant(start - 400_000) },
        ],
        backend,
      )
      expect([
        await state('alive', backend),
        await state('not', backend),
        await state('before', backend),
      ]).toEqual([
        ['HEARTBEAT_FRESH', null, 0, false],
        ['NO_HEARTBEAT', null, 0, false],
        ['HEARTBEAT_STALE', -360_001, 39_999, true],
      ])
    },
  )

  it.each(names)('takes attempt and verdict with it, as facts of the step `end`, in %s', async (backend) => {
    await storeRuns(
      api,
      [
        { flow: 'ok', startedAt: instant(start - 9000), attempt: {}, verdict: { ok: true } },
        {
          flow: 'failed',
          startedAt: instant(start - 9000),
          verdict: { ok: false, at: instant(start - 4000) },
        },
        {
          flow: 'again',
          startedAt: instant(start - 9000),
          attempt: { number: 2, at: instant(start - 3999) },
          verdict: { ok: false, at: instant(start - 4000) },
        },
      ],
      backend,
    )
    expect([
      await state('ok', backend),
      await state('failed', backend),
      await state('again', backend),
    ]).toEqual([
      ['ATTEMPT_OK', 0, 9000, false],
      ['ATTEMPT_FAILED', -4000, 5000, false],
      ['RETRYING', null, 9000, false],
    ])
    expect(
      await api.data(
        `{ run(flow: "again", backend: "${backend}") { metadata { nodes { step field value attempt ts } } } }`,
      ),
    ).toEqual({
      run: {
        metadata: {
          nodes: [
            { step: 'end', field: 'attempt', value: '2', attempt: 2, ts: instant(start - 3999) },
            { step: 'end', field: 'attempt_ok', value: 'false', attempt: 2, ts: instant(start - 4000) },
          ],
        },
      },
    })
  })

  it.each(names)(
    'has the newest heartbeat of those it was sent, in whatever order, in %s',
    async (backend) => {
      await storeRuns(api, [{ flow: 'Beating' }, { flow: 'Beating', heartbeatAt: null }], backend)
      const beats = [5000, 9000, 7000].map((ms) => ({ flow: 'Beating', number: 1, at: instant(start + ms) }))
      const results = await sendHeartbeats(
        api,
        [
          ...beats,
          { flow: 'Beating', number: 2, at: instant(0) },
          { flow: 'Beating', number: 3 },
          { flow: 'None', number: 1 },
        ],
        backend,
      )
      const missing = (index: number) => ({
        code: 'NOT_FOUND',
        field: `input.heartbeats[${index}].number`,
        limit: null,
        received: null,
      })
      expect(results.map(({ id, problem }) => problem ?? id)).toEqual([
        ...[1, 1, 1, 2].map((number) => `${backend}:Beating/${number}`),
        missing(4),
        missing(5),
      ])
      await storeHeartbeats(api, [{ flow: 'Beating', number: 1, at: instant(start + 8999) }], backend)
      expect(
        await api.data(
          `{ runs(filter: { flow: ["Beating"], backend: ["${backend}"] }, orderBy: { field: FLOW, direction: ASC }) { nodes { heartbeatAt } } }`,
        ),
      ).toEqual({
        runs: { nodes: [{ heartbeatAt: instant(start + 9000) }, { heartbeatAt: instant(0) }] },
      })
    },
  )

  it.each(names)('is alive by its executions, noted every ten seconds at most, in %s', async (backend) => {
    const heard: unknown[] = []
    const see = async () => {
      const { run } = await api.data<{ run: { heartbeatAt: string | null; version: string } }>(
        `{ run(flow: "Steps", backend: "${backend}") { heartbeatAt version } }`,
      )
      heard.push([Date.parse(run.heartbeatAt!) - start, run.version])
    }
    const step = (id: string, more: object = {}) =>
      record(
        api,
        [
          {
            id: `${id} ${backend}`,
            flow: 'Steps',
            runNumber: 1,
            step: 'fit',
            attempts: [{ number: 1, startedAt: instant(start) }],
            ...more,
          },
        ],
        backend,
      )
    await storeRuns(api, [{ flow: 'Steps', heartbeatAt: instant(start) }], backend)
    later(9_999)
    await step('too soon')
    await see()
    later(1)
    await step('soon enough')
    await see()
    later(30_000)
    // What was over long ago is no sign of life of now.
    await step('old', {
      attempts: [
        { number: 1, startedAt: instant(start), finishedAt: instant(start + 15_000), verdict: 'OK' },
      ],
    })
    await see()
    await step('a clock ahead', {
      attempts: [
        { number: 1, startedAt: instant(start), finishedAt: instant(start + 3_600_000), verdict: 'OK' },
      ],
    })
    await see()
    expect(heard).toEqual([
      [0, '1'],
      [10_000, '2'],
      [10_000, '2'],
      [40_000, '3'],
    ])
  })

  it.each(names)('shows what a mutation did to it, in the answer, in %s', async (backend) => {
    const shown = 'results { index ok id run { number status statusReason heartbeatAt } }'
    const input = {
      backend,
      runs: [
        { flow: 'Shown', number: 1 },
        { flow: 'Shown', number: 1 },
      ],
    }
    const first = await api.data(
      `mutation ($input: RecordRunsInput!) { recordRuns(input: $input) { ${shown} } }`,
      { input },
    )
    const run = { number: 1, status: 'RUNNING', statusReason: 'HEARTBEAT_FRESH', heartbeatAt: instant(start) }
    expect(first).toEqual({
      recordRuns: {
        results: [
          { index: 0, ok: true, id: `${backend}:Shown/1`, run },
          { index: 1, ok: false, id: null, run: null },
        ],
      },
    })
    const both = await api.data(
      `mutation ($beat: HeartbeatRunsInput!, $facts: RecordMetadataInput!) {
        heartbeatRuns(input: $beat) { ${shown} } recordMetadata(input: $facts) { ${shown} }
      }`,
      {
        beat: { backend, heartbeats: [{ flow: 'Shown', number: 1, at: instant(start + 1) }] },
        facts: { backend, facts: [endFact('Shown', 1, 'attempt_ok', 'no')] },
      },
    )
    const beaten = { ...run, heartbeatAt: instant(start + 1) }
    const result = { index: 0, ok: true, id: `${backend}:Shown/1` }
    expect(both).toEqual({
      heartbeatRuns: { results: [{ ...result, run: beaten }] },
      recordMetadata: {
        results: [{ ...result, run: { ...beaten, status: 'FAILED', statusReason: 'ATTEMPT_FAILED' } }],
      },
    })
  })
})
