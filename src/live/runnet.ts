import type { SeenRuns } from './sight.ts'
import { LRUCache } from 'lru-cache'
import type { Backend, Reading } from '../db/backend.ts'
import { runIdOf } from '../db/changes.ts'
import { type RunRow, runsByKeys } from '../db/runs/rows.ts'
import { createBreaks } from '../db/turn.ts'
import { digestOf } from './digest.ts'
import { type NewestPage, isRefused, newestOf } from './newestruns.ts'
import type { Watched } from './seen.ts'

/** Most filters whose newest runs are read in one round. The others follow in later rounds. */
const mostFilters = 50
/** How many milliseconds filters are read in one round, before the others must wait. */
const mostMs = 2_000
/** A filter that takes too long, or finds the store busy, is not read again for so many milliseconds. */
const restMs = 30_000
/** Most runs of which it is known how they were seen. */
const mostSeen = 50_000

/** Compares the newest runs of watched filters with what was seen of them. */
export function createRunNet(backend: Backend, watched: Watched) {
  const seen = createSeenRuns()
  const pages = createPages()
  const keyed = () => new Map(watched.runFilters().map((filter) => [JSON.stringify(filter), filter]))

  /** Runs of a page that are new or changed, and runs that are no longer in it because they changed or are gone. */
  const compare = async (text: string, filter: SeenRuns, reading: Reading) => {
    const before = pages.of(text)
    const { rows, page } = await newestOf(backend, filter, before, reading)
    pages.keep(text, page)
    const here = new Set(rows.map(runIdOf))
    const left = (before?.keys ?? []).filter((key) => !here.has(runIdOf(key)))
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
    const until = performance.now() + mostMs
    for (const [text, filter] of filters) {
      if (performance.now() > until) pages.miss(text)
      else
        try {
          const found = await compare(text, filter, reading)
          runs.push(...found.runs)
          goneRuns.push(...found.goneRuns)
        } catch (error) {
          // Who watches it asks for these runs, too, and is told why there are none.
          if (!isRefused(error)) throw error
          pages.rest(text)
        }
    }
    return { runs, goneRuns }
  }
  const newFilters = () => [...keyed()].filter(([text]) => !pages.of(text))

  return {
    /** Whether the newest runs of all filters are known. */
    isReady: () => newFilters().length === 0,
    /** Reads the newest runs of filters that are new. */
    begin: (reading: Reading) => compareAll(newFilters(), reading),
    /** What differs from what was seen, of some of the filters. */
    cast(reading: Reading) {
      const wanted = keyed()
      const turn = pages.next(wanted).map((text) => [text, wanted.get(text)!] as const)
      return compareAll(turn, reading)
    },
    forget() {
      seen.clear()
      pages.clear()
    },
    note: seen.note,
  }
}

/** The newest runs of each filter, by its text. Filters take turns in the order of the map. */
function createPages() {
  const pages = new Map<string, NewestPage>()
  const unread: NewestPage = { keys: undefined, newest: undefined }
  const keep = (text: string, page: NewestPage) => {
    pages.delete(text)
    pages.set(text, page)
  }
  return {
    of: (text: string) => pages.get(text),
    keep,
    /** It had no turn, and stays before those that had one. */
    miss(text: string) {
      if (!pages.has(text)) pages.set(text, unread)
    },
    /** All others must not wait for it. What is read later is told to who watches it, whatever was seen. */
    rest(text: string) {
      keep(text, { ...(pages.get(text) ?? unread), restsUntil: performance.now() + restMs })
    },
    /** Whose turn it is, of those that are still watched. */
    next(wanted: { has(text: string): boolean }): string[] {
      for (const text of pages.keys()) if (!wanted.has(text)) pages.delete(text)
      const now = performance.now()
      const awake = [...pages].filter(([, { restsUntil = 0 }]) => restsUntil <= now)
      return awake.slice(0, mostFilters).map(([text]) => text)
    },
    clear: () => pages.clear(),
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
