import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { errors } from '../setup/ask/answers.ts'
import { type Api, aloneSetups, startApi } from '../setup/servers/api.ts'
import { begun, record } from '../setup/seeds/records.ts'
import {
  type SentFact,
  type SentHeartbeat,
  type SentRun,
  endFact,
  instant,
  sendFacts,
  sendHeartbeats,
  sendRuns,
  storeRuns,
} from '../setup/seeds/runs.ts'

const long = 'x'.repeat(256)
const most = 9e15
const many = Array.from({ length: 101 }, (_, index) => `tag ${index}`)

type Refusal = readonly [field: string, bounds?: { limit: number; received: number } | { limit: number }]

/** What is wrong with a run, and what is said of it. */
const badRuns: readonly (readonly [SentRun, ...Refusal])[] = [
  [{ flow: '' }, 'flow'],
  [{ flow: long }, 'flow', { limit: 255, received: 256 }],
  [{ flow: 'a\0b' }, 'flow'],
  [{ flow: '\ud800' }, 'flow'],
  [{ flow: 'F', number: -1 }, 'number', { limit: 0, received: -1 }],
  [{ flow: 'F', number: most + 1 }, 'number', { limit: most, received: most + 1 }],
  [{ flow: 'F', name: '' }, 'name'],
  [{ flow: 'F', name: '007' }, 'name'],
  [{ flow: 'F', name: long }, 'name', { limit: 255, received: 256 }],
  [{ flow: 'F', user: '' }, 'user'],
  [{ flow: 'F', user: 'a\0' }, 'user'],
  [{ flow: 'F', tags: many }, 'tags', { limit: 100, received: 101 }],
  [{ flow: 'F', systemTags: many }, 'systemTags', { limit: 100, received: 101 }],
  [{ flow: 'F', tags: ['ok', ''] }, 'tags[1]'],
  [{ flow: 'F', systemTags: [long] }, 'systemTags[0]', { limit: 255, received: 256 }],
  [{ flow: 'F', startedAt: '1969-12-31T23:59:59Z' }, 'startedAt', { limit: 0, received: -1000 }],
  [{ flow: 'F', heartbeatAt: '1969-12-31T23:59:59Z' }, 'heartbeatAt', { limit: 0, received: -1000 }],
  [{ flow: 'F', attempt: { number: -1 } }, 'attempt.number', { limit: 0, received: -1 }],
  [
    { flow: 'F', attempt: { number: 1_000_001 } },
    'attempt.number',
    { limit: 1_000_000, received: 1_000_001 },
  ],
  [{ flow: 'F', attempt: { at: '1969-12-31T23:59:59Z' } }, 'attempt.at', { limit: 0, received: -1000 }],
  [
    { flow: 'F', verdict: { ok: true, at: '1969-12-31T23:59:59Z' } },
    'verdict.at',
    { limit: 0, received: -1000 },
  ],
  [{ flow: 'F', clientKey: long }, 'clientKey', { limit: 255, received: 256 }],
  [{ flow: 'F', clientKey: '\0' }, 'clientKey'],
]

const badBeats: readonly (readonly [SentHeartbeat, ...Refusal])[] = [
  [{ flow: '', number: 1 }, 'flow'],
  [{ flow: 'F', number: -1 }, 'number', { limit: 0, received: -1 }],
  [{ flow: 'F', number: 1, at: '1969-12-31T23:59:59Z' }, 'at', { limit: 0, received: -1000 }],
]

const run = { flow: 'F', number: 1 }
const ofExecution = { execution: 'e', field: 'note', value: '' }
const badFacts: readonly (readonly [SentFact, ...Refusal])[] = [
  [{ field: 'a', value: '' }, ''],
  [{ ...ofExecution, run, step: 'end' }, ''],
  [{ run, field: 'a', value: '' }, 'step'],
  [{ run, step: '', field: 'a', value: '' }, 'step'],
  [{ run: { flow: '', number: 1 }, step: 'end', field: 'a', value: '' }, 'run.flow'],
  [
    { run: { flow: 'F', number: -1 }, step: 'end', field: 'a', value: '' },
    'run.number',
    { limit: 0, received: -1 },
  ],
  [{ ...endFact('F', 1, '', '') }, 'field'],
  [{ ...endFact('F', 1, long, '') }, 'field', { limit: 255, received: 256 }],
  [{ ...endFact('F', 1, 'a', 'x'.repeat(100_001)) }, 'value', { limit: 100_000, received: 100_001 }],
  [{ ...endFact('F', 1, 'a', '\0') }, 'value'],
  [{ ...endFact('F', 1, 'a', ''), ts: '1969-12-31T23:59:59Z' }, 'ts', { limit: 0, received: -1000 }],
  [{ ...endFact('F', 1, 'a', ''), attempt: -1 }, 'attempt', { limit: 0, received: -1 }],
  [{ ...endFact('F', 1, 'a', ''), clientKey: long }, 'clientKey', { limit: 255, received: 256 }],
  [{ ...ofExecution, execution: '' }, 'execution'],
  ...['attempt', 'attempt_ok', 'attempt_error'].map((field) => [{ ...ofExecution, field }, 'field'] as const),
]

