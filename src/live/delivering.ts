import { setTimeout as pause } from 'node:timers/promises'
import type { Backend } from '../db/backend.ts'
import { createBreaks } from '../db/turn.ts'
import type { LiveDocument } from './events.ts'
import type { Items } from './lane.ts'
import type { Item, Subscriber } from './operation.ts'
import type { Renderer } from './rendering.ts'
import type { Ticks } from './ticks.ts'

/** What is rendered within the same bounds. */
interface Share {
  readonly items: Items
  readonly now: number
  /** Whose reads they are, if they are one client's. */
  readonly client?: string | undefined
  /** Whether all that share the bounds are one document's, which is told what exceeded them. */
  readonly isOwn: boolean
  /** What the store has not answered after so many milliseconds must be rendered again. */
  readonly mostMs?: number
}

interface Tools {
  readonly renderer: Renderer
  readonly ticks: Ticks
  /** Called with how many frames subscribers were given. */
  readonly delivered: (frames: number) => void
}

/** Renders events of one store and hands them to those who watch. Resolves with those that must be rendered again. */
export type Deliver = (share: Share) => Promise<Items>

export function createDelivering(backend: Backend, { renderer, ticks, delivered }: Tools): Deliver {
  return async ({ items, now, client, isOwn, mostMs }) => {
    const rendering = renderer.begin({ backend, now, tick: ticks.textOf(newestIn(items)), client })
    const breaks = createBreaks()
    const { hand, flush, frames } = createHanding()
    const late: Late[] = []
    for (const [document, ofDocument] of items) {
      // A newer event of a record never overtakes an older one: it would be taken back.
      const waiting = new Set<string>()
      for (const [key, item] of ofDocument) {
        const payload = rendering.render(document, item.event)
        const isLate = payload instanceof Promise || waiting.has(item.record)
        if (isLate) late.push(lateOne({ document, key, item }, payload))
        else hand(item, payload)
        if (isLate) waiting.add(item.record)
        if (breaks.isDue()) await breaks.take()
      }
    }
    rendering.begun()
    await flush()
    const all = Promise.all(late.map(({ done }) => done))
    await (mostMs === undefined ? all : Promise.race([all, pause(mostMs, undefined, { ref: false })]))
    const again: Items = new Map()
    const left = new Map<LiveDocument, Set<string>>()
    for (const { document, key, item, bytes } of late) {
      const isRight = isOwn || !rendering.exceeded().has(document)
      if (bytes && isRight && !left.get(document)?.has(item.record)) hand(item, bytes)
      else {
        put(again, document, key, item)
        left.set(document, (left.get(document) ?? new Set()).add(item.record))
      }
      if (breaks.isDue()) await breaks.take()
    }
    await flush()
    delivered(frames())
    return again
  }
}

/** An event that something must be read for, or that comes after such a one. */
interface Late {
  readonly document: LiveDocument
  readonly key: string
  readonly item: Item
  readonly done: Promise<void>
  bytes: Buffer | undefined
}

function lateOne(of: Pick<Late, 'document' | 'key' | 'item'>, payload: Buffer | Promise<Buffer>): Late {
  const wait = async () => {
    one.bytes = await payload
  }
  const one: Late = { ...of, bytes: undefined, done: Promise.resolve().then(wait) }
  return one
}

/** Hands frames to subscribers, and has each write once. */
function createHanding() {
  const touched = new Set<Subscriber>()
  let frames = 0
  return {
    frames: () => frames,
    hand(item: Item, payload: Buffer) {
      for (const operation of item.operations) {
        if (operation.isOver || item.tick <= operation.from) continue
        operation.subscriber.put(operation, item.record, payload, item.tick)
        touched.add(operation.subscriber)
        frames += 1
      }
    },
    async flush() {
      const breaks = createBreaks()
      for (const subscriber of touched) {
        subscriber.flush()
        if (breaks.isDue()) await breaks.take()
      }
      touched.clear()
    },
  }
}

function put(items: Items, document: LiveDocument, key: string, item: Item) {
  const ofDocument = items.get(document) ?? new Map<string, Item>()
  items.set(document, ofDocument.set(key, item))
}

const newestIn = (items: Items) => {
  let newest = 0
  for (const ofDocument of items.values())
    for (const { tick } of ofDocument.values()) newest = Math.max(newest, tick)
  return newest
}
