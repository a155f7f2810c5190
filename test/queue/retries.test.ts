import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { type Api, aloneSetups, startApi } from '../setup/servers/api.ts'
import {
  type Action,
  cancel,
  claim,
  complete,
  done,
  edge,
  extend,
  leaseOf,
  look,
  node,
  nodes,
  short,
  startOne,
  tries,
} from '../setup/ask/queue.ts'
import { at } from '../setup/seeds/records.ts'

const second = 1_000
const hour = 3_600_000
const lost = 'The lease expired before the action was completed.'

describe.each(aloneSetups)('what is tried again on $title', (setup) => {
  let api: Api
  beforeAll(async () => {
    api = await startApi(setup)
  })
  afterAll(() => api.close())
  beforeEach(() => void vi.useFakeTimers({ toFake: ['Date'], now: Date.parse(at(0)) }))
  afterEach(() => void vi.useRealTimers())

  const later = (ms: number) => void vi.setSystemTime(Date.now() + ms)
  const one = (retry: object, more: object = {}) => startOne(api, { nodes: [node('a', { retry, ...more })] })
  const taken = async (): Promise<Action> => (await claim(api))[0]!
  const conflict = { ok: false, problem: expect.objectContaining({ code: 'CONFLICT' }) }

  /** Fails it, and answers after how long it can be claimed again, in parts of what is expected. */
  async function delayOf(expected: number): Promise<[tooEarly: number, inTime: number]> {
    await done(api, await taken(), { error: 'again' })
    later(expected - 1)
    const tooEarly = (await claim(api)).length
    later(Math.ceil(expected / 4) + 1)
    const [again] = await claim(api)
    if (again) await done(api, again, { release: true })
    return [tooEarly, again ? 1 : 0]
  }

  it.each([
    ['LINEAR', [1, 2, 3, 4]],
    ['EXPONENTIAL', [1, 2, 4, 8]],
  ])('waits longer with each attempt: %s', async (backoff, factors) => {
    const id = await one({ maxAttempts: 5, backoff, delayMs: 10_000 })
    for (const factor of factors) expect(await delayOf(factor * 10_000)).toEqual([0, 1])
    await done(api, await taken(), { error: 'at last' })
    expect(await short(api, id)).toEqual(['FAILED', ...[1, 2, 3, 4, 5].map((n) => `a ${n} FAILED`)])
  })

  it('waits no longer than an hour', async () => {
    await one({ maxAttempts: 9, backoff: 'LINEAR', delayMs: hour })
    for (const _ of [1, 2, 3]) {
      await done(api, await taken(), { error: 'again' })
      later(hour - 1)
      expect(await claim(api)).toEqual([])
      later(1)
    }
    await done(api, await taken())
  })

  it.each([
    ['NONE', 10_000],
    ['LINEAR', 0],
    ['EXPONENTIAL', 0],
  ])('does not wait at all: %s of %i ms', async (backoff, delayMs) => {
    const id = await one({ maxAttempts: 2, backoff, delayMs })
    await done(api, await taken(), { error: 'once' })
    const again = await taken()
    expect([again.nodeId, again.attempt]).toEqual(['a', 2])
    await done(api, again)
    expect(await short(api, id)).toEqual(['COMPLETED', 'a 1 FAILED', 'a 2 COMPLETED'])
  })

  it('tries three times, a second apart and twice as long, when nothing is said', async () => {
    const id = await startOne(api, { nodes: nodes('a') })
    for (const ms of [second, 2 * second]) expect(await delayOf(ms)).toEqual([0, 1])
    await done(api, await taken(), { error: 'at last' })
    expect(await look(api, [id])).toMatchObject([{ status: 'FAILED', error: 'Node "a" failed: at last' }])
  })

  it('gives up at once when it is no use', async () => {
    const id = await one({ maxAttempts: 9 })
    await done(api, await taken(), { error: 'no use', final: true })
    expect(await look(api, [id])).toEqual([
      {
        status: 'FAILED',
        statusReason: 'ATTEMPT_FAILED',
        attempt: 1,
        nodeCount: 1,
        outputs: null,
        error: 'Node "a" failed: no use',
        attempts: { nodes: [{ number: 1, status: 'FAILED', error: 'Node "a" failed: no use' }] },
        nodeResults: {
          nodes: [{ nodeId: 'a', attempt: 1, status: 'FAILED', error: 'no use', value: null }],
        },
      },
    ])
  })

  it('tells of each attempt when it was, and how long', async () => {
    const id = await one(tries(2).retry)
    later(100)
    const first = await taken()
    later(50)
    await done(api, first, { error: 'once' })
    later(200)
    const next = await taken()
    later(70)
    await done(api, next, { output: 1 })
    const query = `query ($id: ID!) { execution(id: $id) { startedAt finishedAt durationMs
        attempts { nodes { number startedAt finishedAt status } }
        nodeResults { nodes { attempt startedAt finishedAt durationMs } } } }`
    expect(await api.data(query, { id })).toEqual({
      execution: {
        startedAt: at(100),
        finishedAt: at(420),
        durationMs: 320,
        attempts: { nodes: [{ number: 1, startedAt: at(100), finishedAt: at(420), status: 'COMPLETED' }] },
        nodeResults: {
          nodes: [
            { attempt: 1, startedAt: at(100), finishedAt: at(150), durationMs: 50 },
            { attempt: 2, startedAt: at(350), finishedAt: at(420), durationMs: 70 },
          ],
        },
      },
    })
  })

  it('counts a lease that ran out as an attempt, and hears no more of who held it', async () => {
    const id = await one(tries(2).retry)
    const lame = (await claim(api, { leaseMs: 5 * second }))[0]!
    expect(lame.leaseExpiresAt).toBe(at(5 * second))
    later(5 * second - 1)
    expect(await claim(api)).toEqual([])
    later(1)
    const next = await taken()
    expect([next.attempt, next.leaseToken === lame.leaseToken]).toEqual([2, false])
    expect(await complete(api, [{ ...leaseOf(lame), output: 'late' }])).toEqual([conflict])
    expect(await extend(api, [{ ...leaseOf(lame), leaseMs: second }])).toEqual([
      { ...conflict, leaseExpiresAt: null },
    ])
    await done(api, next, { output: 'in time' })
    expect(await complete(api, [{ ...leaseOf(next), output: 'again' }])).toEqual([conflict])
    expect((await look(api, [id]))[0]).toMatchObject({
      status: 'COMPLETED',
      nodeResults: {
        nodes: [
          { attempt: 1, status: 'FAILED', error: lost, value: null },
          { attempt: 2, status: 'COMPLETED', error: null, value: 'in time' },
        ],
      },
    })
  })

  it('fails when leases ran out as often as it may be tried', async () => {
    const id = await one(tries(2).retry)
    for (const _ of [1, 2]) {
      await claim(api, { leaseMs: second })
      later(second)
    }
    expect(await claim(api)).toEqual([])
    expect(await look(api, [id])).toMatchObject([{ status: 'FAILED', error: `Node "a" failed: ${lost}` }])
  })

  it('takes a completion though its lease is over, while nobody else was given it', async () => {
    const id = await one(tries(1).retry)
    const held = await taken()
    later(hour)
    await done(api, held, { output: 1 })
    expect((await short(api, id))[0]).toBe('COMPLETED')
  })

  it('extends a lease from now, shortens it too, and never beyond what the node may take', async () => {
    await one(tries(2).retry, { timeoutMs: 60 * second })
    const [held] = await claim(api, { leaseMs: hour })
    expect([held!.leaseExpiresAt, held!.timeoutMs]).toEqual([at(60 * second), 60 * second])
    const extended = async (leaseMs: number) => (await extend(api, [{ ...leaseOf(held!), leaseMs }]))[0]
    const until = (ms: number) => ({ ok: true, problem: null, leaseExpiresAt: at(ms) })
    later(10 * second)
    expect(await extended(20 * second)).toEqual(until(30 * second))
    expect(await extended(hour)).toEqual(until(60 * second))
    expect(await extended(second)).toEqual(until(11 * second))
    later(second)
    const next = await taken()
    expect([next.attempt, next.leaseExpiresAt]).toEqual([2, at(41 * second)])
    await done(api, next)
  })

  it('keeps the longest of the extensions of one lease in a call, and tells of each', async () => {
    await one(tries(1).retry)
    const held = await taken()
    const asked = [5, 9, 7].map((n) => ({ ...leaseOf(held), leaseMs: n * second }))
    const answers = await extend(api, [...asked, { ...leaseOf(held), nodeId: 'b', leaseMs: second }])
    expect(answers).toEqual([
      ...[1, 2, 3].map(() => ({ ok: true, problem: null, leaseExpiresAt: at(9 * second) })),
      { ...conflict, leaseExpiresAt: null },
    ])
    await done(api, held)
  })

  it('does not count what was given back, and gives it away at its old place', async () => {
    const id = await startOne(api, { nodes: [node('a', tries(1)), node('b')], edges: [] })
    const [held] = await claim(api, { limit: 1 })
    await done(api, held!, { release: true })
    expect(await complete(api, [leaseOf(held!)])).toEqual([conflict])
    const [again, other] = await claim(api)
    expect([again!.nodeId, again!.attempt, other!.nodeId]).toEqual(['a', 1, 'b'])
    await complete(api, [leaseOf(again!), leaseOf(other!)])
    expect(await short(api, id)).toEqual(['COMPLETED', 'a 1 COMPLETED', 'b 1 COMPLETED'])
  })

  it('is not refused a verdict by a clock that stands back', async () => {
    const [id, off] = [await one(tries(1).retry), await one(tries(1).retry)]
    const held = (await claim(api)).find(({ executionId }) => executionId === id)
    vi.setSystemTime(Date.now() - 5 * second)
    await done(api, held!, { output: 1 })
    await cancel(api, [off])
    const query = `query ($ids: [ID!]!) { executions(ids: $ids) { status startedAt finishedAt
        nodeResults { nodes { startedAt finishedAt durationMs } } } }`
    const times = { startedAt: at(0), finishedAt: at(0) }
    expect(await api.data(query, { ids: [id, off] })).toEqual({
      executions: [
        { status: 'COMPLETED', ...times, nodeResults: { nodes: [{ ...times, durationMs: 0 }] } },
        { status: 'CANCELLED', ...times, nodeResults: { nodes: [{ ...times, durationMs: 0 }] } },
      ],
    })
  })

  it('drops what waits to be tried again when another node fails for good', async () => {
    const id = await startOne(api, {
      nodes: [node('a'), node('b', tries(1)), node('c')],
      edges: [edge('a c')],
    })
    const [a, b] = await claim(api)
    await done(api, a!, { error: 'once' })
    await done(api, b!, { error: 'for good' })
    later(hour)
    expect(await claim(api)).toEqual([])
    expect(await short(api, id)).toEqual(['FAILED', 'a 1 FAILED', 'a 2 CANCELLED', 'b 1 FAILED'])
  })
})
