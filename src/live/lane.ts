import type { Backend } from '../db/backend.ts'
import { createBreaks } from '../db/turn.ts'
import type { LiveDocument } from './events.ts'
import type { Batch, Item, Subscriber } from './operation.ts'
import type { Renderer } from './rendering.ts'
import type { Ticks } from './ticks.ts'

/** Renders events of one store and hands them to those who watch, one batch after the other. */
export interface Lane {
  /** Resolves when its frames are with the subscribers. */
  add(batch: Pick<Batch, 'items'>, now: number): Promise<void>
}

type Items = Map<LiveDocument, Map<string, Item>>

interface Tools {
  readonly renderer: Renderer
  readonly ticks: Ticks
  /** Called with how many frames subscribers were given. */
  readonly delivered: (frames: number) => void
}

export function createLane(backend: Backend, { renderer, ticks, delivered }: Tools): Lane {
  let pending: { items: Items; now: number; done: (() => void)[] } | undefined
  let isBusy = false

  async function run() {
    isBusy = true
    for (let next = pending; next; next = pending) {
      pending = undefined
      await deliver(next.items, next.now)
      next.done.forEach((done) => done())
    }
    isBusy = false
  }
  async function deliver(items: Items, now: number) {
    const rendering = renderer.begin({ backend, now, tick: ticks.textOf(newestIn(items)) })
    const breaks = createBreaks()
    const touched = new Set<Subscriber>()
    const late: Promise<void>[] = []
    let frames = 0
    const hand = (item: Item, payload: Buffer) => {
      for (const operation of item.operations) {
        if (operation.isOver || item.tick <= operation.from) continue
        operation.subscriber.put(operation, item.record, payload, item.tick)
        touched.add(operation.subscriber)
        frames += 1
      }
    }
    const flush = async () => {
      for (const subscriber of touched) {
        subscriber.flush()
        if (breaks.isDue()) await breaks.take()
      }
      touched.clear()
    }
    for (const [document, ofDocument] of items)
      for (const item of ofDocument.values()) {
        const payload = rendering.render(document, item.event)
        if (payload instanceof Promise) late.push(payload.then((bytes) => hand(item, bytes)))
        else hand(item, payload)
        if (breaks.isDue()) await breaks.take()
      }
    rendering.begun()
    await flush()
    if (late.length > 0) {
      await Promise.all(late)
      await flush()
    }
    delivered(frames)
  }

  return {
    add: ({ items }, now) =>
      new Promise((done) => {
        pending ??= { items: new Map(), now, done: [] }
        mergeInto(pending.items, items)
        pending.now = now
        pending.done.push(done)
        if (!isBusy) void run()
      }),
  }
}

/** Newer events of a record come after older ones, and replace those of the same kind. */
function mergeInto(all: Items, more: Batch['items']) {
  for (const [document, ofDocument] of more) {
    const known = all.get(document) ?? new Map<string, Item>()
    all.set(document, known)
    for (const [key, item] of ofDocument) {
      const older = known.get(key)
      known.delete(key)
      const operations = older ? [...new Set([...older.operations, ...item.operations])] : item.operations
      known.set(key, { ...item, operations })
    }
  }
}

const newestIn = (items: Items) => {
  let newest = 0
  for (const ofDocument of items.values())
    for (const { tick } of ofDocument.values()) newest = Math.max(newest, tick)
  return newest
}
