import type { Backend } from '../db/backend.ts'
import type { Deliver } from './delivering.ts'
import type { LiveDocument } from './events.ts'
import { type Items, type Lane, createLane } from './lane.ts'
import type { Item } from './operation.ts'
import type { Owing } from './owing.ts'
import type { RenderTurns } from './renderturns.ts'
import { mostOfShare } from './shares.ts'

/** Documents that waited longer for the store together are rendered apart … */
const slowMs = 250
/** … for so long. Then they are rendered together again. */
const apartMs = 60_000
/** How many events of runs may wait for one document, and over all of those that are rendered apart. */
export const mostRuns = 10_000
const mostRunsApart = 200_000
/** The clients of so many operations are looked at to find whose turn it is. */
const mostLookedAt = 100

interface Tools {
  readonly backend: Backend
  readonly deliver: Deliver
  readonly turns: RenderTurns
  readonly owing: Owing
}

/**
 * Delivers events whose documents need statements: together, so that what several need is read once. What is read so is
 * bounded for all of them. When it was too much, or slow, each document is rendered by itself for a while, within bounds
 * of its own and in its client's turn: then it spoils and delays its own frames only.
 */
export function createNestedLane(tools: Tools): Lane {
  const { backend, deliver } = tools
  const apart = createApart(tools)
  let apartUntil = -Infinity
  const isApart = () => performance.now() < apartUntil

  async function together(items: Items, now: number) {
    const shared: Items = new Map()
    for (const [document, ofDocument] of items)
      if (isApart() || apart.has(document)) apart.add(document, ofDocument, now)
      else shared.set(document, ofDocument)
    for (const share of sharesOf(shared)) {
      const left = isApart() ? share : await asOne(share, now)
      for (const [document, ofDocument] of left) apart.add(document, ofDocument, now)
    }
  }
  async function asOne(items: Items, now: number): Promise<Items> {
    const again = await deliver({ items, now, isOwn: items.size === 1, mostMs: slowMs })
    if (again.size > 0) apartUntil = performance.now() + apartMs
    return again
  }
  return createLane({ backend, deliver: together, mostRuns: () => mostRuns })
}

/** Each document in a lane of its own. */
function createApart({ backend, deliver, turns, owing }: Tools) {
  const lanes = new Map<LiveDocument, { readonly lane: Lane; waiting: number }>()
  const room = () => Math.min(mostRuns, Math.max(100, Math.floor(mostRunsApart / lanes.size)))

  async function alone(items: Items, now: number) {
    for (const share of sharesOf(items))
      await turns.take(clientsOf(share), (client) => deliver({ items: share, now, client, isOwn: true }))
  }
  return {
    has: (document: LiveDocument) => lanes.has(document),
    add(document: LiveDocument, ofDocument: Map<string, Item>, now: number) {
      const known = lanes.get(document)
      const own = known ?? { lane: createLane({ backend, deliver: alone, mostRuns: room }), waiting: 0 }
      if (!known) lanes.set(document, own)
      own.waiting += 1
      const paid = owing.add(document, oldestIn(ofDocument))
      const told = async () => {
        await own.lane.add(new Map([[document, ofDocument]]), now)
        paid()
        own.waiting -= 1
        if (own.waiting === 0) lanes.delete(document)
      }
      void told()
    },
  }
}

function* sharesOf(items: Items): Generator<Items> {
  let share: Items = new Map()
  let filled = 0
  for (const [document, ofDocument] of items)
    for (const [key, item] of ofDocument) {
      const own = share.get(document)
      if (own) own.set(key, item)
      else share.set(document, new Map([[key, item]]))
      filled += 1 / mostOfShare(document)
      if (filled < 1) continue
      yield share
      share = new Map()
      filled = 0
    }
  if (filled > 0) yield share
}

function clientsOf(share: Items): Set<string | undefined> {
  const [ofDocument] = share.values()
  const [first] = ofDocument!.values()
  return new Set(first!.operations.slice(0, mostLookedAt).map(({ subscriber }) => subscriber.client))
}

const oldestIn = (ofDocument: ReadonlyMap<string, Item>) => {
  let oldest = Infinity
  for (const { tick } of ofDocument.values()) oldest = Math.min(oldest, tick)
  return oldest
}
