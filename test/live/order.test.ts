import { setTimeout as pause } from 'node:timers/promises'
import { expect, it } from 'vitest'
import type { Backend } from '../../src/db/backend.ts'
import { createDelivering } from '../../src/live/delivering.ts'
import type { LiveDocument, LiveEvent } from '../../src/live/events.ts'
import type { Items } from '../../src/live/lane.ts'
import type { Item, Operation } from '../../src/live/operation.ts'
import { createTicks } from '../../src/live/ticks.ts'

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
