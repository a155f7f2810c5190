import { afterAll, beforeAll, describe, expect, inject, it, vi } from 'vitest'
import { errors, statements } from '../setup/ask/answers.ts'
import { type Counter, countStatements } from '../setup/ask/counting.ts'
import { claim, complete, leaseOf, node, start } from '../setup/ask/queue.ts'
import { type Sent, record } from '../setup/seeds/records.ts'
import { instant, storeRuns } from '../setup/seeds/runs.ts'
import { type Api, setups, startApi } from '../setup/servers/api.ts'
import { type Proxy, startProxy } from '../setup/servers/proxy.ts'
import { sized } from '../setup/whole.ts'

const now = Date.UTC(2026, 5, 1, 12)
const [second, minute, hour] = [1_000, 60_000, 3_600_000]
const ago = (ms: number) => instant(now - ms)

const fields = 'id kind why since factor backend flow queue execution { id } run { id } group { title count }'
const question = `{ attention(first: 100) { items { ${fields} } notLookedAt unavailable } }`

/** An execution that began so long ago and took so long, or is in progress. */
const execution = (id: string, began: number, took: number | null, more: Sent = {}): Sent => ({
  id,
  flow: 'Train',
  step: 'fit',
  attempts: [
    {
      number: 1,
      startedAt: ago(began),
      ...(took !== null && { finishedAt: ago(began - took), verdict: 'OK' }),
    },
  ],
  ...more,
})

const run = (flow: string, number: number, began: number, took: number | null, ok = true) => ({
  flow,
  number,
  startedAt: ago(began),
  heartbeatAt: took === null ? ago(0) : null,
  ...(took !== null && { verdict: { ok, at: ago(began - took) } }),
})

/** One that failed with this error, and began so long ago. */
const failed = (id: string, began: number, error: string): Sent => ({
  id,
  flow: 'Failing',
  attempts: [{ number: 1, startedAt: ago(began), finishedAt: ago(began - second), verdict: 'FAILED', error }],
})

const times = <T>(count: number, make: (index: number) => T) =>
  Array.from({ length: count }, (_, at) => make(at))

async function seed(api: Api, backend: string): Promise<void> {
  await record(
    api,
    [
      // Six of a minute each, and three that have run for longer than three minutes, two of them of the same step.
      ...times(6, (index) => execution(`done ${index}`, 5 * hour - index * minute, minute)),
      ...times(3, (index) => failed(`boom ${index}`, (10 - index) * minute, 'The shard is gone')),
      ...times(12, (index) => failed(`full ${index}`, (50 - index) * minute, 'The disk is full')),
      ...times(2, (index) => failed(`was full ${index}`, (25 - index) * hour, 'The disk is full')),
      execution('stuck', hour, null),
      execution('stuck, too', 30 * minute, null),
      execution('fine', 2 * minute, null),
      execution('unusual', 10 * hour, null, { step: 'load' }),
      execution('beating', minute, null, {
        flow: 'Beat',
        heartbeatTimeoutMs: 30_000,
        heartbeatAt: ago(5_000),
      }),
      execution('silent', minute, null, {
        flow: 'Beat',
        heartbeatTimeoutMs: 300_000,
        heartbeatAt: ago(255_000),
      }),
      execution('lost', minute, null, {
        flow: 'Beat',
        heartbeatTimeoutMs: 300_000,
        heartbeatAt: ago(301_000),
      }),
      {
        id: 'again',
        flow: 'Retry',
        attempts: times(6, (index) => ({
          number: index + 1,
          startedAt: ago(20 * minute - index * minute),
          ...(index < 5 && {
            finishedAt: ago(20 * minute - index * minute - second),
            verdict: 'FAILED',
            error: 'no',
          }),
        })),
      },
    ],
    backend,
  )
  await storeRuns(
    api,
    [
      ...times(6, (index) => run('Nightly', index + 1, 9 * hour - index * minute, 100 * second)),
      run('Nightly', 7, hour, null),
      { ...run('Quiet', 1, hour, null), heartbeatAt: ago(330 * second) },
      { ...run('Quiet', 2, hour, null), heartbeatAt: ago(200 * second) },
      run('Broken', 1, 8 * hour, minute),
      ...times(4, (index) => run('Broken', index + 2, (7 - index) * hour, minute, false)),
      run('Broken', 6, second, null),
      ...[false, true, false, false].map((ok, index) =>
        run('Mixed', index + 1, (9 - index) * hour, minute, ok),
      ),
      ...times(12, (index) => run('Dead', index + 1, (30 - index) * hour, minute, false)),
    ],
    backend,
  )
}

