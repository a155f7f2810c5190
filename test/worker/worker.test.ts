import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import type { Action } from '../../src/client/worker/workqueue.ts'
import { edge, node, nodes, start, startOne, tries } from '../setup/ask/queue.ts'
import { asking, never } from '../setup/ask/waiting.ts'
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

const outputBytes = 1_000
/** No other timer has as long. */
const leaseMs = 1_003
const circle: Record<string, unknown> = {}
circle['itself'] = circle
const deep = Array.from({ length: 600 }).reduce<unknown>((inner) => [inner], 1)

const thrown = (value: unknown) => () => {
  throw value as Error
}
const endless = 'never returns'
const unwritable = "The handler's result cannot be written as JSON. "

/** What a handler does, and why its action failed. */
const odd: Readonly<Record<string, readonly [handler: (action: Action) => unknown, error: unknown]>> = {
  'throws an error': [thrown(new RangeError('too far')), 'RangeError: too far'],
  'rejects': [async () => thrown(new TypeError('no'))(), 'TypeError: no'],
  'throws a text': [thrown('just a text'), 'just a text'],
  'throws an empty text': [thrown(''), 'The handler threw an empty text, and not an error.'],
  'throws undefined': [thrown(undefined), 'The handler threw undefined, and not an error.'],
  'throws null': [thrown(null), 'The handler threw null, and not an error.'],
  'throws an object': [thrown({ a: 1 }), 'The handler threw {"a":1}, and not an error.'],
  'throws a circle': [thrown(circle), 'The handler threw a value that cannot be printed.'],
  'throws a symbol': [thrown(Symbol('s')), 'The handler threw Symbol(s), and not an error.'],
  'throws a NUL': [thrown(new Error('a\0b\ud800')), 'Error: a\ufffdb\ufffd'],
  'throws a novel': [thrown('x'.repeat(1_000_000)), 'x'.repeat(10_000)],
  'returns a function': [() => () => 1, 'The handler returned a function, which cannot be written as JSON.'],
  'returns a symbol': [() => Symbol('s'), 'The handler returned a symbol, which cannot be written as JSON.'],
  'returns a BigInt': [() => 1n, `${unwritable}TypeError: Do not know how to serialize a BigInt`],
  'returns a circle': [() => circle, expect.stringContaining(`${unwritable}TypeError: Converting circular`)],
  'returns too much': [
    () => 'x'.repeat(outputBytes),
    'TOO_LARGE: the output has 1002 bytes. The limit is 1000.',
  ],
  'returns more than a request may have': [() => 'x'.repeat(9 * 1024 * 1024), expect.any(String)],
  'returns too deep a list': [
    () => deep,
    expect.stringContaining('nested at least 501 levels deep. The limit is 500.'),
  ],
  [endless]: [() => new Promise(() => {}), `It took longer than ${briefMs} ms.`],
}

const fine: Readonly<Record<string, readonly [handler: (action: Action) => unknown, output: unknown]>> = {
  'returns undefined': [() => {}, null],
  'returns null': [() => null, null],
  'returns a promise': [async ({ input }) => input, { from: 'the start' }],
  'returns text that is hard to keep': [() => 'a\0\ud800"\u2028', 'a\0\ud800"\u2028'],
  'returns an object with undefined': [() => ({ a: undefined, b: [undefined] }), { b: [null] }],
}