describe.each(aloneSetups)('what cannot be recorded of runs on $title', (setup) => {
  const backend = Object.keys(setup.kinds).at(-1)!
  let api: Api
  beforeAll(async () => {
    api = await startApi(setup)
    await storeRuns(api, [run], backend)
    await record(api, [begun('e')], backend)
  })
  afterAll(() => api.close())

  const refused = (list: string, cases: readonly (readonly [object, ...Refusal])[]) =>
    cases.map(([, field, bounds], index) => {
      const path = `input.${list}[${2 * index}]${field && `.${field}`}`
      return {
        index: 2 * index,
        ok: false,
        id: null,
        problem: { code: 'BAD_USER_INPUT', field: path, limit: null, received: null, ...bounds },
      }
    })
  /** Each bad element with a good one behind it. */
  const between = <Sent>(cases: readonly (readonly [Sent, ...Refusal])[], good: (index: number) => Sent) =>
    cases.flatMap(([bad], index) => [bad, good(index)])
  const isEven = (_: unknown, index: number) => index % 2 === 0
  const isOdd = (_: unknown, index: number) => index % 2 === 1

  it('is said of each run, and the good ones are stored', async () => {
    const results = await sendRuns(
      api,
      between(badRuns, (index) => ({ flow: 'Good', number: index })),
      backend,
    )
    expect(results.filter(isEven)).toEqual(refused('runs', badRuns))
    expect(results.filter(isOdd).map(({ id }) => id)).toEqual(
      badRuns.map((_, index) => `${backend}:Good/${index}`),
    )
    expect(
      await api.data(
        `{ runs(filter: { flow: ["F"], backend: ["${backend}"] }) { nodes { number metadata { nodes { id } } } } }`,
      ),
    ).toEqual({
      runs: { nodes: [{ number: 1, metadata: { nodes: [] } }] },
    })
  })

  it('is said of each heartbeat', async () => {
    const results = await sendHeartbeats(
      api,
      between(badBeats, () => run),
      backend,
    )
    expect(results.filter(isEven)).toEqual(refused('heartbeats', badBeats))
    expect(results.filter(isOdd).every(({ ok }) => ok)).toBe(true)
  })

  it('is said of each fact, of a run or of an execution', async () => {
    const results = await sendFacts(
      api,
      between(badFacts, (index) => ({ ...ofExecution, value: `${index}` })),
      backend,
    )
    expect(results.filter(isEven)).toEqual(refused('facts', badFacts))
    expect(results.filter(isOdd).map(({ ok, id }) => [ok, id])).toEqual(badFacts.map(() => [true, 'e']))
    const answer = await api.data<{ execution: { metadata: { nodes: object[] } } }>(
      `{ execution(id: "${backend}:e") { metadata { nodes { field value } } } }`,
    )
    const notes = badFacts.map((_, index) => ({ field: 'note', value: `${index}` }))
    expect(answer.execution.metadata.nodes.slice(-notes.length)).toEqual(notes)
    expect(await api.data(`{ run(flow: "F", backend: "${backend}") { metadata { nodes { id } } } }`)).toEqual(
      { run: { metadata: { nodes: [] } } },
    )
  })

  it('is not found where there is no such run or execution', async () => {
    const missing = (index: number, field: string) => ({
      code: 'NOT_FOUND',
      field: `input.facts[${index}].${field}`,
      limit: null,
      received: null,
    })
    const results = await sendFacts(
      api,
      [
        endFact('F', 99, 'a', ''),
        endFact('f', 1, 'a', ''),
        { ...ofExecution, execution: 'none' },
        endFact('F', 1, '%_"🙂', `'\n`),
      ],
      backend,
    )
    expect(results.map(({ problem }) => problem)).toEqual([
      missing(0, 'run.number'),
      missing(1, 'run.number'),
      missing(2, 'execution'),
      null,
    ])
  })

  it.each([
    ['recordRuns', 'RecordRunsInput', 'runs', { flow: 'F' }],
    ['heartbeatRuns', 'HeartbeatRunsInput', 'heartbeats', run],
    ['recordMetadata', 'RecordMetadataInput', 'facts', endFact('F', 1, 'a', '')],
  ])(
    'is the call as a whole when %s has too few, too many, or no such backend',
    async (name, type, list, element) => {
      const query = `mutation ($input: ${type}!) { ${name}(input: $input) { results { ok } } }`
      const refusal = async (count: number, other: object = {}) => {
        const answer = await api.ask(query, {
          input: { [list]: Array.from({ length: count }, () => element), ...other },
        })
        expect([answer.data, answer.extensions]).toEqual([{ [name]: null }, { backends: [] }])
        return errors(answer)
      }
      const field = `input.${list}`
      expect(await refusal(0)).toEqual([
        { path: [name], code: 'BAD_USER_INPUT', field, limit: 1, received: 0 },
      ])
      expect(await refusal(501)).toEqual([
        { path: [name], code: 'BATCH_TOO_LARGE', field, limit: 500, received: 501 },
      ])
      expect(await refusal(1, { backend: 'none' })).toEqual([
        { path: [name], code: 'BAD_USER_INPUT', field: 'input.backend' },
      ])
    },
  )

  it('leaves room for the largest that is allowed', async () => {
    const text = 'x'.repeat(255)
    const largest = {
      flow: text,
      number: most,
      name: text,
      user: text,
      tags: many.slice(1),
      systemTags: many.map((tag) => `s${tag}`).slice(1),
      clientKey: text,
    }
    const startedAt = Date.now() + 86_400_000
    const [result] = await sendRuns(
      api,
      [{ ...largest, startedAt: instant(startedAt), heartbeatAt: '1970-01-01T00:00:00Z' }],
      backend,
    )
    expect(result).toMatchObject({ ok: true })
    expect(
      await api.data(
        `query ($flow: String!) { run(flow: $flow, ref: "${most}") { number name user startedAt durationMs status } }`,
        { flow: text },
      ),
    ).toEqual({
      run: {
        number: most,
        name: text,
        user: text,
        startedAt: instant(startedAt),
        durationMs: -startedAt,
        status: 'FAILED',
      },
    })
  })

  it('is a next number where a flow has none left, and nothing else is lost', async () => {
    const full = (run: SentRun) => ({ flow: 'Full', ...run })
    const none = (index: number) => ({
      index,
      ok: false,
      id: null,
      problem: { code: 'CONFLICT', field: `input.runs[${index}].number`, limit: most, received: null },
    })
    const stored = (index: number, number: number, flow = 'Full') => ({
      index,
      ok: true,
      id: `${backend}:${flow}/${number}`,
      problem: null,
    })
    expect(
      await sendRuns(
        api,
        [{ number: most - 1 }, { clientKey: 'last' }, { verdict: { ok: true } }, { number: 3 }].map(full),
        backend,
      ),
    ).toEqual([stored(0, most - 1), stored(1, most), none(2), stored(3, 3)])
    expect(await sendRuns(api, [full({})], backend)).toEqual([none(0)])
    expect(
      await sendRuns(
        api,
        [full({}), full({ clientKey: 'last' }), { flow: 'Empty' }, full({ number: 4 }), full({ number: 3 })],
        backend,
      ),
    ).toEqual([
      none(0),
      stored(1, most),
      stored(2, 1, 'Empty'),
      stored(3, 4),
      { ...none(4), problem: { ...none(4).problem, limit: null } },
    ])
    expect(await sendHeartbeats(api, [{ flow: 'Full', number: most }], backend)).toEqual([stored(0, most)])
    const runs = '{ runs(filter: { flow: ["Full"] }, first: 9) { nodes { number status } } }'
    const shown = await api.data<{ runs: { nodes: { number: number }[] } }>(runs)
    expect(shown.runs.nodes.map(({ number }) => number).toSorted((a, b) => a - b)).toEqual([
      3,
      4,
      most - 1,
      most,
    ])
  })
})
