import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { errors, statements } from '../setup/ask/answers.ts'
import { type Counter, countStatements } from '../setup/ask/counting.ts'
import { type Sent, at, record } from '../setup/seeds/records.ts'
import { storeRuns } from '../setup/seeds/runs.ts'
import { type Api, setups, startApi } from '../setup/servers/api.ts'

const state = 'status attempt durationMs counts { status value }'
const all = `
  left { id } right { id } durationDifferenceMs tags { added removed } systemTags { added removed }
  steps {
    name kind durationDifferenceMs left { ${state} } right { ${state} }
    execution { left { id } right { id } error { left right } inputs { differences { kind path } } }
  }`
const compare = `query ($pairs: [RunPairInput!]!) { compareRuns(pairs: $pairs) { ${all} } }`

/** A run that began at that second and took that many, with its tags. */
const run = (number: number, from: number, ok: boolean | null, more = {}) => ({
  flow: 'Train',
  number,
  startedAt: at(from * 1_000),
  ...(ok === null
    ? { heartbeatAt: at(from * 1_000 + 500) }
    : { verdict: { ok, at: at(from * 1_000 + number * 100) } }),
  ...more,
})

/** A task of a step, with an attempt for each verdict, each of a second. */
const task = (number: number, step: string, verdicts: string, more: Sent = {}, from = 0): Sent => ({
  id: `${number}/${step}/${from}`,
  flow: 'Train',
  runNumber: number,
  step,
  attempts: verdicts.split(' ').map((verdict, index) => ({
    number: index + 1,
    startedAt: at((from + number * 100 + index) * 1_000),
    finishedAt: at((from + number * 100 + index + 1) * 1_000),
    verdict,
    ...(verdict === 'FAILED' && { error: `out of memory in ${step}` }),
  })),
  ...more,
})

