import * as fc from 'fast-check'

/** Something that an engine says of an execution. Times are milliseconds of the test's day. */
export interface Told {
  readonly version: 'right' | 'stale' | null
  readonly start: { readonly number: number | null; readonly at: number } | null
  readonly finish: {
    readonly number: number | null
    readonly verdict: string
    readonly at: number
    readonly error: string | null
  } | null
  readonly state: string | null | undefined
  readonly word: { readonly text: string; readonly at: number } | null
  readonly heartbeat: { readonly at: number; readonly timeout: number | null } | null
  readonly outputs: number | null
  readonly nodes: readonly {
    readonly nodeId: string
    readonly attempt: number
    readonly status: string
    readonly startedAt: number | null
    readonly finishedAt: number | null
    readonly error: string | null
    readonly value: number | null
  }[]
  readonly note: string | null
  readonly add: readonly string[]
  readonly remove: readonly string[]
}

const instant = fc.nat({ max: 9 })
const rarely = <T>(value: fc.Arbitrary<T>) => fc.option(value, { freq: 2 })
const number = fc.option(fc.integer({ min: 1, max: 4 }))

const start = fc.record({ number, at: instant })
const finish = fc.record({
  number,
  verdict: fc.constantFrom('OK', 'FAILED', 'FAILED', 'CANCELLED', 'TIMED_OUT'),
  at: fc.integer({ min: 3, max: 12 }),
  error: rarely(fc.constantFrom('why', 'how')),
})
const state = fc.constantFrom('WAITING', 'PAUSED', null)
const word = fc.record({
  text: fc.constantFrom(
    'queued',
    'processing',
    'waiting',
    'on_hold',
    'done',
    'errored',
    'canceled',
    'timeout',
  ),
  at: fc.integer({ min: 3, max: 12 }),
})
const nothing = { start: null, finish: null, state: undefined, word: null }
const move: fc.Arbitrary<Pick<Told, 'start' | 'finish' | 'state' | 'word'>> = fc.oneof(
  start.map((one) => ({ ...nothing, start: one })),
  finish.map((one) => ({ ...nothing, finish: one })),
  fc.tuple(start, finish).map(([one, other]) => ({ ...nothing, start: one, finish: other })),
  fc.tuple(fc.option(start), state).map(([one, other]) => ({ ...nothing, start: one, state: other })),
  word.map((one) => ({ ...nothing, word: one })),
  fc.constant(nothing),
)

const node = fc.record({
  nodeId: fc.constantFrom('a', 'b'),
  attempt: fc.constantFrom(1, 1, 2),
  status: fc.constantFrom('READY', 'RUNNING', 'RUNNING', 'COMPLETED', 'FAILED', 'SKIPPED'),
  startedAt: fc.option(instant),
  finishedAt: rarely(instant),
  error: rarely(fc.constant('broke')),
  // A value that is given again is taken for a new one: here no two are the same.
  value: rarely(fc.nat()),
})

const told: fc.Arbitrary<Told> = fc
  .record({
    version: fc.constantFrom(null, null, null, 'right' as const, 'right' as const, 'stale' as const),
    move,
    // Long ago, or for so long that it is never over.
    heartbeat: rarely(fc.record({ at: instant, timeout: fc.constantFrom(null, 1, 1e12) })),
    outputs: rarely(fc.nat()),
    nodes: fc.oneof(
      { arbitrary: fc.constant([]), weight: 2 },
      {
        arbitrary: fc.uniqueArray(node, { maxLength: 2, selector: (one) => `${one.nodeId}${one.attempt}` }),
        weight: 1,
      },
    ),
    note: rarely(fc.constantFrom('one', 'two')),
    tags: fc.dictionary(fc.constantFrom('s', 't'), fc.boolean(), { maxKeys: 2 }),
  })
  .map(({ move: moved, tags, ...rest }) => {
    const names = Object.keys(tags)
    return {
      ...rest,
      ...moved,
      add: names.filter((tag) => tags[tag]),
      remove: names.filter((tag) => !tags[tag]),
    }
  })

/** What is said of which execution, and whether in one call with what was said before, in one at the same time, or later. */
export const talk = fc.array(
  fc.record({
    who: fc.constantFrom('x', 'x', 'x', 'y', 'y', 'z', 'nobody'),
    told,
    when: fc.constantFrom('together' as const, 'together' as const, 'at once' as const, 'later' as const),
  }),
  { minLength: 1, maxLength: 16, size: 'max' },
)
