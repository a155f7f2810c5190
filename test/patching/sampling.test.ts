import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Api, aloneSetups, startApi } from '../setup/servers/api.ts'
import { applied, refused, update, view } from '../setup/seeds/patches.ts'
import { type Sent, at, begun, idsFrom, record } from '../setup/seeds/records.ts'
import { idsByTable, ofHistory } from '../setup/seeds/retention.ts'
import { openStores } from '../setup/servers/sql.ts'

/** The first 48 bits of the id's SHA-256, as a share of all there are. */
const shareOf = (id: string) => createHash('sha256').update(id).digest().readUIntBE(0, 6) / 2 ** 48
const ok = { finishAttempt: { verdict: 'OK', finishedAt: at(10) } }
const ids = idsFrom('sampled-', 200)
const limits = { valueBytes: 64, payloadBytes: 256, keepLargeValues: true }

/** Something in every table that an execution hangs on. */
const full = (id: string, more: Sent = {}): Sent =>
  begun(id, 0, {
    sampleRate: 0.5,
    tags: ['t'],
    inputs: { long: 'x'.repeat(100) },
    metadata: [{ field: 'note', value: 'text' }],
    nodeResults: [{ nodeId: 'a', status: 'COMPLETED', value: 'y'.repeat(100) }],
    ...more,
  })

describe.each(aloneSetups)('sampling at the end of an execution on $title', (setup) => {
  const names = Object.keys(setup.kinds)
  let api: Api
  beforeAll(async () => void (api = await startApi(setup, { limits })))
  afterAll(() => api.close())

  const tablesOf = async (backend: string) => {
    const store = openStores(api)[names.indexOf(backend)]!
    try {
      return await idsByTable(store)
    } finally {
      await store.close()
    }
  }

  it.each(names)('keeps of %s those that their ids choose, and nothing of the others', async (backend) => {
    await record(
      api,
      ids.map((id) => full(id)),
      backend,
    )
    const answers = await update(
      api,
      ids.map((id) => ({ id, ...ok, outputs: { long: 'z'.repeat(100) } })),
      backend,
    )
    const kept = ids.filter((id) => shareOf(id) < 0.5)
    expect(kept.length).toBeGreaterThan(60)
    expect(kept.length).toBeLessThan(140)
    expect(answers).toEqual(ids.map((id, index) => applied(index, id, kept.includes(id))))
    const tables = ofHistory(await tablesOf(backend))
    expect(Object.keys(tables)).toHaveLength(6)
    for (const known of Object.values(tables)) expect(known).toEqual(kept.toSorted())
  })

  it.each(names)('never takes failures and what a person waits for from %s', async (backend) => {
    const rest = { sampleRate: 0 }
    await record(
      api,
      [
        ...['FAILED', 'CANCELLED', 'TIMED_OUT'].map((verdict) => full(`of ${verdict}`, rest)),
        full('of a person', { ...rest, source: 'Dashboard' }),
        full('open', rest),
      ],
      backend,
    )
    const patches = [
      ...['FAILED', 'CANCELLED', 'TIMED_OUT'].map((verdict) => ({
        id: `of ${verdict}`,
        finishAttempt: { verdict, finishedAt: at(10) },
      })),
      { id: 'of a person', ...ok },
      { id: 'open', outputs: 1 },
    ]
    expect(await update(api, patches, backend)).toEqual(patches.map(({ id }, index) => applied(index, id)))
    for (const { id } of patches) expect(await view(api, id, backend)).not.toBeNull()
  })

  it.each(names)(
    'leaves nothing for the patches behind it in %s, in one call or in several',
    async (backend) => {
      const gone = { code: 'NOT_FOUND', field: 'id' }
      const patches = [
        { finishAttempt: { verdict: 'FAILED', finishedAt: at(1) } },
        { startAttempt: { startedAt: at(2) } },
        { ...ok, addTags: ['late'] },
        { metadata: [{ field: 'note', value: 'after' }] },
        { startAttempt: {} },
        ok,
      ]
      const expected = (id: string) => [
        ...[applied(0, id), applied(1, id), applied(2, id, false)],
        ...[3, 4, 5].map((index) => refused(index, id, gone)),
      ]
      await record(api, [full('one call', { sampleRate: 0 }), full('several', { sampleRate: 0 })], backend)
      const inOne = await update(
        api,
        patches.map((patch) => ({ id: 'one call', ...patch })),
        backend,
      )
      expect(inOne).toEqual(expected('one call'))
      for (const [index, patch] of patches.entries()) {
        const [answer] = await update(api, [{ id: 'several', ...patch }], backend)
        const { problem } = expected('several')[index]!
        expect(answer).toEqual({
          ...expected('several')[index],
          index: 0,
          problem: problem && { ...problem, field: 'input.executions[0].id' },
        })
      }
      for (const known of Object.values(await tablesOf(backend))) {
        expect(known).not.toContain('one call')
        expect(known).not.toContain('several')
      }
    },
  )

  it.each(names)('tells the run how it ended all the same, in %s', async (backend) => {
    await record(api, [full('the end', { sampleRate: 0, runNumber: 5, step: 'end' })], backend)
    const query = `mutation ($input: UpdateExecutionsInput!) { updateExecutions(input: $input) {
      results { ok stored execution { id } problem { code } }
    } }`
    const input = { executions: [{ id: 'the end', ...ok }], backend }
    expect(await api.data(query, { input })).toEqual({
      updateExecutions: { results: [{ ok: true, stored: false, execution: null, problem: null }] },
    })
    const run = `query ($backend: String) { run(flow: "Train", ref: "5", backend: $backend) { status statusReason finishedAt } }`
    expect(await api.data(run, { backend })).toEqual({
      run: { status: 'COMPLETED', statusReason: 'ATTEMPT_OK', finishedAt: at(10) },
    })
  })
})
