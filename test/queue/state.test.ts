import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { type Api, aloneSetups, startApi } from '../setup/servers/api.ts'
import { claim, complete, done, edge, leaseOf, node, start, startOne } from '../setup/ask/queue.ts'
import { at } from '../setup/seeds/records.ts'

const query = `{ queue { backend waiting { name value isExact oldest } ready { name value isExact oldest }
  open future delayed inFlight oldestMs workers { id kinds seenAt } rates { name total } latencies { name count p50 p90 p99 max } } }`

interface State {
  readonly rates: readonly { name: string; total: number }[]
  readonly latencies: readonly Record<string, number>[]
}

describe.each(aloneSetups)('what the queue on $title tells of itself', (setup) => {
  let api: Api
  beforeAll(async () => {
    api = await startApi(setup, { openExecutions: 2 })
  })
  afterAll(() => api.close())
  beforeEach(() => void vi.useFakeTimers({ toFake: ['Date'], now: Date.parse(at(0)) }))
  afterEach(() => void vi.useRealTimers())

  const state = async () => (await api.data<{ queue: State }>(query)).queue
  const none = { backend: 'main', waiting: [], ready: [], open: 0, future: 0, delayed: 0, inFlight: 0 }

  it('counts what waits, by flow and kind, and what is under way', async () => {
    expect(await state()).toMatchObject({ ...none, oldestMs: null, workers: [] })
    const dag = { nodes: [node('x', { kind: 'x' }), node('y', { kind: 'y' }), node('x2', { kind: 'x' })] }
    await startOne(api, dag, { flow: 'A' })
    vi.setSystemTime(Date.parse(at(10)))
    await start(api, [{ flow: 'B' }, { flow: 'B' }, { flow: 'C' }], dag)
    await startOne(api, dag, { flow: 'D', runAt: at(3_600_000) })
    const [held] = await claim(api, { kinds: ['x'], worker: 'w 1' })
    await done(api, held!, { error: 'again' })
    const [other] = await claim(api, { kinds: ['y'], worker: 'w 2', limit: 1 })
    await complete(api, [{ ...leaseOf(other!), leaseToken: 'stale' }])
    vi.setSystemTime(Date.parse(at(510)))
    const found = await state()
    const backlog = (name: string, value: number, ms: number) => ({
      name,
      value,
      isExact: true,
      oldest: at(ms),
    })
    const sorted = (list: readonly { name: string }[]) => list.toSorted((a, b) => (a.name < b.name ? -1 : 1))
    const { waiting, ready, ...rest } = found as unknown as Record<'waiting' | 'ready', { name: string }[]>
    expect(sorted(waiting)).toEqual([backlog('B', 1, 10), backlog('C', 1, 10)])
    expect(sorted(ready)).toEqual([backlog('y', 1, 10)])
    expect(rest).toMatchObject({
      open: 2,
      future: 1,
      delayed: 1,
      inFlight: 4,
      oldestMs: 500,
      workers: [
        { id: 'w 2', kinds: ['y'], seenAt: at(10) },
        { id: 'w 1', kinds: ['x'], seenAt: at(10) },
      ].toSorted((a, b) => (a.id < b.id ? -1 : 1)),
    })
    expect(found.rates).toEqual([
      { name: 'started', total: 5 },
      { name: 'claimed', total: 5 },
      { name: 'completed', total: 1 },
      { name: 'refused', total: 1 },
    ])
  })

  it('times its statements by what they are for', async () => {
    const names = ['turnaround', 'claim', 'complete', 'fanIn', 'enqueue', 'history']
    const dag = { nodes: [node('a'), node('b'), node('c')], edges: [edge('a c'), edge('b c')] }
    await startOne(api, dag)
    const { latencies } = await state()
    expect(latencies.map(({ name }) => name)).toEqual(names)
    for (const { count, p50, p90, p99, max } of latencies) {
      expect(p50! <= p90! && p90! <= p99! && p99! <= max!).toBe(true)
      expect(max! > 0).toBe(count! > 0)
    }
  })

  it('has none where executions are only read', async () => {
    const answer = await api.ask('{ queue(backend: "none") { open } }')
    expect(answer.errors![0]!.extensions).toMatchObject({ code: 'BAD_USER_INPUT', field: 'backend' })
  })
})
