import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { errors } from '../setup/ask/answers.ts'
import { type Api, aloneSetups, setups, startApi } from '../setup/servers/api.ts'
import { attempt, cases, many, nested, node } from '../setup/seeds/badrecords.ts'
import { textCases } from '../setup/seeds/badtexts.ts'
import { type Sent, at, begun, idsFrom, results, send } from '../setup/seeds/records.ts'
import { sized } from '../setup/whole.ts'

const all = Object.entries({ ...cases, ...textCases })

describe.each(sized(setups, aloneSetups))('what recordExecutions refuses on $title', (setup) => {
  let api: Api
  beforeAll(async () => {
    api = await startApi(setup)
  })
  afterAll(() => api.close())

  it('is each bad element with its field and its bound, while the good ones of the call are stored', async () => {
    const backend = Object.keys(setup.kinds).at(-1)!
    // A good element before each bad one, so that places in the input and in the answer cannot be mixed up.
    const sent = all.flatMap(([name, { sent: more }], index) => [
      begun(`good ${index}`),
      begun(name, 0, more),
    ])
    const got = await results(api, sent, backend)
    const expected = all.flatMap(([name, { code, field, limit = null, received = null }], index) => {
      const problem = {
        code,
        field: `input.executions[${2 * index + 1}].${field}`,
        limit,
        received,
      }
      return [
        { index: 2 * index, ok: true, id: `good ${index}`, problem: null },
        { index: 2 * index + 1, ok: false, id: name, problem },
      ]
    })
    const wordless = got.map((result) => {
      const { message, ...problem } = result.problem ?? {}
      expect(message === undefined || (message as string).length > 10).toBe(true)
      return { ...result, problem: result.problem && problem }
    })
    expect(wordless).toEqual(expected)
    const ids = sent.map(({ id }) => id)
    const { executions } = await api.data<{ executions: unknown[] }>(
      'query ($ids: [ID!]!, $backend: String) { executions(ids: $ids, backend: $backend) { id } }',
      { ids, backend },
    )
    expect(executions).toEqual(ids.map((id, index) => (index % 2 === 0 ? { id } : null)))
  })

  it('is an execution that is its own parent, by its name, and leaves what was recorded as it is', async () => {
    await results(api, [begun('child', 0, { parentId: 'parent' })])
    const answer = await api.data(
      `mutation ($input: RecordExecutionsInput!) { recordExecutions(input: $input) { results { problem { code message field } } } }`,
      {
        input: {
          onConflict: 'REPLACE',
          executions: [begun('child', 0, { parentId: 'child' }), begun('other', 0, { parentId: 'child' })],
        },
      },
    )
    const problem = {
      code: 'BAD_USER_INPUT',
      message:
        '"input.executions[0].parentId" is "child", the execution itself. Its parent must be another one.',
      field: 'input.executions[0].parentId',
    }
    expect(answer).toEqual({ recordExecutions: { results: [{ problem }, { problem: null }] } })
    const { executionHistory } = await api.data<{ executionHistory: unknown }>(
      '{ executionHistory(filter: { parent: "parent" }) { nodes { id } } }',
    )
    expect(executionHistory).toEqual({ nodes: [{ id: 'child' }] })
  })

  it('is nothing that stands just within its bounds', async () => {
    const within: Record<string, Sent> = {
      a: {
        flow: 'x'.repeat(255),
        runNumber: 0,
        step: 'x'.repeat(255),
        source: 'x'.repeat(255),
        sampleRate: 0,
      },
      b: { runNumber: 9e15, scriptPath: 'x'.repeat(1024), sampleRate: 1, heartbeatTimeoutMs: 1e12 },
      c: { attempts: [attempt({ startedAt: '1970-01-01T00:00:00Z', error: 'x'.repeat(100_000) })] },
      d: { attempts: many(1000, (number) => attempt({ number: 1_000_000 - number })), state: 'WAITING' },
      e: { metadata: many(10_000, () => ({ field: 'n', value: '' })), inputs: nested(500), source: '' },
      f: {
        nodeResults: many(10_000, (index) => ({ nodeId: `${index}`, status: 'READY' })),
        heartbeatTimeoutMs: 1,
      },
      g: { dag: { nodes: many(10_000, (index) => node(`${index}`)), edges: [{ source: '1', target: '1' }] } },
      h: {
        attempts: [attempt({ finishedAt: at(0), verdict: 'OK' })],
        metadata: [{ field: 'attempts', value: '' }],
      },
    }
    const got = await results(
      api,
      Object.entries(within).map(([id, more]) => begun(`within ${id}`, 0, more)),
    )
    expect(got.filter(({ ok }) => !ok)).toEqual([])
  })

  it('is a call with no element, with more than 500, or for an unknown backend, before any statement', async () => {
    const field = 'input.executions'
    const path = ['recordExecutions']
    const calls = [
      [await send(api, []), { path, code: 'BAD_USER_INPUT', field, limit: 1, received: 0 }],
      [
        await send(
          api,
          idsFrom('many-', 501).map((id) => begun(id)),
        ),
        { path, code: 'BATCH_TOO_LARGE', field, limit: 500, received: 501 },
      ],
      [await send(api, [begun('a')], 'nowhere'), { path, code: 'BAD_USER_INPUT', field: 'input.backend' }],
    ] as const
    for (const [answer, error] of calls) {
      expect(answer).toMatchObject({ data: { recordExecutions: null }, extensions: { backends: [] } })
      expect(errors(answer)).toEqual([error])
    }
  })

  it('is what the types of the schema do not take, of one element at a time', async () => {
    const wrong: Sent[] = [
      begun('a', 0, { runNumber: 2 ** 53 }),
      begun('a', 0, { runNumber: 1.5 }),
      begun('a', 0, { heartbeatAt: 'yesterday' }),
      begun('a', 0, { heartbeatAt: '2026-02-30T00:00:00' }),
      begun('a', 0, { heartbeatAt: 5 }),
      begun('a', 0, { state: 'RUNNING' }),
      begun('a', 0, { sampleRate: '1' }),
      begun('a', 0, { sampleRate: 'NaN' }),
      begun('a', 0, { status: 5 }),
      begun('a', 0, { tags: [5] }),
      begun('a', 0, { tags: [null] }),
      begun('a', 0, { attempts: [attempt({ finishedAt: at(1), verdict: 'YES' })] }),
      begun('a', 0, { nodeResults: [{ nodeId: 'a', status: 'DONE' }] }),
      begun('a', 0, { nodeResults: [{ nodeId: 'a', status: 'ready' }] }),
      begun('a', 0, { dag: { nodes: [node('a')], edges: [{ source: 'a', target: 'a', kind: 'LOOP' }] } }),
      begun('a', 0, { attempts: [{ number: 1 }] }),
      Object.assign(begun('a'), { unknown: 1 }),
      { flow: 'Train' },
    ]
    const told = await results(api, [...wrong, begun('fine')])
    expect(told.map(({ ok }) => ok)).toEqual([...wrong.map(() => false), true])
    for (const { problem } of told.slice(0, -1))
      expect(problem).toMatchObject({
        code: 'BAD_USER_INPUT',
        field: expect.stringMatching(/^input\.executions/),
      })
    expect(await api.data('{ execution(id: "fine") { id } }')).toEqual({ execution: { id: 'fine' } })
  })
})
