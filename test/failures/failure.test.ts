import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { kinds } from '../setup/servers/stores.ts'
import { type Api, startApi } from '../setup/servers/api.ts'
import { openStores } from '../setup/servers/sql.ts'
import { type Sent, at, record } from '../setup/seeds/records.ts'
import { storeRuns } from '../setup/seeds/runs.ts'

const minute = 60_000
const now = Date.UTC(2026, 0, 1) + 60 * minute

const fields = `failure {
  summary at execution { id } attempt node error path { kind id name status attempt endedAt }
}`

const ended = (id: string, ms: number, more: Sent = {}, verdict = 'FAILED', error?: string): Sent => ({
  id,
  flow: 'Train',
  attempts: [{ number: 1, startedAt: at(0), finishedAt: at(ms), verdict, ...(error && { error }) }],
  ...more,
})

const own = 'own parent'

const thrice = (error: string) =>
  [1, 2, 3].map((number) => ({
    number,
    startedAt: at(number * 1000),
    finishedAt: at(number * 1000 + 500),
    verdict: 'FAILED',
    error,
  }))

const long = `Traceback (most recent call last):\n${'  File "a.py", line 1, in f\n'.repeat(2_500)}OSError: full`

const executions: Sent[] = [
  { id: 'thrice', flow: 'Train', step: 'train', attempts: thrice('CUDA out of memory') },
  ended('fine', 100, {}, 'OK'),
  { id: 'open', flow: 'Train', attempts: [{ number: 1, startedAt: at(0) }] },
  ended('late', 5000, {}, 'TIMED_OUT', 'no answer'),
  ended('off', 14 * minute, { step: 'train' }, 'CANCELLED', 'the user said so'),
  // Below one that was cancelled, nothing is looked for.
  ended('below off', 50, { parentId: 'off' }),
  {
    id: 'silent',
    flow: 'Train',
    step: 'train',
    heartbeatAt: at(46 * minute),
    heartbeatTimeoutMs: 60_000,
    attempts: [
      { number: 1, startedAt: at(0), finishedAt: at(10), verdict: 'FAILED', error: 'before' },
      { number: 2, startedAt: at(20) },
    ],
  },
  // The first of two children that failed, by end, is itself the parent of another.
  ended('top', 9000, {}, 'FAILED', 'a child failed'),
  ended('first child', 8000, { parentId: 'top', step: 'call' }),
  ended('grandchild', 7000, { parentId: 'first child', step: 'ask' }, 'FAILED', 'refused'),
  ended('second child', 7500, { parentId: 'top' }, 'FAILED', 'not the first'),
  ended('cancelled child', 10, { parentId: 'top' }, 'CANCELLED'),
  ended('fine child', 20, { parentId: 'top' }, 'OK'),
  // Nodes.
  ended('nodes', 9000, {
    nodeResults: [
      { nodeId: 'maybe', status: 'FAILED', finishedAt: at(1000), error: 'optional' },
      { nodeId: 'retried', status: 'FAILED', finishedAt: at(1100), error: 'went well later' },
      { nodeId: 'retried', attempt: 2, status: 'COMPLETED', finishedAt: at(1200) },
      { nodeId: 'fetch', status: 'FAILED', finishedAt: at(1500), error: 'once' },
      { nodeId: 'fetch', attempt: 2, status: 'FAILED', finishedAt: at(2000), error: long },
      { nodeId: 'later', status: 'FAILED', finishedAt: at(3000), error: 'later' },
    ],
    dag: {
      nodes: ['maybe', 'retried', 'fetch', 'later', 'end'].map((id) => ({ id })),
      edges: [
        { source: 'maybe', target: 'end', kind: 'OPTIONAL' },
        { source: 'fetch', target: 'end', kind: 'OPTIONAL' },
        { source: 'fetch', target: 'later' },
      ],
    },
  }),
  ended('only maybe', 9000, {
    nodeResults: [{ nodeId: 'maybe', status: 'FAILED', finishedAt: at(1000), error: 'optional' }],
    dag: {
      nodes: [{ id: 'maybe' }, { id: 'end' }],
      edges: [{ source: 'maybe', target: 'end', kind: 'OPTIONAL' }],
    },
  }),
  // A circle of parents.
  ended('ring 1', 3000, { parentId: 'ring 3' }),
  ended('ring 2', 2000, { parentId: 'ring 1' }),
  ended('ring 3', 1000, { parentId: 'ring 2' }, 'FAILED', 'round'),
  // An earlier version let it be its own parent.
  ended(own, 1000, {}, 'FAILED', 'alone'),
  ended('long', 1000, {}, 'FAILED', long),
]

