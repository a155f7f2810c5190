import { narrowedTo } from '../db/narrowed.ts'
import type { SeenRuns } from './sight.ts'
import { LRUCache } from 'lru-cache'
import type { Backend, Reading } from '../db/backend.ts'
import { runIdOf } from '../db/changes.ts'
import { listRuns } from '../db/runs/list.ts'
import { type RunKey, type RunRow, keysOf, runsByKeys } from '../db/runs/rows.ts'
import { createBreaks } from '../db/turn.ts'
import { digestOf } from './digest.ts'
import type { Watched } from './seen.ts'

/** Most filters whose newest runs are read in one round. The others follow in later rounds. */
const mostFilters = 50
/** How many of the newest runs of a filter are compared. */
const pageSize = 50
/** Most runs of which it is known how they were seen. */
const mostSeen = 50_000

const newestFirst = { field: 'STARTED', descending: true } as const

/** Compares the newest runs of watched filters with what was seen of them. */
export function createRunNet(backend: Backend, watched: Watched) {
  const seen = createSeenRuns()
  /** The newest runs of each filter. Filters take turns in the order of the map. */
  const pages = new Map<string, readonly RunKey[]>()
  const keyed = () => new Map(watched.runFilters().map((filter) => [JSON.stringify(filter), filter]))

  /** Runs of a page that are new or changed, and runs that are no longer in it because they changed or are gone. */
  const compare = async (text: string, filter: SeenRuns, reading: Reading) => {
    const page = { limit: pageSize, from: undefined, backward: false }
    const { within, ...asked } = filter
    // Runs of other flows take no place among the newest.
    const narrowed = within ? { ...backend, ...narrowedTo(backend, within) } : backend
    const rows = await listRuns(narrowed, { filter: asked, order: newestFirst }, page, reading)
    const before = pages.get(text)
    pages.delete(text)
    pages.set(text, keysOf(rows))
    const here = new Set(rows.map(runIdOf))
    const left = (before ?? []).filter((key) => !here.has(runIdOf(key)))
    const others = left.length > 0 ? await runsByKeys(backend, left, reading) : []
    const found = new Set(others.map(runIdOf))
    return {
      runs: [...rows, ...others].filter((row) => seen.isChanged(row, before === undefined)),
      goneRuns: left.map(runIdOf).filter((id) => !found.has(id) && seen.delete(id)),
    }
  }
  const compareAll = async (filters: Iterable<readonly [string, SeenRuns]>, reading: Reading) => {
    const runs: RunRow[] = []
    const goneRuns: string[] = []
    for (const [text, filter] of filters) {
      const found = await compare(text, filter, reading)
      runs.push(...found.runs)
      goneRuns.push(...found.goneRuns)
    }
    return { runs, goneRuns }
  }
  const newFilters = () => [...keyed()].filter(([text]) => !pages.has(text))

  return {
    /** Whether the newest runs of all filters are known. */
    isReady: () => newFilters().length === 0,
    /** Reads the newest runs of filters that are new. */
    begin: (reading: Reading) => compareAll(newFilters(), reading),
    /** What differs from what was seen, of some of the filters. */
    cast(reading: Reading) {
      const wanted = keyed()
      for (const text of pages.keys()) if (!wanted.has(text)) pages.delete(text)
      const texts = [...pages.keys()].slice(0, mostFilters)
      const turn = texts.map((text) => [text, wanted.get(text)!] as const)
      return compareAll(turn, reading)
    },
    forget() {
      seen.clear()
      pages.clear()
    },
    note: seen.note,
  }
}

/** How runs were seen last. */
function createSeenRuns() {
  // By `max` it would take its memory at once, of each store.
  const digests = new LRUCache<string, number>({ maxSize: mostSeen, sizeCalculation: () => 1 })
  return {
    /** Of a filter that is new, only runs count that were seen before. */
    isChanged(row: RunRow, isNewFilter: boolean) {
      const id = runIdOf(row)
      const digest = digestOf(row)
      const before = digests.get(id)
      digests.set(id, digest)
      return before === undefined ? !isNewFilter : before !== digest
    },
    delete: (id: string) => digests.delete(id),
    clear: () => digests.clear(),
    async note(runs: readonly RunRow[], gone: readonly string[]) {
      const breaks = createBreaks()
      for (const row of runs) {
        digests.set(runIdOf(row), digestOf(row))
        if (breaks.isDue()) await breaks.take()
      }
      for (const id of gone) digests.delete(id)
    },
  }
}
