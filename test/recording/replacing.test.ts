import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { defaultLimits } from '../../src/db/recording/payload.ts'
import { type Api, aloneSetups, startApi } from '../setup/servers/api.ts'
import { startSeveral } from '../setup/servers/several.ts'
import { type Sent, at, begun, idsFrom } from '../setup/seeds/records.ts'
import { tracesOf } from '../setup/servers/traces.ts'
import { details, scalars, whole, wholeAnswer } from '../setup/seeds/wholes.ts'
import { isWhole, sized } from '../setup/whole.ts'

const mutation = `mutation ($input: RecordExecutionsInput!) { recordExecutions(input: $input) {
  results { index ok stored id problem { code } execution { flow version } }
} }`

interface Result {
  readonly index: number
  readonly ok: boolean
  readonly stored: boolean
  readonly id: string
  readonly problem: { readonly code: string } | null
  readonly execution: { readonly flow: string; readonly version: string } | null
}

const large = 'x'.repeat(100)
const limits = { ...defaultLimits, valueBytes: 64, keepLargeValues: true }

describe.each(aloneSetups)('what happens to an id that is known on $title', (setup) => {
  const names = Object.keys(setup.kinds)
  const backend = names.at(-1)!
  let api: Api
  beforeAll(async () => void (api = await startApi(setup, { limits })))
  afterAll(() => api.close())

  async function store(onConflict: string | undefined, ...executions: Sent[]) {
    const input = { executions, backend, onConflict }
    const data = await api.data<{ recordExecutions: { results: Result[] } }>(mutation, { input })
    return data.recordExecutions.results.map(({ ok, stored, problem, execution }) => [
      ok && !problem,
      stored,
      problem?.code ?? null,
      execution && `${execution.flow} ${execution.version}`,
    ])
  }
  const flow = (id: string, name: string) => begun(id, 0, { flow: name })

  it('is a conflict, or nothing, or that it is replaced', async () => {
    expect(await store(undefined, flow('a', 'one'))).toEqual([[true, true, null, 'one 1']])
    expect(await store('FAIL', flow('a', 'two'))).toEqual([[false, false, 'CONFLICT', 'one 1']])
    expect(await store('IGNORE', flow('a', 'two'))).toEqual([[true, false, null, 'one 1']])
    expect(await store('REPLACE', flow('a', 'two'))).toEqual([[true, true, null, 'two 2']])
    expect(await store('REPLACE', flow('a', 'two'))).toEqual([[true, true, null, 'two 3']])
    expect(await store('IGNORE', flow('b', 'one'))).toEqual([[true, true, null, 'one 1']])
    expect(await store('REPLACE', flow('c', 'one'))).toEqual([[true, true, null, 'one 1']])
  })

  it('is decided within one call in the order of its elements', async () => {
    const three = (id: string) => [flow(id, 'one'), flow(id, 'two'), flow(id, 'three')]
    expect(await store('FAIL', ...three('d'))).toEqual([
      [true, true, null, 'one 1'],
      [false, false, 'CONFLICT', 'one 1'],
      [false, false, 'CONFLICT', 'one 1'],
    ])
    expect(await store('IGNORE', ...three('e'))).toEqual([
      [true, true, null, 'one 1'],
      [true, false, null, 'one 1'],
      [true, false, null, 'one 1'],
    ])
    // The last one stays. The others were replaced in the same moment.
    expect(await store('REPLACE', ...three('f'))).toEqual([1, 2, 3].map(() => [true, true, null, 'three 1']))
    expect(await store('REPLACE', ...three('f'))).toEqual([1, 2, 3].map(() => [true, true, null, 'three 2']))
  })

  it('takes nothing over from what it replaces', async () => {
    const old = whole('whole', {
      inputs: { old: large },
      outputs: { old: large },
      tags: ['old', 'both'],
      nodeResults: [
        { nodeId: 'old', status: 'COMPLETED', value: { old: large } },
        { nodeId: 'fit', attempt: 9, status: 'FAILED' },
      ],
    })
    await store('FAIL', old)
    expect(Object.keys(await tracesOf(api, 'whole')).toSorted()).toEqual([
      'execution_metadata',
      'execution_tags',
      'executions',
      'large_values',
      'node_results',
      'payloads',
    ])
    await store('REPLACE', whole('whole', { tags: ['both', 'new'] }))
    const query = `query ($backend: String) { execution(id: "whole", backend: $backend) {
      ${scalars} ${details} tags inputs { truncatedKeys { name } }
    } }`
    const { inputs, ...answer } = wholeAnswer('whole', backend)
    expect(await api.data(query, { backend })).toEqual({
      execution: { ...answer, version: '2', tags: ['both', 'new'], inputs: { ...inputs, truncatedKeys: [] } },
    })
    const tagged = `query ($tag: String!) { executionHistory(filter: { tagsAny: [$tag] }) { nodes { id } } }`
    expect(await api.data(tagged, { tag: 'old' })).toEqual({ executionHistory: { nodes: [] } })
    expect(await api.data(tagged, { tag: 'new' })).toEqual({ executionHistory: { nodes: [{ id: 'whole' }] } })
    await store('REPLACE', { id: 'whole', flow: 'bare' })
    expect(await tracesOf(api, 'whole')).toEqual({ executions: 1 })
  })

  it('is found anew by all that it says now', async () => {
    await store('FAIL', begun('moved', 5, { flow: 'From', parentId: 'p', scriptPath: '/a', source: 'x' }))
    await store('REPLACE', begun('moved', 9, { flow: 'To', parentId: 'q', scriptPath: '/b', source: 'y' }))
    const found = async (filter: object) =>
      (
        await api.data<{ executionHistory: { nodes: unknown[] } }>(
          'query ($filter: ExecutionFilter) { executionHistory(filter: $filter) { nodes { id } } }',
          { filter },
        )
      ).executionHistory.nodes.length
    for (const filter of [{ flow: ['To'] }, { parent: 'q' }, { scriptPath: '/b' }, { source: ['y'] }])
      expect([filter, await found(filter)]).toEqual([filter, 1])
    for (const filter of [{ flow: ['From'] }, { parent: 'p' }, { scriptPath: '/a' }, { source: ['x'] }])
      expect([filter, await found(filter)]).toEqual([filter, 0])
    expect(await found({ startedAfter: at(9), startedBefore: at(9), flow: ['To'] })).toBe(1)
  })

  it('that ends a run corrects what the run says of its end', async () => {
    const end = (verdict: string, ms: number) => {
      const attempts = [{ number: 1, startedAt: at(0), finishedAt: at(ms), verdict }]
      return { id: 'last step', flow: 'Run', runNumber: 3, step: 'end', attempts }
    }
    const query = `query ($backend: String) { run(flow: "Run", ref: "3", backend: $backend) { status finishedAt } }`
    const run = async () => (await api.data<{ run: object }>(query, { backend })).run
    await store('FAIL', end('FAILED', 5))
    expect(await run()).toEqual({ status: 'FAILED', finishedAt: at(5) })
    await store('REPLACE', end('OK', 5))
    expect(await run()).toEqual({ status: 'COMPLETED', finishedAt: at(5) })
    await store('REPLACE', end('TIMED_OUT', 9))
    expect(await run()).toEqual({ status: 'FAILED', finishedAt: at(9) })
  })

  it('by many calls at once is one whole record, with a version for each that replaced it', async () => {
    const calls = idsFrom('', 20).map((call) => {
      const records = ['x', 'y', 'z'].map((id) =>
        begun(id, 0, { flow: `Flow ${call}`, tags: [`tag ${call}`], outputs: { call, large } }),
      )
      return store('REPLACE', ...(Number(call) % 2 === 0 ? records : records.toReversed()))
    })
    for (const answers of await Promise.all(calls))
      expect(answers.map(([ok, stored]) => ok && stored)).toEqual([true, true, true])
    const { executions } = await api.data<{ executions: One[] }>(
      `query ($backend: String) { executions(ids: ["x", "y", "z"], backend: $backend) {
        flow tags attempts { nodes { number } } outputs { json truncatedKeys { json } }
      } }`,
      { backend },
    )
    for (const one of executions) {
      const call = one.flow.slice('Flow '.length)
      expect(one).toEqual({
        flow: `Flow ${call}`,
        tags: [`tag ${call}`],
        attempts: { nodes: [{ number: 1 }] },
        outputs: { json: { call, large: 'x'.repeat(62) }, truncatedKeys: [{ json: large }] },
      })
    }
    expect(new Set(executions.map((one) => one.flow)).size).toBe(1)
  })
})

