import type { Ticks } from '../../client/live/rows.ts'
import type { RowList } from './rowlist.ts'
import { createSignal } from './signal.ts'
import { createRetry } from './retry.ts'

/** A page of a list. */
export interface Page<Row> {
  readonly rows: readonly Row[]
  /** The cursor after its last row. `null`: there is no more. */
  readonly next: string | null
  /** How far the answer has seen. */
  readonly ticks: Ticks | undefined
  readonly unavailable: readonly string[]
}

export interface ListState {
  readonly isLoading: boolean
  readonly error: Error | undefined
  /** Backends whose share is missing. */
  readonly unavailable: readonly string[]
}

/** As many rows are read again after changes may have been missed. Those beyond come as one scrolls. */
const mostReread = 1_000

/** Loads a list by pages, and anew when it must be. */
export function createPages<Row extends object>(
  list: RowList<Row>,
  read: (after: string | null) => Promise<Page<Row>>,
) {
  const state = createSignal<ListState>({ isLoading: true, error: undefined, unavailable: [] })
  const reader = createReader(list)
  const progress = createProgress()
  const retry = createRetry(() => void reload())

  const reload = async () => {
    retry.stop()
    reader.beginAnew()
    try {
      const page = await reader.load('replace', () => readAgain(read, list.order().length))
      if (!page) return
      progress.seen(page.ticks ?? {})
      retry.succeeded()
      state.set({ isLoading: false, error: undefined, unavailable: page.unavailable })
    } catch (problem) {
      const error = problem as Error
      state.set({ ...state.get(), isLoading: false, error })
      retry.failed(error)
    }
    settle()
  }
  const settle = () => {
    // What has failed is read again anyway.
    if (progress.isBehind() && !retry.hasFailed()) void reload()
  }
  return {
    state,
    reload,
    /** Loads it first. If changes are told only from later on, it is read once more: nobody waits for the stream. */
    begin: () => void reload(),
    async more() {
      const after = reader.next()
      if (after === null || reader.isLoading()) return
      try {
        if (await reader.load('add', () => read(after))) settle()
      } catch {
        // The rows that are there stay, and scrolling asks again.
        settle()
      }
    },
    /** From this tick on, changes are told. What was read before may lack some. */
    followedFrom(backend: string, tick: string) {
      progress.told(backend, tick)
      if (!reader.isLoading() && (progress.isBehind() || retry.hasFailed())) void reload()
    },
    hasMore: () => reader.next() !== null,
    stop() {
      reader.beginAnew()
      retry.stop()
    },
  }
}

/** Reads rows into a list, one page at a time. */
function createReader<Row extends object>(list: RowList<Row>) {
  let [next, turn, isLoading] = [null as string | null, 0, false]
  return {
    next: () => next,
    isLoading: () => isLoading,
    /** What is under way is not wanted any longer. */
    beginAnew: () => void (turn += 1),
    /** `undefined`: all was begun anew meanwhile. */
    async load(how: 'replace' | 'add', read: () => Promise<Page<Row>>): Promise<Page<Row> | undefined> {
      const own = turn
      isLoading = true
      const loading = list.load()
      try {
        const page = await read()
        if (own !== turn) return undefined
        next = page.next
        loading[how](page, next !== null)
        return page
      } catch (error) {
        if (own === turn) throw error
        return undefined
      } finally {
        loading.end()
        if (own === turn) isLoading = false
      }
    },
  }
}

/** How far what was read has seen, and from where on changes are told, by backend. */
function createProgress() {
  let [seen, told] = [{} as Ticks, {} as Ticks]
  return {
    seen: (ticks: Ticks) => void (seen = ticks),
    told: (backend: string, tick: string) => void (told = { ...told, [backend]: tick }),
    /** Whether changes were told since a time that what was read had not seen. It is said once. */
    isBehind() {
      const isBehind = Object.entries(told).some(([backend, tick]) => !isAsFar(seen[backend], tick))
      told = {}
      return isBehind
    },
  }
}

/** The first page, and those after it up to as many rows as there were. */
async function readAgain<Row>(
  read: (after: string | null) => Promise<Page<Row>>,
  before: number,
): Promise<Page<Row>> {
  const wanted = Math.min(before, mostReread)
  let page = await read(null)
  const { ticks } = page
  const rows = [...page.rows]
  while (page.next !== null && rows.length < wanted) {
    page = await read(page.next)
    rows.push(...page.rows)
  }
  return { ...page, rows, ticks }
}

/** Ticks of different epochs cannot be compared. */
function isAsFar(tick: string | undefined, other: string): boolean {
  const [epoch, number] = partsOf(tick ?? '')
  const [otherEpoch, otherNumber] = partsOf(other)
  return epoch === otherEpoch && number >= otherNumber
}

const partsOf = (tick: string): [string, number] => {
  const dot = tick.lastIndexOf('.')
  return [tick.slice(0, dot), Number(tick.slice(dot + 1))]
}
