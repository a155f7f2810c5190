import type { ExecutionRow } from '../db/executions/rows.ts'
import { createBreaks } from '../db/turn.ts'
import { digestOf } from './digest.ts'
import type { FoundExecutions } from './seen.ts'

/** The digest of each execution that was looked up. `null`: there was none. */
export function createMemory() {
  const seen = new Map<string, number | null>()
  /** Since which of the readings under way each was seen otherwise: what one of these found is older, or may be. */
  const seenSince = new Map<string, number>()
  let [begun, underWay] = [0, 0]
  const see = (id: string, digest: number | null) => {
    seen.set(id, digest)
    if (underWay > 0) seenSince.set(id, begun)
  }
  return {
    has: (id: string) => seen.has(id),
    clear: () => seen.clear(),
    /** Does a reading, whose rows are compared as those that were read from `began` on. */
    async during<T>(work: (began: number) => Promise<T>): Promise<T> {
      underWay += 1
      begun += 1
      try {
        return await work(begun)
      } finally {
        underWay -= 1
        if (underWay === 0) seenSince.clear()
      }
    },
    /** Forgets the others. */
    keepOnly(ids: readonly string[]) {
      if (seen.size <= ids.length) return
      const wanted = new Set(ids)
      for (const id of seen.keys()) if (!wanted.has(id)) seen.delete(id)
    },
    /** What differs, from now on seen as it is now. `changed`: what was seen before. */
    async compare(
      ids: readonly string[],
      rows: readonly ExecutionRow[],
      began: number,
    ): Promise<{ found: FoundExecutions; changed: readonly ExecutionRow[] }> {
      const breaks = createBreaks()
      const isNewest = (id: string) => (seenSince.get(id) ?? 0) < began
      const missing = new Set(ids)
      const executions: ExecutionRow[] = []
      const changed: ExecutionRow[] = []
      for (const row of rows) {
        missing.delete(row.id)
        if (!isNewest(row.id)) continue
        const digest = digestOf(row)
        if (seen.get(row.id) !== digest) {
          executions.push(row)
          if (seen.has(row.id)) changed.push(row)
        }
        see(row.id, digest)
        if (breaks.isDue()) await breaks.take()
      }
      const gone = [...missing].filter(isNewest)
      const goneExecutions = gone.filter((id) => seen.get(id) != null)
      for (const id of gone) see(id, null)
      return { found: { executions, goneExecutions }, changed }
    },
    /** At once: a look-up in a break between would take an older state for a change. */
    note(executions: readonly ExecutionRow[], gone: readonly string[]) {
      for (const row of executions) if (seen.has(row.id)) see(row.id, digestOf(row))
      for (const id of gone) if (seen.has(id)) see(id, null)
    },
  }
}