/** Work that waits in the queue of the first backend: one action for an hour, and five for ten seconds. */
async function queueUp(api: Api): Promise<void> {
  const dag = { nodes: [node('only', { kind: 'Slow' })], edges: [] }
  vi.setSystemTime(now - hour)
  await start(api, [{ id: 'first in line', flow: 'Work' }], dag)
  vi.setSystemTime(now - 10 * second)
  await start(
    api,
    times(5, (index) => ({ id: `in line ${index}`, flow: 'Work' })),
    dag,
  )
  const tries = {
    nodes: [node('flaky', { retry: { maxAttempts: 9, backoff: 'LINEAR', delayMs: 0 } })],
    edges: [],
  }
  await start(api, [{ id: 'tried', flow: 'Flaky' }], tries)
  for (let count = 0; count < 5; count++) {
    const actions = await claim(api)
    expect(actions).toHaveLength(1)
    await complete(api, [{ ...leaseOf(actions[0]!), error: 'not yet' }])
    vi.setSystemTime(Date.now() + second)
  }
  vi.setSystemTime(now)
}

const item = (kind: string, backend: string, about: string, more: object) => ({
  id: `${kind} ${backend}:${about}`,
  kind,
  backend,
  flow: null,
  queue: null,
  execution: null,
  run: null,
  group: null,
  ...more,
})

const of = (backend: string, groups: ReadonlyMap<string, string>) => {
  const execution = (kind: string, id: string, flow: string, more: object) =>
    item(kind, backend, id, { flow, execution: { id }, ...more })
  const run = (kind: string, id: string, more: object) =>
    item(kind, backend, id, { flow: id.split('/')[0], run: { id: `${backend}:${id}` }, ...more })
  return [
    execution('RUNNING_LONG', 'stuck', 'Train', {
      why: 'Runs for 1 h; 95 % of the last 6 took at most 1 min. 1 other of the same step also runs too long.',
      since: ago(hour),
      factor: 20,
    }),
    run('RUNNING_LONG', 'Nightly/7', {
      why: 'Runs for 1 h; 95 % of the last 6 took at most 1 min 40 s.',
      since: ago(hour),
      factor: 12,
    }),
    item('FAILURE_GROUP', backend, groups.get('The disk is full')!, {
      why: 'It had 12 failures in the last hour, at least ten times as many as usual.',
      since: ago(hour),
      factor: 14.4,
      group: { title: 'The disk is full', count: 14 },
    }),
    item('FAILURE_GROUP', backend, groups.get('The shard is gone')!, {
      why: 'It is new in the last hour, with 3 failures.',
      since: ago(10 * minute),
      factor: 3,
      group: { title: 'The shard is gone', count: 3 },
    }),
    item('FLOW_FAILING', backend, 'Dead', {
      flow: 'Dead',
      run: { id: `${backend}:Dead/12` },
      why: 'The last 10 runs failed, and maybe more.',
      since: ago(28 * hour),
      factor: 10 / 3,
    }),
    run('HEARTBEAT_DUE', 'Quiet/1', {
      why: 'The last heartbeat came 5 min 30 s ago. Without another one it counts as failed in 30 s.',
      since: ago(330 * second),
      factor: 1.5,
    }),
    item('FLOW_FAILING', backend, 'Broken', {
      flow: 'Broken',
      run: { id: `${backend}:Broken/5` },
      why: 'The last 4 runs failed.',
      since: ago(7 * hour),
      factor: 4 / 3,
    }),
    execution('HEARTBEAT_DUE', 'silent', 'Beat', {
      why: 'The last heartbeat came 4 min 15 s ago. Without another one it counts as failed in 45 s.',
      since: ago(255 * second),
      factor: 1.25,
    }),
    execution('ATTEMPTS', 'again', 'Retry', {
      why: 'There were 6 attempts so far; the last one is in progress.',
      since: ago(20 * minute),
      factor: 1.2,
    }),
  ]
}

