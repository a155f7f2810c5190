import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { errors } from '../setup/ask/answers.ts'
import { type Api, mixedSetups, setups, startApi } from '../setup/servers/api.ts'
import { instant } from '../setup/seeds/runs.ts'
import { sized } from '../setup/whole.ts'

const query = `query ($filter: ExecutionFilter, $orderBy: ExecutionOrder, $after: String) {
  executionHistory(filter: $filter, orderBy: $orderBy, after: $after, first: 1) { nodes { id } pageInfo { endCursor } }
}`
const many = Array.from({ length: 101 }, (_, index) => `value ${index}`)
const [early, late] = [instant(0), instant(1)]

const bad: readonly (readonly [filter: object, details: object])[] = [
  ...['flow', 'source', 'tagsAny', 'tagsAll'].map(
    (field) => [{ [field]: many }, { field: `filter.${field}`, limit: 100, received: 101 }] as const,
  ),
  [
    { startedAfter: late, startedBefore: early },
    { field: 'filter.startedAfter', limit: 0, received: 1 },
  ],
  [
    { minDurationMs: 2, maxDurationMs: 1 },
    { field: 'filter.minDurationMs', limit: 1, received: 2 },
  ],
  ...['minDurationMs', 'maxDurationMs'].map(
    (field) => [{ [field]: -1 }, { field: `filter.${field}`, limit: 0, received: -1 }] as const,
  ),
  [{ backend: ['none'] }, { field: 'filter.backend' }],
  ...['scriptPath', 'scriptPrefix'].map(
    (field) =>
      [{ [field]: 'x'.repeat(1025) }, { field: `filter.${field}`, limit: 1024, received: 1025 }] as const,
  ),
  ...['scriptPath', 'scriptPrefix', 'scriptContains', 'errorContains'].map(
    (field) => [{ [field]: 'a\0b' }, { field: `filter.${field}` }] as const,
  ),
  ...['scriptContains', 'errorContains'].flatMap((field) => [
    [{ [field]: 'x'.repeat(256) }, { field: `filter.${field}`, limit: 255, received: 256 }] as const,
    [{ [field]: '' }, { field: `filter.${field}`, limit: 1, received: 0 }] as const,
  ]),
]
const expensive: readonly (readonly [filter: object, field: string])[] = [
  [{ scriptContains: 'a' }, 'filter.scriptContains'],
  [{ errorContains: 'a' }, 'filter.errorContains'],
  [{ errorContains: 'a', scriptContains: 'a', tagsAll: [], backend: ['main'] }, 'filter.scriptContains'],
]

describe.each(sized(setups, mixedSetups))('a filter of executions on $title', (setup) => {
  let api: Api
  beforeAll(async () => void (api = await startApi(setup)))
  afterAll(() => api.close())

  it('is refused before any statement where it is out of bounds, with field, bound and what was given', async () => {
    for (const [filter, details] of bad) {
      const answer = await api.ask(query, { filter })
      expect([filter, answer.data, errors(answer), answer.extensions?.backends]).toEqual([
        ...[filter, { executionHistory: null }],
        [{ path: ['executionHistory'], code: 'BAD_USER_INPUT', ...details }],
        [],
      ])
    }
  })

  it('that ends before it begins is refused with both ends', async () => {
    const said = async (filter: object) => (await api.ask(query, { filter })).errors?.[0]?.message
    expect([
      await said({ startedAfter: late, startedBefore: early }),
      await said({ minDurationMs: 2, maxDurationMs: 1 }),
    ]).toEqual([
      `"filter.startedAfter" (${late}) is greater than "filter.startedBefore" (${early}), so nothing can match.`,
      '"filter.minDurationMs" (2 ms) is greater than "filter.maxDurationMs" (1 ms), so nothing can match.',
    ])
  })

  it('does not look for a part of a text in everything there is', async () => {
    for (const [filter, field] of expensive) {
      const answer = await api.ask(query, { filter })
      expect([filter, answer.data, errors(answer), answer.extensions?.backends]).toEqual([
        ...[filter, { executionHistory: null }],
        [{ path: ['executionHistory'], code: 'QUERY_TOO_EXPENSIVE', field, limit: 100_000 }],
        [],
      ])
    }
  })

  it('that nothing stored can match lets nothing through', async () => {
    const none = [
      ...[{ flow: ['a\0b'] }, { source: ['\ud800'] }, { tagsAny: ['x'.repeat(256)] }, { parent: '' }],
      ...[{ run: { flow: 'a\0b', number: 1 } }, { status: ['UNKNOWN'] }, { flow: [] }],
    ]
    for (const filter of none)
      expect(await api.data(query, { filter })).toEqual({
        executionHistory: { nodes: [], pageInfo: { endCursor: null } },
      })
  })
})