const step = (id: string, ms: number, more: object = {}) => ({
  kind: 'EXECUTION',
  id: `main:${id}`,
  name: 'Train',
  status: 'FAILED',
  attempt: 1,
  endedAt: at(ms),
  ...more,
})
const nodeStep = (id: string, ms: number, attempt = 1) => ({
  ...step(id, ms),
  kind: 'NODE',
  id,
  name: id,
  attempt,
})

const failureOf = (id: string, ms: number, summary: string, error: string | null, more: object = {}) => ({
  failure: {
    summary,
    at: at(ms),
    execution: { id },
    attempt: 1,
    node: null,
    error,
    path: [step(id, ms)],
    ...more,
  },
})

const top = step('top', 9000)
const answers: Record<string, object> = {
  'thrice': failureOf(
    'thrice',
    3500,
    'Step train failed after 3 attempts: CUDA out of memory',
    'CUDA out of memory',
    {
      attempt: 3,
      path: [step('thrice', 3500, { name: 'train', attempt: 3 })],
    },
  ),
  'fine': { failure: null },
  'open': { failure: null },
  'late': failureOf('late', 5000, 'Execution of flow Train timed out: no answer', 'no answer', {
    path: [step('late', 5000, { status: 'TIMED_OUT' })],
  }),
  'off': failureOf('off', 14 * minute, 'Called off after 14 min, in step train, attempt 1', null, {
    path: [step('off', 14 * minute, { status: 'CANCELLED', name: 'train' })],
  }),
  'silent': failureOf('silent', 46 * minute, 'Last heartbeat 14 min ago, in step train, attempt 2', null, {
    attempt: 2,
    path: [step('silent', 46 * minute, { name: 'train', attempt: 2 })],
  }),
  'top': failureOf('grandchild', 7000, 'Step ask failed: refused', 'refused', {
    path: [top, step('first child', 8000, { name: 'call' }), step('grandchild', 7000, { name: 'ask' })],
  }),
  'second child': failureOf(
    'second child',
    7500,
    'Execution of flow Train failed: not the first',
    'not the first',
  ),
  'nodes': failureOf('nodes', 2000, 'Node fetch of flow Train failed after 2 attempts: OSError: full', long, {
    node: 'fetch',
    path: [step('nodes', 9000), nodeStep('fetch', 2000, 2)],
  }),
  'only maybe': failureOf('only maybe', 1000, 'Node maybe of flow Train failed: optional', 'optional', {
    node: 'maybe',
    path: [step('only maybe', 9000), nodeStep('maybe', 1000)],
  }),
  'ring 1': failureOf('ring 3', 1000, 'Execution of flow Train failed: round', 'round', {
    path: [step('ring 1', 3000), step('ring 2', 2000), step('ring 3', 1000)],
  }),
  'own parent': failureOf('own parent', 1000, 'Execution of flow Train failed: alone', 'alone'),
  'long': failureOf('long', 1000, 'Execution of flow Train failed: OSError: full', long),
}

describe.each(kinds)('the failure of executions and runs in %s', (kind) => {
  let api: Api
  beforeAll(async () => {
    // An open execution of a run is a heartbeat of that.
    vi.useFakeTimers({ toFake: ['Date'], now: now - 14 * minute })
    api = await startApi({ title: kind, kinds: { main: kind } })
    await storeRuns(api, runs)
    await record(api, [...executions, ...ofRuns])
    const [store] = openStores(api)
    await store!.run(`update executions set parent_id = execution_id where execution_id = '${own}'`)
    await store!.close()
    vi.setSystemTime(now)
  })
  afterAll(async () => {
    vi.useRealTimers()
    await api.close()
  })

  it('is where it began, with every field', async () => {
    const query = `query ($ids: [ID!]!) { executions(ids: $ids) { ${fields} } }`
    const found = await api.data<{ executions: object[] }>(query, { ids: Object.keys(answers) })
    expect(found.executions).toEqual(Object.values(answers))
  })

  it('of a run is that of the execution where it began, or of the run itself', async () => {
    const aliases = Object.keys(runAnswers).map(
      (flow, place) => `r${place}: run(flow: "${flow}") { ${fields} }`,
    )
    const found = await api.data(`{ ${aliases.join(' ')} }`)
    expect(Object.values(found)).toEqual(Object.values(runAnswers))
  })

  it('of a run of which 500 executions failed is in the one that ended first', async () => {
    const many = Array.from({ length: 500 }, (_, place) =>
      ended(`many ${place}`, 9000 - place, { flow: 'many', runNumber: 1 }),
    )
    await storeRuns(api, [{ flow: 'many', number: 1, verdict: { ok: false } }])
    await record(api, many)
    const found = await api.data('{ run(flow: "many") { failure { execution { id } path { id } } } }')
    expect(found).toEqual({
      run: {
        failure: { execution: { id: 'many 499' }, path: [{ id: 'main:many/1' }, { id: 'main:many 499' }] },
      },
    })
  })

  it('ends at 50 levels', async () => {
    const chain = Array.from({ length: 60 }, (_, depth) =>
      ended(`depth ${depth}`, 1000 - depth, { parentId: depth === 0 ? null : `depth ${depth - 1}` }),
    )
    await record(api, chain)
    const found = await api.data<{ execution: { failure: { execution: object; path: object[] } } }>(
      '{ execution(id: "depth 0") { failure { execution { id } path { id } } } }',
    )
    const { execution, path } = found.execution.failure
    expect([execution, path.length]).toEqual([{ id: 'depth 50' }, 51])
  })
})

