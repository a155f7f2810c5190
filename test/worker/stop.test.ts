import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import type { WorkerProblem } from '../../src/client/worker/problem.ts'
import { overGraphql } from '../../src/client/worker/overgraphql.ts'
import type { Action } from '../../src/client/worker/workqueue.ts'
import { createWorker } from '../../src/client/worker/worker.ts'
import { type Proxy, startProxy } from '../setup/servers/proxy.ts'
import { look, node, short, startOne, tries } from '../setup/ask/queue.ts'
import { asking, never } from '../setup/ask/waiting.ts'
import { listen } from '../setup/servers/served.ts'
import { openStores } from '../setup/servers/sql.ts'
import {
  type Workplace,
  briefMs,
  ended,
  neverExpire,
  neverPoll,
  openWorkplace,
  someWays,
  timeOutAtOnce,
  until,
} from '../setup/servers/workers.ts'

/** No other timer has as long. */
const leaseMs = 1_003

/** A handler that waits until it is told to go on, or that there is no more use in it. */
function gate() {
  const begun = Promise.withResolvers<void>()
  const open = Promise.withResolvers<string>()
  const reasons: string[] = []
  const handler = (_: unknown, { signal }: { signal: AbortSignal }) => {
    begun.resolve()
    const aborted = new Promise<never>((_resolve, reject) => {
      signal.addEventListener('abort', () => {
        reasons.push((signal.reason as Error).message)
        reject(signal.reason as Error)
      })
    })
    return Promise.race([open.promise, aborted])
  }
  return { handler, reasons, begun: begun.promise, open: () => open.resolve('done') }
}

const said = (problems: readonly WorkerProblem[]) =>
  problems.map(({ what, message, action }) => [what, message, action?.nodeId])

describe.each(someWays)('a worker on $title', ({ kind, way }) => {
  let place: Workplace
  beforeAll(async () => {
    place = await openWorkplace({ kind, way })
  })
  afterAll(() => place.close())
  // A server may not know yet that a worker of the test before has hung up: each test has a kind of its own.
  let name = ''
  let made = 0
  beforeEach(() => {
    place.problems.splice(0)
    name = `gate ${made++}`
  })
  afterEach(() => {
    vi.useRealTimers()
    vi.restoreAllMocks()
  })
  const one = (more = {}) => ({ nodes: [node('n', { kind: name, ...tries(2), ...more })] })

  it('that stops finishes what is in hand, tells it, and takes nothing more', async () => {
    const { handler, begun, open, reasons } = gate()
    const worker = place.hire({ handlers: { [name]: handler } })
    const id = await startOne(place.api, one())
    await begun
    const stopped = worker.stop({ graceMs: 60_000 })
    const other = await startOne(place.api, one())
    open()
    await stopped
    expect(await short(place.api, id)).toEqual(['COMPLETED', 'n 1 COMPLETED'])
    expect((await short(place.api, other))[0]).toBe('PENDING')
    expect([reasons, place.problems]).toEqual([[], []])
    expect(() => worker.start()).toThrow('The worker was stopped. Make a new one.')
    const second = place.hire({ handlers: { [name]: () => {} } })
    await ended(place.api, [other])
    await second.stop()
  })

  it('that stops gives back what is not done in time, and it counts as not tried', async () => {
    const { handler, begun, reasons } = gate()
    const worker = place.hire({ handlers: { [name]: handler } })
    const id = await startOne(place.api, one())
    await begun
    await worker.stop({ graceMs: 0 })
    expect(reasons).toEqual(['The worker is stopping.'])
    const second = place.hire({ handlers: { [name]: () => 'by the second' } })
    const [seen] = await ended(place.api, [id])
    expect(seen!.nodeResults.nodes).toEqual([
      { nodeId: 'n', attempt: 1, status: 'COMPLETED', error: null, value: 'by the second' },
    ])
    await second.stop()
    expect(place.problems).toEqual([])
  })

  it('is stopped at once while it waits for work, again and before it began', async () => {
    // The clock by which claims end stands still: this one ends only when the worker hangs up.
    vi.useFakeTimers({ toFake: ['performance'] })
    const queue = way === 'in process' ? place.queue : overGraphql({ url: place.url })
    const begun = Promise.withResolvers<void>()
    const claim: typeof queue.claim = (...args) => {
      begun.resolve()
      return queue.claim(...args)
    }
    const worker = place.hire({ queue: { ...queue, claim }, handlers: { [name]: () => {} }, wait: 20_000 })
    await begun.promise
    await Promise.all([worker.stop(), worker.stop()])
    await createWorker({ url: place.url, handlers: { [name]: () => {} } }).stop()
    expect(place.problems).toEqual([])
  })

  it('tells a handler that its time is over', async () => {
    timeOutAtOnce()
    const { handler, reasons } = gate()
    const worker = place.hire({ handlers: { [name]: handler } })
    const id = await startOne(place.api, one({ ...tries(1), timeoutMs: briefMs }))
    const [seen] = await ended(place.api, [id])
    const tooLong = `It took longer than ${briefMs} ms.`
    expect([seen!.status, seen!.error]).toEqual(['FAILED', `Node "n" failed: ${tooLong}`])
    await worker.stop()
    expect([reasons, place.problems]).toEqual([[tooLong], []])
  })

  it('tells a handler that its action is lost, and drops what came of it', async () => {
    neverExpire(leaseMs)
    const { handler, begun, reasons } = gate()
    const worker = place.hire({ handlers: { [name]: handler }, leaseMs })
    const id = await startOne(place.api, one())
    await begun
    const stolen = await steal(place, name)
    expect(stolen.attempt).toBe(2)
    await until(() => reasons.length > 0)
    await worker.stop()
    const lost = 'Its lease is no longer held.'
    expect([reasons, said(place.problems)]).toEqual([[lost], [['LOST', lost, 'n']]])
    expect(await place.queue.complete([{ ...stolen, outcome: { output: '"mine"' } }])).toEqual([null])
    expect(await short(place.api, id)).toEqual(['COMPLETED', 'n 1 FAILED', 'n 2 COMPLETED'])
  })

  it('drops what it did of an action that somebody else has by now', async () => {
    const { handler, begun, open } = gate()
    const worker = place.hire({ handlers: { [name]: handler } })
    const id = await startOne(place.api, one())
    await begun
    const stolen = await steal(place, name)
    open()
    await until(() => place.problems.length > 0)
    await worker.stop()
    expect(said(place.problems)).toEqual([['LOST', expect.stringContaining('no longer held'), 'n']])
    await place.queue.complete([{ ...stolen, outcome: { output: '"theirs"' } }])
    expect((await look(place.api, [id]))[0]!.outputs!.json).toEqual({ n: 'theirs' })
  })
})

