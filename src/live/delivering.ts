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
}

interface Tools {
  readonly renderer: Renderer
  readonly ticks: Ticks
  /** Called with how many frames subscribers were given. */
  readonly delivered: (frames: number) => void
}

interface Delivered {
  /** What must be rendered again, since together too much was needed for it. */
  readonly again: Items
  /** How long the stores were waited for. */
  readonly waitedMs: number
}

/** Renders events of one store and hands them to those who watch. */
export type Deliver = (share: Share) => Promise<Delivered>

export function createDelivering(backend: Backend, { renderer, ticks, delivered }: Tools): Deliver {
  return async ({ items, now, client, isOwn }) => {
    const rendering = renderer.begin({ backend, now, tick: ticks.textOf(newestIn(items)), client })
    const breaks = createBreaks()
    const { hand, flush, frames } = createHanding()
    const late: Late[] = []
    for (const [document, ofDocument] of items)
      for (const [key, item] of ofDocument) {
        const payload = rendering.render(document, item.event)
        if (payload instanceof Promise) late.push({ document, key, item, payload })
        else hand(item, payload)
        if (breaks.isDue()) await breaks.take()
      }
    rendering.begun()
    await flush()
    const began = performance.now()
    const payloads = await Promise.all(late.map(({ payload }) => payload))
    const waitedMs = performance.now() - began
    const again: Items = new Map()
    for (const [index, { document, key, item }] of late.entries()) {
      if (!isOwn && rendering.exceeded().has(document)) put(again, document, key, item)
      else hand(item, payloads[index]!)
      if (breaks.isDue()) await breaks.take()
    }
    await flush()
    delivered(frames())
    return { again, waitedMs }
  }
}

/** An event that something must be read for. */
interface Late {
  readonly document: LiveDocument
  readonly key: string
  readonly item: Item
  readonly payload: Promise<Buffer>
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
