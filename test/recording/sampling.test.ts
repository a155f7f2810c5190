import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Api, aloneSetups, setups, startApi } from '../setup/servers/api.ts'
import { countExecutions } from '../setup/seeds/everything.ts'
import { type Sent, at, idsFrom } from '../setup/seeds/records.ts'
import { openStores } from '../setup/servers/sql.ts'
import { tracesOf } from '../setup/servers/traces.ts'
import { whole } from '../setup/seeds/wholes.ts'
import { sized } from '../setup/whole.ts'

const sampleRates = new Map([
  ['tenth', 0.1],
  ['none', 0],
  ['all', 1],
  ['*', 0.5],
])
const mutation = `mutation ($input: RecordExecutionsInput!) { recordExecutions(input: $input) {
  results { ok stored id problem { code } execution { id version sampleRate } }
} }`

interface Result {
  readonly ok: boolean
  readonly stored: boolean
  readonly id: string
  readonly problem: { readonly code: string } | null
  readonly execution: { readonly id: string; readonly version: string; readonly sampleRate: number } | null
}

/** An execution that ended. */
const over = (id: string, flow: string, more: Sent = {}): Sent => ({
  id,
  flow,
  startedAt: at(0),
  finishedAt: at(1),
  status: 'succeeded',
  ...more,
})