const inQueue = (backend: string) => [
  item('QUEUE_WAITING', backend, 'kind Slow', {
    why: 'The oldest action of kind Slow waits for 1 h; the median of 6 is 10 s.',
    since: ago(hour),
    factor: 36,
    queue: 'Slow',
  }),
  item('ATTEMPTS', backend, 'tried flaky', {
    why: 'Try 6 of node flaky waits or is in progress.',
    since: ago(10 * second),
    factor: 1.2,
    execution: { id: 'tried' },
  }),
]

interface Found {
  readonly attention: { readonly items: { factor: number; since: string; backend: string; id: string }[] }
}

describe.each(sized(setups, [setups.at(-1)!]))('what wants attention in $title', (setup) => {
  const names = Object.keys(setup.kinds)
  let api: Api
  let counter: Counter
  beforeAll(async () => {
    api = await startApi(setup)
    counter = await countStatements(api)
    vi.useFakeTimers({ toFake: ['Date'], now })
    await queueUp(api)
    for (const name of names) await seed(api, name)
  })
  afterAll(async () => {
    vi.useRealTimers()
    await counter.close()
    await api.close()
  })

  it('is told with why and since when, the worst first', async () => {
    const { failureGroups } = await api.data<{ failureGroups: { nodes: { id: string; title: string }[] } }>(
      '{ failureGroups { nodes { id title } } }',
    )
    const groups = new Map(failureGroups.nodes.map(({ id, title }) => [title, id]))
    const expected = [...inQueue(names[0]!), ...names.flatMap((name) => of(name, groups))]
    const { attention } = await api.data<Found>(question)
    const byId = (a: { id: string }, b: { id: string }) => (a.id < b.id ? -1 : 1)
    expect({ ...attention, items: attention.items.toSorted(byId) }).toEqual({
      items: expected.toSorted(byId),
      notLookedAt: [],
      unavailable: [],
    })
    const order = attention.items.map(({ factor, since }) => [-factor, since])
    expect(order).toEqual(order.toSorted(([a, b], [c, d]) => Number(a) - Number(c) || (b! < d! ? -1 : 1)))
    const first = await api.data<Found>('{ attention(first: 1) { items { id } } }')
    expect(first.attention.items).toEqual([{ id: `QUEUE_WAITING ${names[0]}:kind Slow` }])
  })

  it('costs twelve statements of each store, however much is found, and four for what it is about', async () => {
    const all = await counter.during(() => api.ask('{ attention { items { why } } }'))
    expect(all.answer.errors).toBeUndefined()
    expect(statements(all.answer)).toEqual(all.seen)
    expect(all.seen).toEqual(Object.fromEntries(names.map((name) => [name, 12])))
    const { seen } = await counter.during(() => api.ask(question))
    expect(seen).toEqual(Object.fromEntries(names.map((name) => [name, 16])))
  })

  it('is at most a hundred items', async () => {
    for (const first of [0, 101])
      expect(errors(await api.ask(`{ attention(first: ${first}) { items { id } } }`))).toEqual([
        {
          path: ['attention'],
          code: 'BAD_USER_INPUT',
          field: 'first',
          limit: first === 0 ? 1 : 100,
          received: first,
        },
      ])
  })
})

describe('where one of two stores is down', () => {
  let api: Api
  let proxy: Proxy
  beforeAll(async () => {
    proxy = await startProxy(inject('servers')['postgres']!)
    const route = (url: string, name: string) => (name === 'prod' ? proxy.through(url) : url)
    api = await startApi({ title: '', kinds: { main: 'sqlite', prod: 'postgres' } }, {}, route)
    await storeRuns(
      api,
      times(3, (index) => run('Broken', index + 1, (3 - index) * hour, minute, false)),
    )
  })
  afterAll(async () => {
    await api.close()
    await proxy.close()
  })

  it('what the other one has is told, and which is missing', async () => {
    await proxy.cut()
    const answer = await api.ask('{ attention { items { kind flow } notLookedAt unavailable } }')
    expect(answer.data).toEqual({
      attention: {
        items: [{ kind: 'FLOW_FAILING', flow: 'Broken' }],
        notLookedAt: [],
        unavailable: ['prod'],
      },
    })
    expect(errors(answer)).toEqual([{ code: 'BACKEND_UNAVAILABLE', backend: 'prod', path: ['attention'] }])
  })
})