describe.each(someWays)('a worker on $title', ({ kind, way }) => {
  let place: Workplace
  beforeAll(async () => {
    place = await openWorkplace({ kind, way }, { outputBytes, pollMs: neverPoll })
  })
  afterAll(() => place.close())
  afterEach(() => {
    vi.useRealTimers()
    vi.restoreAllMocks()
  })

  it('records what becomes of each handler, however odd, and goes on', async () => {
    timeOutAtOnce()
    const all = Object.entries({ ...odd, ...fine })
    const worker = place.hire({
      handlers: Object.fromEntries(all.map(([name, [handler]]) => [name, handler])),
      concurrency: 3,
    })
    const started = await start(
      place.api,
      all.map(([name]) => ({
        flow: 'Odd',
        inputs: { from: 'the start' },
        dag: {
          nodes: [node('n', { kind: name, ...(name === endless && { timeoutMs: briefMs }), ...tries(1) })],
        },
      })),
    )
    const seen = await ended(
      place.api,
      started.map(({ id }) => id!),
    )
    const told = seen.map(({ nodeResults: { nodes: rows } }, index) => {
      const [{ attempt, status, error, value }] = rows as [(typeof rows)[number]]
      return [all[index]![0], rows.length, attempt, status, error, value]
    })
    expect(told).toEqual([
      ...Object.entries(odd).map(([name, [, error]]) => [name, 1, 1, 'FAILED', error, null]),
      ...Object.entries(fine).map(([name, [, output]]) => [name, 1, 1, 'COMPLETED', null, output]),
    ])
    await worker.stop()
    expect(place.problems).toEqual([])
  })

  it('tries again what failed, unless its error is final', async () => {
    const worker = place.hire({
      handlers: {
        late: ({ attempt }) => {
          if (attempt < 3) throw new Error(`attempt ${attempt}`)
          return attempt
        },
        final: thrown(Object.assign(new Error('no use'), { final: true })),
      },
    })
    const dags = ['late', 'final'].map((name) => ({
      nodes: [node('n', { kind: name, retry: { maxAttempts: 3, delayMs: 10 } })],
    }))
    const ids = (
      await start(
        place.api,
        dags.map((dag) => ({ flow: 'Again', dag })),
      )
    ).map(({ id }) => id!)
    const told = (await ended(place.api, ids)).map(({ status, error, nodeResults }) => ({
      status,
      error,
      nodes: nodeResults.nodes.map((row) => [row.attempt, row.status, row.error, row.value]),
    }))
    expect(told).toEqual([
      {
        status: 'COMPLETED',
        error: null,
        nodes: [
          [1, 'FAILED', 'Error: attempt 1', null],
          [2, 'FAILED', 'Error: attempt 2', null],
          [3, 'COMPLETED', null, 3],
        ],
      },
      {
        status: 'FAILED',
        error: 'Node "n" failed: Error: no use',
        nodes: [[1, 'FAILED', 'Error: no use', null]],
      },
    ])
    await worker.stop()
  })

  it('and another share the work: each action is done once, and what one opens the other takes', async () => {
    const done: string[] = []
    const handler =
      (who: string) =>
      async ({ executionId, nodeId }: Action) => {
        done.push(`${executionId} ${nodeId} ${who}`)
        await new Promise(setImmediate)
        return who
      }
    const workers = [
      place.hire({ handlers: { left: handler('left'), both: handler('first') }, concurrency: 4 }),
      place.hire({ handlers: { right: handler('right'), both: handler('second') }, concurrency: 4 }),
    ]
    const dag = {
      nodes: [node('a', { kind: 'left' }), node('b', { kind: 'right' }), node('c', { kind: 'both' })],
      edges: [edge('a b'), edge('b c')],
    }
    const executions = Array.from({ length: 20 }, () => ({ flow: 'Shared' }))
    const ids = (await start(place.api, executions, dag)).map(({ id }) => id!)
    const seen = await ended(place.api, ids)
    expect(seen.map(({ status }) => status)).toEqual(ids.map(() => 'COMPLETED'))
    await Promise.all(workers.map((worker) => worker.stop()))
    const actions = done.map((line) => line.split(' ').slice(0, 2).join(' '))
    expect(actions.toSorted()).toEqual(
      ids.flatMap((id) => ['a', 'b', 'c'].map((n) => `${id} ${n}`)).toSorted(),
    )
    expect(done.filter((line) => line.includes(' a '))).toEqual(
      expect.arrayContaining(ids.map((id) => `${id} a left`)),
    )
    expect(place.problems).toEqual([])
  })

  it('tells what is done in few calls, and keeps within its places', async () => {
    let [now, most, calls] = [0, 0, 0]
    const queue = {
      ...place.queue,
      complete: (...args: Parameters<typeof place.queue.complete>) => (
        calls++,
        place.queue.complete(...args)
      ),
    }
    const worker = place.hire({
      queue,
      concurrency: 20,
      handlers: {
        async many() {
          most = Math.max(most, ++now)
          await new Promise(setImmediate)
          now -= 1
        },
      },
    })
    const dag = { nodes: nodes('a b c d e').map((one) => ({ ...one, kind: 'many' })) }
    const started = await start(
      place.api,
      Array.from({ length: 50 }, () => ({ flow: 'Many' })),
      dag,
    )
    await ended(
      place.api,
      started.map(({ id }) => id!),
    )
    await worker.stop()
    expect(most).toBeLessThanOrEqual(20)
    expect(calls).toBeLessThanOrEqual(50)
  })

  it('holds a long action for as long as it takes, and its node sees one attempt', async () => {
    // The clock of the store stands still but for its jumps: only that the lease is extended keeps it.
    vi.useFakeTimers({ toFake: ['Date'] })
    neverExpire(leaseMs)
    const [begun, end] = [Promise.withResolvers<void>(), Promise.withResolvers<string>()]
    const worker = place.hire({
      leaseMs,
      handlers: {
        long() {
          begun.resolve()
          return end.promise
        },
      },
    })
    const id = await startOne(place.api, { nodes: [node('n', { kind: 'long' })] })
    await begun.promise
    const [store] = openStores(place.api)
    const other = { ...asking('long'), wait: 0 }
    for (let jump = 0; jump < 3; jump++) {
      vi.setSystemTime(Date.now() + leaseMs - 100)
      const extended = `select 1 from actions where execution_id = '${id}' and due_at = ${Date.now() + leaseMs}`
      await until(async () => (await store!.run(extended)).length > 0)
      // Whoever claims would be given it, were it not held.
      expect(await place.queue.claim(other, never)).toEqual([])
    }
    await store!.close()
    end.resolve('at last')
    const [seen] = await ended(place.api, [id])
    await worker.stop()
    expect(seen!.nodeResults.nodes).toEqual([
      { nodeId: 'n', attempt: 1, status: 'COMPLETED', error: null, value: 'at last' },
    ])
  })
})
