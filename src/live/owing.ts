import type { LiveDocument } from './events.ts'
import type { Operation } from './operation.ts'

export type Owing = ReturnType<typeof createOwing>

/** What waits for documents that are rendered apart. It holds up only those who watch with them. */
export function createOwing() {
  const byDocument = new Map<LiveDocument, Set<{ readonly tick: number }>>()
  return {
    /** Changes of a tick and later ones wait for a document, until the returned function is called. */
    add(document: LiveDocument, tick: number): () => void {
      const owed = byDocument.get(document) ?? new Set()
      byDocument.set(document, owed)
      const one = { tick }
      owed.add(one)
      return () => {
        owed.delete(one)
        if (owed.size === 0) byDocument.delete(document)
      }
    },
    /** The newest tick up to which these operations are told all, if all others are told all up to `settled`. */
    settledOf(operations: Iterable<Pick<Operation, 'document'>>, settled: number): number {
      if (byDocument.size === 0) return settled
      let newest = settled
      for (const { document } of operations) {
        // The oldest was added first.
        const [oldest] = byDocument.get(document) ?? []
        if (oldest) newest = Math.min(newest, oldest.tick - 1)
      }
      return newest
    },
  }
}
