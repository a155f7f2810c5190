import * as fc from 'fast-check'
import { idsFrom } from '../seeds/records.ts'

/** A mutation, and its input. */
interface Write {
  readonly field: string
  readonly type: string
  readonly input: object
}

export const writtenIds = idsFrom('e', 30)
const flows = ['Train', 'Serve', 'Eval']
const users = ['ann', 'bob']
const tags = ['red', 'green', 'blue']
const numbers = fc.integer({ min: 1, max: 8 })
const ids = fc.subarray(writtenIds, { minLength: 1, maxLength: 3 })
const someTags = fc.subarray(tags)

const attempt = fc.record(
  {
    number: fc.constant(1),
    startedAt: now(),
    verdict: fc.constantFrom('OK', 'FAILED'),
    error: fc.string({ maxLength: 20 }),
  },
  { requiredKeys: ['number', 'startedAt'] },
)
/** Of an execution that times out soon, by the clock alone. */
const heartbeat = fc.record({ heartbeatAt: now(), heartbeatTimeoutMs: fc.integer({ min: 300, max: 1_200 }) })

const recorded = fc.record(
  {
    flow: fc.constantFrom(...flows),
    runNumber: numbers,
    step: fc.constantFrom('end', 'train'),
    tags: someTags,
    attempts: fc.tuple(attempt),
    outputs: fc.string({ maxLength: 30 }),
  },
  { requiredKeys: ['flow'] },
)
const patch = fc.oneof(
  fc.record({ startAttempt: fc.constant({}) }),
  fc.record({
    finishAttempt: fc.record({ verdict: fc.constantFrom('OK', 'FAILED', 'CANCELLED', 'TIMED_OUT') }),
  }),
  fc.record({ addTags: someTags, removeTags: someTags }),
  fc.record({ outputs: fc.string({ maxLength: 30 }) }),
  fc.record({
    metadata: fc.tuple(fc.record({ field: fc.constant('note'), value: fc.string({ maxLength: 9 }) })),
  }),
  fc.record({
    nodeResults: fc.tuple(
      fc.record({ nodeId: fc.constantFrom('n', 'm'), status: fc.constantFrom('RUNNING', 'COMPLETED') }),
    ),
  }),
  heartbeat,
)
const run = fc.record(
  {
    flow: fc.constantFrom(...flows),
    number: numbers,
    user: fc.constantFrom(...users),
    tags: someTags,
    heartbeatAt: now(),
    verdict: fc.record({ ok: fc.boolean() }),
    attempt: fc.constant({}),
  },
  { requiredKeys: ['flow', 'number'] },
)
const place = fc.record({ flow: fc.constantFrom(...flows), number: numbers })

const write = (field: string, list: string, elements: fc.Arbitrary<unknown[]>): fc.Arbitrary<Write> =>
  elements.map((some) => ({
    field,
    type: `${field[0]!.toUpperCase()}${field.slice(1)}Input`,
    input: { [list]: some },
  }))
const each = <T extends object>(shape: fc.Arbitrary<T>) =>
  fc.tuple(ids, shape).map(([some, more]) => some.map((id) => ({ id, ...more })))

/** Something that clients do to the history. Much of it is refused, as it is with clients. */
export const someWrite: fc.Arbitrary<Write> = fc.oneof(
  { weight: 3, arbitrary: write('recordExecutions', 'executions', each(recorded)) },
  { weight: 6, arbitrary: write('updateExecutions', 'executions', each(patch)) },
  { weight: 1, arbitrary: write('deleteExecutions', 'ids', ids) },
  { weight: 3, arbitrary: write('recordRuns', 'runs', fc.array(run, { minLength: 1, maxLength: 3 })) },
  {
    weight: 1,
    arbitrary: write('heartbeatRuns', 'heartbeats', fc.tuple(place.map((one) => ({ run: one })))),
  },
  {
    weight: 2,
    arbitrary: write(
      'recordMetadata',
      'facts',
      fc.tuple(
        fc.record({
          run: place,
          step: fc.constant('end'),
          field: fc.constantFrom('attempt', 'attempt_ok'),
          value: fc.constantFrom('1', 'true', 'false'),
        }),
      ),
    ),
  },
)

export const mutationOf = ({ field, type }: Write): string =>
  `mutation ($input: ${type}!) { ${field}(input: $input) { results { index } } }`

/** What a page may show of the runs. */
export const someFilter = fc.oneof(
  fc.constant({}),
  fc.record(
    {
      flow: fc.subarray(flows, { minLength: 1 }),
      status: fc.subarray(['RUNNING', 'COMPLETED', 'FAILED'], { minLength: 1 }),
      user: fc.subarray(users, { minLength: 1 }),
      tagsAny: fc.subarray(tags, { minLength: 1 }),
      tagsAll: fc.subarray(tags, { minLength: 1 }),
      maxDurationMs: fc.constant(1_000_000),
      refPrefix: fc.constantFrom('1', '2'),
    },
    { requiredKeys: [] },
  ),
)

/** The time at which it is written. */
function now(): fc.Arbitrary<string> {
  return fc.constant(null).map(() => new Date().toISOString())
}