const minutesAgo = (minutes: number) => new Date(now - minutes * minute).toISOString()

const runs = [
  { flow: 'parts', number: 1, startedAt: at(0), verdict: { ok: false, at: at(9000) } },
  { flow: 'fine', number: 1, startedAt: at(0), verdict: { ok: true, at: at(9000) } },
  { flow: 'alone', number: 1, startedAt: at(0), verdict: { ok: false, at: at(9000) } },
  { flow: 'off', number: 1, startedAt: at(0), verdict: { ok: false, at: at(9000) } },
  { flow: 'silent', number: 1, startedAt: at(0), heartbeatAt: minutesAgo(14) },
  { flow: 'silent after a step', number: 1, startedAt: at(0), heartbeatAt: minutesAgo(14) },
  { flow: 'never heard', number: 1, startedAt: at(0), heartbeatAt: null },
]
const ofRuns: Sent[] = [
  ended('p1', 5000, { flow: 'parts', runNumber: 1, step: 'one' }, 'FAILED', 'second'),
  ended('p2', 4000, { flow: 'parts', runNumber: 1, step: 'two' }, 'FAILED', 'first'),
  ended('p3', 100, { flow: 'parts', runNumber: 1, step: 'three' }, 'CANCELLED'),
  ended('p4', 100, { flow: 'parts', runNumber: 1, step: 'three' }, 'OK'),
  ended('o1', 2000, { flow: 'off', runNumber: 1, step: 'one' }, 'CANCELLED'),
  {
    id: 's1',
    flow: 'silent',
    runNumber: 1,
    step: 'train',
    attempts: [
      { number: 1, startedAt: at(0), finishedAt: at(10), verdict: 'FAILED' },
      { number: 2, startedAt: at(20) },
    ],
  },
  ended('s2', 10, { flow: 'silent after a step', runNumber: 1, step: 'load' }, 'OK'),
]

const runStep = (flow: string, endedAt: string | null) => ({
  kind: 'RUN',
  id: `main:${flow}/1`,
  name: flow,
  status: 'FAILED',
  attempt: null,
  endedAt,
})
const ofRun = (flow: string, endedAt: string | null, summary: string, when = endedAt) => ({
  failure: {
    summary,
    at: when,
    execution: null,
    attempt: null,
    node: null,
    error: null,
    path: [runStep(flow, endedAt)],
  },
})

const runAnswers: Record<string, object> = {
  'parts': failureOf('p2', 4000, 'Step two failed: first', 'first', {
    path: [runStep('parts', at(9000)), step('p2', 4000, { name: 'two' })],
  }),
  'fine': { failure: null },
  'alone': ofRun('alone', at(9000), 'The run failed, and no failed execution of it is recorded'),
  'off': failureOf('o1', 2000, 'Called off after 2 s, in step one, attempt 1', null, {
    path: [runStep('off', at(9000)), step('o1', 2000, { name: 'one', status: 'CANCELLED' })],
  }),
  'silent': ofRun('silent', minutesAgo(14), 'Last heartbeat 14 min ago, in step train, attempt 2'),
  'silent after a step': ofRun(
    'silent after a step',
    minutesAgo(14),
    'Last heartbeat 14 min ago, after step load, attempt 1',
  ),
  'never heard': ofRun('never heard', null, 'No heartbeat since the start 1 h ago', at(0)),
}
