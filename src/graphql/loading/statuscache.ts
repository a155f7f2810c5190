import { LRUCache } from 'lru-cache'
import type { Backend, Reading } from '../../db/backend.ts'
import { type SharedInterest, createSharedInterest } from '../../db/interest.ts'
import { type ExecutionRow, executionsByIds } from '../../db/executions/rows.ts'

/** Looks up executions by id, with an opt-in cache of a few moments for dashboards that poll the same ids. */
export interface StatusCache {
  executionsByIds(backend: Backend, ids: readonly string[], reading: CachedReading): Promise<ExecutionRow[]>
  /** How many ids were answered from memory, and how many were not. Absent: nothing is cached. */
  readonly answered?: { hits: number; misses: number }
}

/** Reports the age of the oldest answer from the cache. */
export type CachedReading = Reading & { readonly fromCache?: (ageMs: number) => void }

export const noCache: StatusCache = { executionsByIds }

/** An answer as of `now`: the row with its status then, or `null` for an unknown id. */
interface Entry {
  readonly row: ExecutionRow | null
  readonly now: number
}

/** A statement that several requests may wait for. */
interface UnderWay {
  readonly answer: Promise<Map<string, Entry>>
  readonly interest: SharedInterest
}

const mostEntries = 10_000

/**
 * Serves entries younger than `ttlMs`, and lets concurrent requests for the same id share one statement. Keyed by
 * backend and id: every caller sees the same. Executions that a store says have changed are read again.
 */
export function createStatusCache(ttlMs: number, backends: readonly Backend[]): StatusCache {
  const entries = new LRUCache<string, Entry>({ max: mostEntries })
  const underWay = new Map<string, UnderWay>()

  const fetch = (backend: Backend, ids: readonly string[], reading: Reading) => {
    backend.listen?.()
    const interest = createSharedInterest()
    interest.join(reading.interest)
    const answer = read(backend, ids, { ...reading, interest })
    const keys = ids.map((id) => keyOf(backend, id))
    const one: UnderWay = { answer, interest }
    for (const key of keys) underWay.set(key, one)
    const settle = (found?: Map<string, Entry>) => {
      interest.settle()
      for (const key of keys) {
        // Forgotten meanwhile: the row may be older than the write.
        if (underWay.get(key) !== one) continue
        underWay.delete(key)
        if (found) entries.set(key, found.get(key))
      }
    }
    answer.then(settle, () => settle())
    return one
  }

  forgetChanged(backends, entries, underWay)
  const answered = { hits: 0, misses: 0 }
  return {
    answered,
    async executionsByIds(backend, ids, reading) {
      const known = (id: string) => {
        const entry = entries.get(keyOf(backend, id))
        return entry && reading.now - entry.now < ttlMs ? entry : undefined
      }
      const cached = ids.flatMap((id) => known(id) ?? [])
      answered.hits += cached.length
      answered.misses += ids.length - cached.length
      const unknown = ids.filter((id) => !known(id))
      // What nobody waited for any more is about to fail.
      const joined = (id: string) => {
        const found = underWay.get(keyOf(backend, id))
        return found?.interest.isOver() ? undefined : found
      }
      const shared = new Set(unknown.flatMap((id) => joined(id) ?? []))
      const missing = unknown.filter((id) => !joined(id))
      for (const { interest } of shared) interest.join(reading.interest)
      if (missing.length > 0) shared.add(fetch(backend, missing, reading))
      const fetched = await Promise.all([...shared].map(({ answer }) => answer))
      // An answer from the cache counts as use.
      backend.bound?.touch(cached.flatMap(({ row }) => row?.id ?? []))
      if (cached.length > 0) reading.fromCache?.(Math.max(...cached.map((entry) => reading.now - entry.now)))
      const wanted = new Set(unknown.map((id) => keyOf(backend, id)))
      const fresh = fetched.flatMap((found) =>
        [...found].flatMap(([key, entry]) => (wanted.has(key) ? [entry] : [])),
      )
      return [...cached, ...fresh].flatMap(({ row }) => row ?? [])
    },
  }
}

/** Executions that a store says have changed are read again. */
function forgetChanged(
  backends: readonly Backend[],
  entries: LRUCache<string, Entry>,
  underWay: Map<string, UnderWay>,
) {
  const forget = (keys: Iterable<string>) => {
    for (const key of keys) {
      entries.delete(key)
      underWay.delete(key)
    }
  }
  for (const backend of backends)
    backend.onChange?.(({ executions }) => {
      if (executions !== 'many') forget(executions.values().map((id) => keyOf(backend, id)))
      else forget([...entries.keys(), ...underWay.keys()].filter((key) => key.startsWith(keyOf(backend, ''))))
    })
}

const keyOf = (backend: Backend, id: string) => `${backend.name}:${id}`

async function read(backend: Backend, ids: readonly string[], reading: Reading): Promise<Map<string, Entry>> {
  const rows = await executionsByIds(backend, ids, reading)
  const byId = new Map(rows.map((row) => [row.id, row]))
  return new Map(ids.map((id) => [keyOf(backend, id), { row: byId.get(id) ?? null, now: reading.now }]))
}
