import { setTimeout as pause } from 'node:timers/promises'
import { expect, it } from 'vitest'
import type { Backend } from '../../src/db/backend.ts'
import { runIdOf } from '../../src/db/changes.ts'
import type { ExecutionRow } from '../../src/db/executions/rows.ts'
import type { RunRow } from '../../src/db/runs/rows.ts'
import { createDelivering } from '../../src/live/delivering.ts'
import type { LiveDocument, LiveEvent, RunEvent } from '../../src/live/events.ts'
import { createFirstTelling } from '../../src/live/firsttelling.ts'
import type { Items } from '../../src/live/lane.ts'
import type { Item, Operation } from '../../src/live/operation.ts'
import { type Found, bothFound } from '../../src/live/seen.ts'
import { createTicks } from '../../src/live/ticks.ts'
import type { HubTools } from '../../src/live/tools.ts'

const document: LiveDocument = { isNested: true, width: 1 }
const backend = {} as Backend

/** Events of one record, which are rendered after so many milliseconds, or at once. */
async function told(ms: Readonly<Record<string, number | undefined>>, mostMs?: number) {
  const put: string[] = []
  const subscriber = {
    client: undefined,
    put: (_: unknown, record: string, payload: Buffer) => void put.push(`${record} ${payload.toString()}`),
    flush() {},
  }
  const operation = { document, subscriber, from: 0, isOver: false } as unknown as Operation
  const itemOf = (kind: string): Item => ({
    record: 'e',
    event: { kind } as unknown as LiveEvent,
    tick: 1,
    operations: [operation],
  })
  const items: Items = new Map([
    [document, new Map(Object.keys(ms).map((kind) => [`${kind} e`, itemOf(kind)]))],
  ])
  const render = (_: LiveDocument, event: LiveEvent) => {
    const { kind } = event as { readonly kind: string }
    const wait = ms[kind]
    return wait === undefined
      ? Buffer.from(kind)
      : pause(wait, undefined, { ref: false }).then(() => Buffer.from(kind))
  }
  const renderer = { begin: () => ({ render, begun() {}, exceeded: () => new Set<LiveDocument>() }) }
  const deliver = createDelivering(backend, { renderer, ticks: createTicks(), delivered() {} })
  const again = await deliver({ items, now: 0, isOwn: false, ...(mostMs !== undefined && { mostMs }) })
  return { put, again: [...(again.get(document)?.keys() ?? [])] }
}

it('tells events of a record in their order, though a newer one is rendered first', async () => {
  expect(await told({ UPDATE: 20, DELETE: undefined })).toEqual({ put: ['e UPDATE', 'e DELETE'], again: [] })
  expect(await told({ SNAPSHOT: 30, UPDATE: 1 })).toEqual({ put: ['e SNAPSHOT', 'e UPDATE'], again: [] })
})

it('renders newer events of a record again with an older one that was too slow', async () => {
  const all = { put: [], again: ['UPDATE e', 'DELETE e'] }
  expect(await told({ UPDATE: 60_000, DELETE: undefined }, 50)).toEqual(all)
  const later = { put: ['e DELETE'], again: ['UPDATE e'] }
  expect(await told({ DELETE: undefined, UPDATE: 60_000 }, 50)).toEqual(later)
})

const none: Found = { executions: [], goneExecutions: [], runs: [], goneRuns: [] }

it('takes of a record that was found twice what was found later', () => {
  const row = (id: string, version: number) => ({ id, version }) as unknown as ExecutionRow
  const run = (number: number, version: number) => ({ flow: 'F', number, version }) as unknown as RunRow
  const earlier = {
    executions: [row('a', 1), row('b', 1), row('c', 1)],
    goneExecutions: ['d', 'e'],
    runs: [run(1, 1), run(2, 1)],
    goneRuns: [runIdOf({ flow: 'F', number: 3 })],
  }
  const later = {
    executions: [row('a', 2), row('d', 2)],
    goneExecutions: ['b'],
    runs: [run(1, 2), run(3, 2)],
    goneRuns: [runIdOf({ flow: 'F', number: 2 })],
  }
  expect(bothFound(earlier, later)).toEqual({
    executions: [row('c', 1), ...later.executions],
    goneExecutions: ['e', 'b'],
    runs: later.runs,
    goneRuns: later.goneRuns,
  })
  expect(bothFound(none, later)).toEqual(later)
  expect(bothFound(earlier, none)).toEqual(earlier)
})

it('tells of a run what was seen while what was missed of it is rendered, and that last', async () => {
  const put: string[] = []
  const { promise: begun, resolve: begin } = Promise.withResolvers<void>()
  const { promise: done, resolve: end } = Promise.withResolvers<void>()
  const render = async (_: LiveDocument, event: LiveEvent) => {
    begin()
    await done
    return Buffer.from((event as RunEvent).kind)
  }
  const subscriber = {
    client: undefined,
    put: (_: unknown, record: string, payload: Buffer) => void put.push(`${record} ${payload.toString()}`),
    flush() {},
  }
  const renderer = { begin: () => ({ render, begun() {}, exceeded: () => new Set<LiveDocument>() }) }
  const tools = { ticks: createTicks(), renderer, backends: [], storesOf: () => [] } as unknown as HubTools
  const operation = {
    ...{ document, subscriber, from: 0, round: 0, isOver: false, awaited: new Map() },
    topic: { on: 'runs', isEmpty: false },
  } as unknown as Operation
  const eventOf = (kind: RunEvent['kind']): RunEvent => ({ kind, id: 'r', backend: 'main', run: null })
  const see = (event: RunEvent) => {
    if (operation.held) operation.held.set('r', event)
    else subscriber.put(operation, 'r', Buffer.from(event.kind))
  }
  const telling = createFirstTelling(tools, subscriber, async () => {})
  telling.start(operation)
  see(eventOf('ENTER'))
  const told = telling.tell(operation, new Map())
  await begun
  see(eventOf('LEAVE'))
  end()
  await told
  expect(put.at(-1)).toBe('r LEAVE')
  expect(operation.held).toBeUndefined()
})