describe.each(setups)('runs of $title, compared', (setup) => {
  const names = Object.keys(setup.kinds)
  let api: Api
  let counter: Counter
  beforeAll(async () => {
    api = await startApi(setup)
    counter = await countStatements(api)
    for (const name of names) {
      await storeRuns(
        api,
        [
          run(1, 10, true),
          run(2, 20, true, { tags: ['a', 'b'], systemTags: ['user:ann'] }),
          run(3, 30, false),
          run(4, 40, null),
          run(5, 50, false, { tags: ['a', 'c'], systemTags: ['user:bob'] }),
          run(6, 60, true),
          ...Array.from({ length: 50 }, (_, index) => ({
            ...run(index, 100 + index, index % 5 === 0),
            flow: `Flow ${index % 4}`,
            tags: [`tag ${index}`],
          })),
          { ...run(7, 1, false), flow: 'a/b' },
        ],
        name,
      )
      await record(
        api,
        [
          task(2, 'start', 'OK', { inputs: { rows: 1 } }),
          task(2, 'fit', 'OK', {}, 1),
          task(2, 'fit', 'OK', {}, 4),
          task(2, 'save', 'OK', {}, 9),
          task(5, 'start', 'FAILED OK', { inputs: { rows: 2 } }),
          task(5, 'fit', 'OK', {}, 1),
          task(5, 'fit', 'FAILED', {}, 5),
          task(5, 'fit', 'FAILED', {}, 6),
          task(5, 'check', 'TIMED_OUT', {}, 20),
          ...Array.from({ length: 50 }, (_, index) =>
            task(index, 'fit', 'OK', {
              id: `many ${index}`,
              flow: `Flow ${index % 4}`,
              inputs: { index },
              outputs: { index },
            }),
          ),
        ],
        name,
      )
    }
  })
  afterAll(async () => {
    await counter.close()
    await api.close()
  })

  it('tell what differs from the last good one in tags, in duration and step by step', async () => {
    for (const name of names) {
      const { compareRuns } = await api.data<{ compareRuns: object[] }>(compare, {
        pairs: [{ right: `${name}:Train/5` }],
      })
      const counts = (...list: [status: string, value: number][]) =>
        list.map(([status, value]) => ({ status, value }))
      const ok = (durationMs: number, value = 1) => ({
        status: 'COMPLETED',
        attempt: 1,
        durationMs,
        counts: counts(['COMPLETED', value]),
      })
      expect(sortedCounts(compareRuns)).toEqual([
        {
          left: { id: `${name}:Train/2` },
          right: { id: `${name}:Train/5` },
          durationDifferenceMs: 300,
          tags: { added: ['c'], removed: ['b'] },
          systemTags: { added: ['user:bob'], removed: ['user:ann'] },
          steps: [
            {
              name: 'start',
              kind: 'CHANGED',
              durationDifferenceMs: 1_000,
              left: ok(1_000),
              right: { ...ok(2_000), attempt: 2 },
              execution: {
                left: { id: '2/start/0' },
                right: { id: '5/start/0' },
                error: null,
                inputs: { differences: [{ kind: 'CHANGED', path: '$.rows' }] },
              },
            },
            {
              name: 'fit',
              kind: 'CHANGED',
              durationDifferenceMs: 2_000,
              left: ok(4_000, 2),
              right: {
                status: 'FAILED',
                attempt: 1,
                durationMs: 6_000,
                counts: counts(['COMPLETED', 1], ['FAILED', 2]),
              },
              execution: {
                left: { id: '2/fit/1' },
                right: { id: '5/fit/5' },
                error: { left: null, right: 'out of memory in fit' },
                inputs: null,
              },
            },
            {
              name: 'check',
              kind: 'ADDED',
              durationDifferenceMs: null,
              left: null,
              right: { status: 'TIMED_OUT', attempt: 1, durationMs: 1_000, counts: counts(['TIMED_OUT', 1]) },
              execution: { left: null, right: { id: '5/check/20' }, error: null, inputs: null },
            },
            {
              name: 'save',
              kind: 'REMOVED',
              durationDifferenceMs: null,
              left: ok(1_000),
              right: null,
              execution: null,
            },
          ],
        },
      ])
    }
  })

  const sides = (pairs: readonly object[]) =>
    api.ask(
      'query ($pairs: [RunPairInput!]!) { compareRuns(pairs: $pairs) { left { id } right { id } steps { name } } }',
      { pairs },
    )

  it('have the newest completed one of their flow before them as their base, or the one that is named', async () => {
    const name = names[0]!
    const id = (run: string) => ({ id: `${name}:${run}` })
    const answer = await sides([
      { right: 'Train/6' },
      { right: 'Train/4' },
      { right: 'Train/2' },
      { right: 'Train/1' },
      { right: 'a/b/7' },
      { right: 'Train/6', left: `${name}:Train/5` },
      { right: 'Flow 1/1', left: 'Train/6' },
      { right: 'Train/1', left: 'Train/1' },
    ])
    expect(answer.errors).toBeUndefined()
    const found = (answer.data as { compareRuns: { left: object; right: object; steps: object[] }[] })
      .compareRuns
    expect(found.map(({ left, right }) => [left, right])).toEqual([
      [id('Train/2'), id('Train/6')],
      [id('Train/2'), id('Train/4')],
      [id('Train/1'), id('Train/2')],
      [null, id('Train/1')],
      [null, id('a/b/7')],
      [id('Train/5'), id('Train/6')],
      [id('Train/6'), id('Flow 1/1')],
      [id('Train/1'), id('Train/1')],
    ])
    expect(found.map(({ steps }) => steps)).toEqual([
      [{ name: 'start' }, { name: 'fit' }, { name: 'save' }],
      [{ name: 'start' }, { name: 'fit' }, { name: 'save' }],
      [{ name: 'start' }, { name: 'fit' }, { name: 'save' }],
      null,
      null,
      [{ name: 'start' }, { name: 'fit' }, { name: 'check' }],
      [{ name: 'fit' }],
      [],
    ])
  })

  it('are refused by name where one of them is unknown, and are at most 50 pairs', async () => {
    const unknown = ['Train/9', 'Train', 'Train/x', '/1', 'Train/01', 'Train/9007199254740993', '']
    const answer = await sides([...unknown.map((right) => ({ right })), { left: 'None/1', right: 'Train/6' }])
    expect(answer.data).toEqual({ compareRuns: [...unknown.map(() => null), null] })
    expect(errors(answer)).toEqual(
      [...unknown, ''].map((_, index) => ({
        path: ['compareRuns', index],
        code: 'NOT_FOUND',
        field: `pairs[${index}].${index < unknown.length ? 'right' : 'left'}`,
      })),
    )
    expect(answer.errors!.at(-1)!.message).toBe('There is no run "None/1".')
    expect(errors(await sides(Array.from({ length: 51 }, () => ({ right: 'Train/6' }))))).toEqual([
      { path: ['compareRuns'], code: 'BATCH_TOO_LARGE', field: 'pairs', limit: 50, received: 51 },
    ])
  })

  // The runs and the bases; tags and steps; the executions of the steps; their payloads.
  it.each([
    [all, 2 + 2 + 1 + 1],
    ['left { status } right { status } durationDifferenceMs', 2],
    ['tags { added } systemTags { added }', 2 + 1],
    ['steps { name left { status } }', 2 + 1],
    ['steps { execution { inputs { hasMore } outputs { hasMore } tags { added } } }', 2 + 1 + 1 + 2],
  ])('cost as many statements for 50 pairs as for one: %#', async (fields, expected) => {
    for (const name of names) {
      const query = `query ($pairs: [RunPairInput!]!) { compareRuns(pairs: $pairs) { ${fields} } }`
      const pairs = Array.from({ length: 50 }, (_, index) => ({
        right: `${name}:Flow ${index % 4}/${index}`,
      }))
      for (const some of [pairs.slice(49), pairs]) {
        const { answer, seen } = await counter.during(() => api.ask(query, { pairs: some }))
        expect(answer.errors).toBeUndefined()
        expect(statements(answer)).toEqual(seen)
        expect(seen).toEqual({ [name]: expected })
      }
    }
  })
})

/** The counts of a step come in no order. */
function sortedCounts(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortedCounts)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, one]) => {
      if (key !== 'counts') return [key, sortedCounts(one)]
      return [key, (one as { status: string }[]).toSorted((a, b) => (a.status < b.status ? -1 : 1))]
    }),
  )
}