interface One {
  readonly flow: string
}

describe.each(aloneSetups)('two servers over one $title store that record the same ids at once', (setup) => {
  it('store each of them exactly once, and the other is told', async () => {
    const several = await startSeveral(setup, 2, isWhole)
    const { servers } = several
    const ids = idsFrom('id-', sized(100, 30))
    const send = async (server: number, call: number, onConflict: string) => {
      const own = ids.map((id) => begun(id, 0, { flow: `${server}-${call}`, tags: [`${server}-${call}`] }))
      const executions = (server + call) % 2 === 0 ? own : own.toReversed()
      const input = { executions, onConflict }
      const data = await servers[server]!.data<{ recordExecutions: { results: Result[] } }>(mutation, {
        input,
      })
      return data.recordExecutions.results
    }
    const both = (onConflict: string) =>
      Promise.all([0, 1, 2, 3].flatMap((call) => [0, 1].map((server) => send(server, call, onConflict))))
    const first = (await both('FAIL')).flat()
    expect(
      first
        .filter(({ stored }) => stored)
        .map(({ id }) => id)
        .toSorted(),
    ).toEqual(ids.toSorted())
    expect(first.filter(({ problem }) => problem?.code === 'CONFLICT')).toHaveLength(7 * ids.length)
    const query =
      'query ($ids: [ID!]!) { executions(ids: $ids) { flow version tags attempts { nodes { number } } } }'
    const look = async () => (await servers[0]!.data<{ executions: Seen[] }>(query, { ids })).executions
    // Whose record it is, it is that one's with all that hangs on it.
    const expectWhole = (seen: readonly Seen[]) => {
      expect(seen).toEqual(
        seen.map(({ flow, version }) => ({
          flow,
          version,
          tags: [flow],
          attempts: { nodes: [{ number: 1 }] },
        })),
      )
    }
    const before = await look()
    expectWhole(before)
    expect((await both('REPLACE')).flat().every(({ stored }) => stored)).toBe(true)
    const after = await look()
    expectWhole(after)
    for (const { version } of after) expect(Number(version)).toBeGreaterThan(1)
    await several.close()
  })
})

interface Seen {
  readonly flow: string
  readonly version: string
}