describe.each(sized(setups, aloneSetups))('sampling on $title', (setup) => {
  const names = Object.keys(setup.kinds)
  const backend = names.at(-1)!
  let api: Api
  beforeAll(async () => void (api = await startApi(setup, { sampleRates })))
  afterAll(() => api.close())

  async function store(executions: readonly Sent[], onConflict?: string, into = backend) {
    const results: Result[] = []
    for (let from = 0; from < executions.length; from += 500) {
      const input = { executions: executions.slice(from, from + 500), backend: into, onConflict }
      const data = await api.data<{ recordExecutions: { results: Result[] } }>(mutation, { input })
      results.push(...data.recordExecutions.results)
    }
    return results
  }
  const keptOf = async (executions: readonly Sent[]) =>
    (await store(executions)).map(({ ok, stored }) => [ok, stored])

  it('keeps none at 0, all at 1, and about the share in between that the flow has', async () => {
    const each = sized(2_000, 500)
    for (const [flow, least, most] of [
      ['none', 0, 0],
      ['tenth', 0.05, 0.15],
      ['whatever', 0.4, 0.6],
      ['all', 1, 1],
    ] as const) {
      const sent = idsFrom(`${flow}-`, each).map((id) => over(id, flow))
      const results = await store(sent)
      const stored = results.filter((result) => result.stored)
      expect(results.every(({ ok }) => ok)).toBe(true)
      expect(stored.length).toBeGreaterThanOrEqual(least * each)
      expect(stored.length).toBeLessThanOrEqual(most * each)
      for (const { id, stored: isStored, execution } of results)
        expect(execution?.id ?? null).toBe(isStored ? id : null)
      // What is outside the sample is so again; what is in it is there.
      const again = await store(sent)
      expect(again.map(({ stored: isStored, problem }) => [isStored, problem?.code])).toEqual(
        results.map(({ stored: was }) => [false, was ? 'CONFLICT' : undefined]),
      )
    }
    expect(await countExecutions(api)).toBeGreaterThan(1.4 * each)
  })

  it('decides by the id alone, so that every store decides alike', async () => {
    const ids = idsFrom('same-', 20)
    const kept = async (into: string, onConflict: string, order: readonly string[]) =>
      (
        await store(
          order.map((id) => over(id, 'whatever')),
          onConflict,
          into,
        )
      )
        .filter(({ stored }) => stored)
        .map(({ id }) => id)
        .toSorted()
    const first = await kept(names[0]!, 'REPLACE', ids)
    for (const name of names) expect(await kept(name, 'REPLACE', ids.toReversed())).toEqual(first)
    expect(first).toMatchInlineSnapshot(`
      [
        "same-0",
        "same-11",
        "same-12",
        "same-13",
        "same-14",
        "same-15",
        "same-16",
        "same-17",
        "same-18",
        "same-2",
        "same-3",
        "same-5",
        "same-6",
      ]
    `)
  })

  it('goes by the rate of the record before that of its flow, and that before the one for all others', async () => {
    expect(
      await store([
        over('own 1', 'none', { sampleRate: 1 }),
        over('own 0', 'all', { sampleRate: 0 }),
        over('flow 1', 'all'),
        over('own small', 'all', { sampleRate: 5e-324 }),
      ]),
    ).toMatchObject([
      { stored: true, execution: { sampleRate: 1 } },
      { stored: false, execution: null },
      { stored: true, execution: { sampleRate: 1 } },
      { stored: false, execution: null },
    ])
  })

  it('keeps all that a person waits for', async () => {
    const sources = ['dashboard', 'Dashboard', 'vscode', 'vscode-extension', 'VSCode']
    const sent = sources.map((source) => over(`by ${source}`, 'none', { source, sampleRate: 0 }))
    expect(await store(sent)).toMatchObject(sent.map(() => ({ stored: true, execution: { sampleRate: 1 } })))
    expect(await keptOf([over('by api', 'none', { source: 'api' })])).toEqual([[true, false]])
  })

  it('keeps all that has not ended well', async () => {
    const open = { startedAt: null, finishedAt: null }
    const attempt = { number: 1, startedAt: at(0), finishedAt: at(1), verdict: 'OK' }
    const failed = { number: 2, startedAt: at(2), finishedAt: at(3), verdict: 'FAILED' }
    const attempts = (...all: object[]) => ({ ...open, status: null, attempts: all })
    const sent = [
      ...['failed', 'cancelled', 'timeout'].map((status) => over(status, 'none', { status })),
      ...['running', 'queued', 'waiting', 'paused'].map((status) =>
        over(status, 'none', { ...open, status }),
      ),
      over('failed again', 'none', attempts(attempt, failed)),
      over('begun again', 'none', attempts(attempt, { number: 2, startedAt: at(2) })),
    ]
    expect(await store(sent)).toMatchObject(
      sent.map(({ id }) => ({ stored: true, execution: { id, sampleRate: 0 } })),
    )
    // It failed at first, and then ended well.
    const better = { ...attempt, number: 3 }
    expect(await keptOf([over('better', 'none', attempts(failed, better))])).toEqual([[true, false]])
  })

  it('is asked again by every record that replaces another, and takes all of one with it that it leaves out', async () => {
    const running = whole('replaced', { flow: 'none', source: 'api', sampleRate: null })
    const openAttempt = [{ number: 1, startedAt: at(0) }]
    await store([{ ...running, attempts: openAttempt, metadata: [], tags: ['a'] }])
    const [left] = await store([running], 'REPLACE')
    expect(left).toEqual({ ok: true, stored: false, id: 'replaced', problem: null, execution: null })
    expect(await api.data('{ execution(id: "replaced") { id } }')).toEqual({ execution: null })
    expect(await tracesOf(api, 'replaced')).toEqual({})
    // One that is left out conflicts with what is stored, or leaves it alone, like any other.
    await store([over('kept', 'none', { status: 'failed' })])
    expect(await store([over('kept', 'none')])).toMatchObject([{ ok: false, problem: { code: 'CONFLICT' } }])
    expect(await store([over('kept', 'none')], 'IGNORE')).toMatchObject([
      { ok: true, stored: false, execution: { id: 'kept', version: '1' } },
    ])
  })

  it('decides nothing about a run: the verdict of its end counts, once', async () => {
    const end = over('end', 'none', {
      runNumber: 5,
      step: 'end',
      startedAt: null,
      finishedAt: null,
      status: null,
    })
    const sent = { ...end, attempts: [{ number: 1, startedAt: at(0), finishedAt: at(9), verdict: 'OK' }] }
    for (const onConflict of ['FAIL', 'FAIL', 'IGNORE', 'REPLACE'])
      expect(await store([sent], onConflict)).toMatchObject([{ ok: true, stored: false }])
    const query = `query ($backend: String) { run(flow: "none", ref: "5", backend: $backend) {
      status statusReason finishedAt executions { nodes { id } } metadata { nodes { field value } }
    } }`
    expect(await api.data(query, { backend })).toEqual({
      run: {
        status: 'COMPLETED',
        statusReason: 'ATTEMPT_OK',
        finishedAt: at(9),
        executions: { nodes: [] },
        metadata: {
          nodes: [
            { field: 'attempt', value: '1' },
            { field: 'attempt_ok', value: 'true' },
          ],
        },
      },
    })
  })

  it('leaves no row behind of what it leaves out', async () => {
    const tables = ['executions', 'execution_tags', 'execution_metadata', 'payloads', 'node_results', 'dags']
    const stores = openStores(api)
    const rows = () =>
      Promise.all(
        stores.flatMap((one) => tables.map((table) => one.run(`select count(*) as rows from ${table}`))),
      )
    try {
      const before = await rows()
      const dag = { nodes: [{ id: 'only here' }] }
      expect(
        await keptOf([whole('left out', { flow: 'none', source: 'api', sampleRate: null, dag })]),
      ).toEqual([[true, false]])
      expect(await rows()).toEqual(before)
    } finally {
      await Promise.all(stores.map((one) => one.close()))
    }
  })
})
