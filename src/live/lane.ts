import type { Backend } from '../db/backend.ts'
import type { LiveDocument } from './events.ts'
import type { Batch, Item } from './operation.ts'
import { eventOfAll } from './runwatch.ts'

/** Events of one store by document, and within it by record. */
export type Items = Map<LiveDocument, Map<string, Item>>

/** Delivers events, one batch after the other: what comes meanwhile becomes one batch. */
export interface Lane {
  /** Resolves when they are delivered. */
  add(items: Batch['items'], now: number): Promise<void>
}

interface Delivery {
  readonly backend: Backend
  readonly deliver: (items: Items, now: number) => Promise<void>
  /** How many events of runs may wait for one document. With more, those who watch them query their runs again. */
  readonly mostRuns: () => number
}

export function createLane({ backend, deliver, mostRuns }: Delivery): Lane {
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
  return {
    add: (items, now) =>
      new Promise((done) => {
        pending ??= { items: new Map(), now, done: [] }
        mergeInto(pending.items, items)
        for (const document of items.keys()) {
          const waiting = pending.items.get(document)!
          if (waiting.size > mostRuns()) pending.items.set(document, queriedAgain(waiting, backend))
        }
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

/** One event about all runs instead of one about each. Executions are bounded by the ids that are watched. */
function queriedAgain(items: Map<string, Item>, backend: Backend): Map<string, Item> {
  const all = [...items.values()]
  if (!all.every(({ event }) => 'run' in event)) return items
  const event = eventOfAll('SNAPSHOT', backend)
  const record = ` ${backend.name}`
  const operations = [...new Set(all.flatMap((item) => item.operations))]
  const tick = all.reduce((newest, item) => Math.max(newest, item.tick), 0)
  return new Map([[`${event.kind} ${record}`, { record, event, tick, operations }]])
}
