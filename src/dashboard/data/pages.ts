import type { Ticks } from '../../client/live/rows.ts'
import { isFinal } from './codeof.ts'
import type { RowList } from './rowlist.ts'
import { createSignal } from './signal.ts'
import { patienceMs, retryMs } from './waiting.ts'

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
  let [next, turn, isLoading] = [null as string | null, 0, false]
  /** From where on changes are told, by backend, as far as no load that began later has seen it. */
  let told: Ticks = {}
  let seen: Ticks | undefined
  let [timer, failures] = [undefined as ReturnType<typeof setTimeout> | undefined, 0]

  const reload = async () => {
    clearTimeout(timer)
    const own = ++turn
    isLoading = true
    const loading = list.load()
    try {
      const found = await readAgain(read, list.order().length)
      if (own !== turn) return loading.end()
      next = found.next
      seen = found.ticks ?? {}
      loading.replace(found, next !== null)
      failures = 0
      state.set({ isLoading: false, error: undefined, unavailable: found.unavailable })
    } catch (problem) {
      loading.end()
      if (own === turn) fail(problem as Error)
    }
    if (own === turn) settle()
  }
  const fail = (error: Error) => {
    state.set({ ...state.get(), isLoading: false, error })
    failures += 1
    if (!isFinal(error)) timer = setTimeout(() => void reload(), retryMs(failures))
  }
  const settle = () => {
    isLoading = false
    const isBehind = Object.entries(told).some(([backend, tick]) => !isAsFar(seen?.[backend], tick))
    told = {}
    // What has failed is read again anyway.
    if (isBehind && failures === 0) void reload()
  }
  return {
    state,
    reload,
    /** Loads it first: when changes are told, so that it need not be read again, or after a moment. */
    begin() {
      timer = setTimeout(() => void reload(), patienceMs)
    },
    async more() {
      if (next === null || isLoading) return
      isLoading = true
      const own = turn
      const loading = list.load()
      try {
        const page = await read(next)
        if (own !== turn) return loading.end()
        next = page.next
        loading.add(page, next !== null)
      } catch {
        // The rows that are there stay, and scrolling asks again.
        loading.end()
      } finally {
        if (own === turn) settle()
      }
    },
    /** From this tick on, changes are told. What was read before may lack some. */
    followedFrom(backend: string, tick: string) {
      if (isLoading) told = { ...told, [backend]: tick }
      else if (!isAsFar(seen?.[backend], tick)) void reload()
    },
    stop() {
      turn += 1
      clearTimeout(timer)
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
