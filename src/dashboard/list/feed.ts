import type { Change } from '../../client/live/merge.ts'
import { type Ticks, hasSeen } from '../../client/live/rows.ts'
import { createSignal } from '../data/signal.ts'
import { type PageOf, type Shown, createRowList } from './rowlist.ts'

/** An answer to a query for a page. */
export interface Answered<Row> extends PageOf<Row> {
  readonly unavailable: readonly string[]
}

/** Where the rows of a list come from. */
export interface Source<Row> {
  keyOf(row: Row): string
  compare(a: Row, b: Row): number
  page(after: string | null): Promise<Answered<Row>>
  /** Watches changes, where they are told. Returns what ends it. */
  watch?(next: (change: Change<Row>) => void): () => void
  /** Else the rows are asked for again so often, while the list is at its beginning. */
  readonly everyMs?: number
  /** Whether a row that has left must still stay, as somebody is at it. */
  isKept?(key: string): boolean
}

export interface FeedState<Row> {
  readonly shown: Shown<Row>
  readonly isLoading: boolean
  readonly error: Error | undefined
  /** Backends that did not answer to the query or to the stream. */
  readonly unavailable: readonly string[]
}

const leavingMs = 2_000
const drawMs = 16
/** Of a list that is read again, as many pages at most. */
const mostPages = 10
/** A list at its beginning that has grown over this by what entered is begun anew. */
const mostRows = 3_000

/** The rows of a source, kept as they change. It begins with `begin`, and ends with what that returns. */
export function createFeed<Row extends object>(source: Source<Row>) {
  const list = createRowList<Row>(source)
  let [pages, turn, isMore, isHeld] = [0, 0, false, false]
  let seen: Ticks | undefined
  let [error, missing] = [undefined as Error | undefined, [] as readonly string[]]
  let [isLoading, isDue] = [true, false]
  /** What the stream said to be stale while a query was under way. */
  let stale: Change<Row>[] = []
  const timers = new Set<ReturnType<typeof setTimeout>>()
  const read = (): FeedState<Row> => {
    const shown = list.shown()
    return {
      shown,
      isLoading,
      error,
      unavailable: [...new Set([...missing, ...shown.unavailable])].toSorted(),
    }
  }
  const state = createSignal(read())

  const after = (ms: number, act: () => void) => {
    const timer = setTimeout(() => {
      timers.delete(timer)
      act()
    }, ms)
    timers.add(timer)
  }
  const draw = () => {
    if (isDue) return
    isDue = true
    after(drawMs, () => {
      isDue = false
      state.set(read())
    })
  }
  const drawNow = () => state.set(read())

  const isFresh = ({ backend, ticks }: Change<Row>) => hasSeen(seen, { row: null, backend, ticks })

  /** Reads the first pages, and puts them in the place of all rows at once. */
  async function load(count: number): Promise<void> {
    const own = ++turn
    isLoading = true
    drawNow()
    const taken: [ReturnType<typeof list.load>, Answered<Row>][] = []
    try {
      for (let cursor: string | null = null; taken.length < count; cursor = taken.at(-1)![1].endCursor) {
        const loading = list.load()
        const answer: Answered<Row> | undefined = await source
          .page(cursor)
          .finally(() => own !== turn && loading.end())
        if (own !== turn) return
        taken.push([loading, answer])
        if (!answer.hasNext) break
      }
      taken.forEach(([loading, answer], index) => list.take(loading, answer, index === 0 ? 'first' : 'next'))
      const [, first] = taken[0]!
      ;[seen, missing, error, pages] = [first.ticks, first.unavailable, undefined, taken.length]
    } catch (failure) {
      if (own !== turn) return
      taken.forEach(([loading]) => loading.end())
      error = failure instanceof Error ? failure : new Error(String(failure))
    }
    isLoading = false
    drawNow()
    const late = stale.filter((change) => !isFresh(change))
    stale = []
    if (late.length > 0 && error === undefined) await again()
  }
  const again = () => load(Math.min(Math.max(pages, 1), mostPages))

  function next(change: Change<Row>) {
    if (list.apply(change)) {
      if (isLoading) stale.push(change)
      else if (!isFresh(change)) void again()
    }
    const { id } = change
    if (id !== null && list.shown().leaving.has(id)) after(leavingMs, () => dropSoon(id))
    if (!isHeld && pages > 0 && list.shown().rows.length > mostRows) void load((pages = 1))
    draw()
  }
  function dropSoon(id: string) {
    if (source.isKept?.(id)) return after(leavingMs / 4, () => dropSoon(id))
    list.drop(id)
    draw()
  }

  return {
    state,
    begin(): () => void {
      const end = source.watch?.(next)
      const renewing = source.everyMs === undefined ? undefined : setInterval(renew, source.everyMs)
      void load(1)
      return () => {
        turn += 1
        end?.()
        clearInterval(renewing)
        timers.forEach(clearTimeout)
      }
    },
    again,
    async more() {
      const { next: cursor } = list.shown()
      if (cursor === null || isLoading || isMore) return
      const own = turn
      isMore = true
      const loading = list.load()
      try {
        const answer = await source.page(cursor)
        if (own !== turn) return
        list.take(loading, answer, 'next')
        pages += 1
      } catch (failure) {
        error = failure instanceof Error ? failure : new Error(String(failure))
      } finally {
        loading.end()
        isMore = false
        drawNow()
      }
    },
    /** New rows wait while the list is scrolled. */
    hold(isScrolled: boolean) {
      isHeld = isScrolled
      list.hold(isScrolled)
    },
    takeHeld() {
      list.takeHeld()
      drawNow()
    },
  }
  function renew() {
    if (!isHeld && !isLoading && globalThis.document?.visibilityState !== 'hidden') void load(1)
  }
}

export type Feed<Row extends object> = ReturnType<typeof createFeed<Row>>
