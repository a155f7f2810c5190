import * as fc from 'fast-check'

/** Flows of which some are seen, some not, and some by a prefix. */
export const someFlows = ['etl', 'train', 'train-large', 'trai', 'Train', 'hidden']

/** Where all of it happened. */
export const began = Date.UTC(2026, 10, 20, 9)
const hour = 3_600_000
const time = (ms: number) => new Date(began + ms).toISOString()

const flow = fc.constantFrom(...someFlows)
const place = fc.nat(11)
const startedIn = fc.integer({ min: 0, max: 40 }).map((part) => part * 450_000)
const error = fc.constantFrom('ValueError: no rows in part 7', 'ConnectionError: port 5432', 'out of memory')
const tags = fc.subarray(['red', 'blue', 'version:1', 'version:2'])

const attempt = fc.record(
  {
    verdict: fc.constantFrom('OK', 'OK', 'FAILED', 'FAILED', 'TIMED_OUT', 'CANCELLED'),
    ms: fc.integer({ min: 1_000, max: 90_000 }),
    error,
  },
  { requiredKeys: ['ms'] },
)

const dag = {
  title: 'Two nodes',
  nodes: [
    { id: 'a', kind: 'A', label: 'a', typeSignature: 'int', position: { x: 1, y: 2 }, timeoutMs: 5_000 },
    { id: 'b', kind: 'B', retry: { maxAttempts: 2, backoff: 'LINEAR', delayMs: 50 } },
  ],
  edges: [{ source: 'a', target: 'b', label: 'rows', condition: { path: ['x'], equals: 1 } }],
  groups: [{ id: 'all', label: 'all', nodeIds: ['a', 'b'] }],
  layoutDirection: 'LR',
  bounds: { minX: 0, minY: 0, maxX: 9, maxY: 9 },
}

const execution = fc
  .record({
    place,
    flow,
    run: fc.option(fc.integer({ min: 1, max: 4 })),
    step: fc.constantFrom('load', 'fit', 'end', null),
    parent: fc.option(place),
    startedAt: startedIn,
    attempt: fc.option(attempt),
    tags,
    hasDag: fc.boolean(),
    input: fc.nat(2),
    node: fc.option(error),
    source: fc.constantFrom('cron', 'ann'),
    script: fc.constantFrom('jobs/a.py', 'jobs/b.py'),
  })
  .map(({ place: own, run, parent, startedAt, attempt: last, hasDag, input, node, script, ...rest }) => {
    const at = time(startedAt)
    const ended = last && time(startedAt + last.ms)
    const finished = last?.verdict && { verdict: last.verdict, finishedAt: ended }
    const failed = last?.verdict === 'FAILED' && last.error ? { error: last.error } : {}
    return {
      ...rest,
      id: `e${own}`,
      ...(run !== null && { runNumber: run }),
      ...(parent !== null && parent !== own && { parentId: `e${parent}` }),
      scriptPath: script,
      ...(last && { attempts: [{ number: 1, startedAt: at, ...finished, ...failed }] }),
      inputs: { size: input, text: 'x'.repeat(20 * input) },
      outputs: { size: input + 1 },
      metadata: [{ field: 'commit', value: `c${input}`, ts: at }],
      ...(hasDag && { dag }),
      ...(hasDag && {
        nodeResults: [
          { nodeId: 'a', status: node ? 'FAILED' : 'COMPLETED', startedAt: at, error: node, value: input },
        ],
      }),
    }
  })

const run = fc
  .record({
    flow,
    number: fc.integer({ min: 1, max: 4 }),
    startedAt: startedIn,
    ok: fc.option(fc.boolean()),
    silent: fc.boolean(),
    user: fc.constantFrom('ann', 'bob'),
    tags,
  })
  .map(({ startedAt, ok, silent, number, ...rest }) => ({
    ...rest,
    number,
    name: `${number}th`,
    startedAt: time(startedAt),
    heartbeatAt: silent ? time(startedAt) : time(12 * hour),
    systemTags: ['py:3'],
    ...(ok !== null && { attempt: { number: 1, at: time(startedAt) } }),
    ...(ok !== null && { verdict: { ok, at: time(startedAt + hour) } }),
  }))

const ofBackend = fc.record({
  runs: fc.uniqueArray(run, {
    selector: ({ flow: own, number }) => `${own}/${number}`,
    minLength: 6,
    maxLength: 16,
  }),
  executions: fc.uniqueArray(execution, { selector: ({ id }) => id, minLength: 8, maxLength: 12 }),
})

/** What two backends have. */
export const flowHistory = fc.record({ main: ofBackend, other: ofBackend })
export type FlowHistory = Readonly<
  Record<
    'main' | 'other',
    {
      readonly runs: readonly { readonly flow: string }[]
      readonly executions: readonly { readonly id: string; readonly flow: string }[]
    }
  >
>

/** When one looks at it: some runs are alive then. */
export const lookedAt = began + 12 * hour + 30_000
