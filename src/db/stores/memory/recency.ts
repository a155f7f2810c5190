import { LRUCache } from 'lru-cache'
import type { BoundedChanges } from './changes.ts'

type Written = BoundedChanges['executions']

/** Tracks by id which executions were used lately. A look-up or a write is a use. */
export function createRecency(max: number) {
  // By `max` they would take memory for as many at once.
  const room = { maxSize: max, sizeCalculation: () => 1 }
  const finished = new LRUCache<string, true>(room)
  const open = new LRUCache<string, true>(room)
  const knows = (id: string) => finished.has(id) || open.has(id)

  /** Executions in the order of eviction: finished ones before open ones, each least recently used first. */
  function* leastRecent(written: Written) {
    const used = usedIn(written)
    for (const ids of [finished, open]) {
      for (const id of ids.rkeys()) if (!written.has(id)) yield id
      for (const one of used) if (one.finished === (ids === finished)) yield one.id
    }
  }

  return {
    touch(ids: readonly string[]) {
      for (const id of ids) if (finished.get(id) === undefined) open.get(id)
    },

    /** How many executions there is no room for beside those written. */
    excess(written: Written): number {
      let count = finished.size + open.size
      for (const [id, standing] of written) count += Number(standing !== null) - Number(knows(id))
      return Math.max(0, count - max)
    },

    leastRecent,

    /** Takes over committed changes. At most `max` executions remain, so neither cache evicts an id by itself. */
    apply(written: Written) {
      for (const id of written.keys()) if (!finished.delete(id)) open.delete(id)
      for (const one of usedIn(written)) (one.finished ? finished : open).set(one.id, true)
    },
  }
}

/** Executions of one transaction are used at the same moment: the newest count as used last. */
const usedIn = (written: Written) =>
  [...written]
    .flatMap(([id, standing]) => (standing ? [{ id, ...standing }] : []))
    .toSorted((a, b) => a.sortAt - b.sortAt)