/** Takes an action as if its worker had been silent for too long: again, where that has just extended its lease. */
async function steal({ api, queue }: Workplace, kind: string): Promise<Action> {
  const [store] = openStores(api)
  const stolen = await until(async () => {
    await store!.run('update actions set due_at = 1 where state = 2')
    return (await queue.claim({ ...asking(kind), wait: 0 }, never))[0]
  })
  await store!.close()
  return stolen
}

describe('a worker whose server is away', () => {
  let place: Workplace
  let proxy: Proxy
  let url: string
  beforeAll(async () => {
    place = await openWorkplace({ kind: 'sqlite' }, { pollMs: neverPoll })
    proxy = await startProxy(place.url)
    url = proxy.through(place.url)
  })
  afterAll(async () => {
    await place.close()
    await proxy.close()
  })
  beforeEach(async () => {
    place.problems.splice(0)
    await proxy.restore()
  })
  const whats = () => new Set(place.problems.map(({ what }) => what))

  it('tries until it is back, and what was done meanwhile is told once', async () => {
    const { handler, begun, open } = gate()
    const worker = place.hire({ url, handlers: { away: handler }, concurrency: 2 })
    const id = await startOne(place.api, { nodes: [node('n', { kind: 'away' })] })
    await begun
    await proxy.cut()
    open()
    await until(() => whats().has('COMPLETE') && whats().has('CLAIM'))
    expect((await short(place.api, id))[0]).toBe('RUNNING')
    await proxy.restore()
    await ended(place.api, [id])
    expect(await short(place.api, id)).toEqual(['COMPLETED', 'n 1 COMPLETED'])
    const next = await startOne(place.api, { nodes: [node('n', { kind: 'away' })] })
    await ended(place.api, [next])
    await worker.stop()
    expect(place.problems[0]!.message).toBe(`${new URL(url).origin} did not answer.`)
  })

  it('for longer than a lease, gives up what it had, and works it anew', async () => {
    const { handler, begun, reasons } = gate()
    let attempts = 0
    const worker = place.hire({
      url,
      leaseMs: 3_000,
      handlers: { lost: (action, tools) => (++attempts === 1 ? handler(action, tools) : 'anew') },
    })
    const id = await startOne(place.api, {
      nodes: [node('n', { kind: 'lost', retry: { maxAttempts: 2, delayMs: 0 } })],
    })
    await begun
    await proxy.cut()
    // Its only place is free once the lease has expired: then it claims, and is refused.
    await until(() => whats().has('CLAIM') && whats().has('LOST'))
    expect(reasons).toEqual(['Its lease expired.'])
    await proxy.restore()
    await ended(place.api, [id])
    expect(await short(place.api, id)).toEqual(['COMPLETED', 'n 1 FAILED', 'n 2 COMPLETED'])
    await worker.stop()
  })

  it('stops all the same: what cannot be told is dropped with its lease', async () => {
    const { handler, begun, open } = gate()
    const worker = place.hire({ url, leaseMs: 1_000, handlers: { gone: handler } })
    await startOne(place.api, { nodes: [node('n', { kind: 'gone' })] })
    await begun
    await proxy.cut()
    open()
    await worker.stop()
    expect(whats().has('LOST')).toBe(true)
    await proxy.restore()
  })

  it('tells of a server that answers something else', async () => {
    const other = await listen({ handle: (_, response) => response.writeHead(404).end() })
    const worker = place.hire({ url: other.url, handlers: { x: () => {} } })
    await until(() => place.problems.length > 0)
    await worker.stop()
    await other.close()
    expect(place.problems[0]!.message).toBe(`${other.url} answered 404, without data.`)
  })
})

describe('options of a worker', () => {
  const handlers = { x: () => {} }
  const url = 'http://127.0.0.1:1/graphql'
  it.each([
    [{ handlers: {} }, '"the number of handlers" must be a whole number from 1 to 100, not 0.'],
    [{ concurrency: 0 }, '"concurrency" must be a whole number from 1 to 10000, not 0.'],
    [{ leaseMs: 999 }, '"leaseMs" must be a whole number from 1000 to 3600000, not 999.'],
    [{ leaseMs: 31_536_000_000 }, 'not 31536000000.'],
    [{ wait: 20_001 }, '"wait" must be a whole number from 0 to 20000, not 20001.'],
    [{ url: 'here' }, '"url" must be the URL of a server'],
    [{ name: '' }, '"name" must have 1 to 255 characters, not 0.'],
  ])('%o are refused', (wrong, message) => {
    expect(() => createWorker({ url, handlers, ...wrong })).toThrow(message)
  })
})
