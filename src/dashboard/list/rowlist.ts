import { type Change, mergeSnapshot } from '../../client/live/merge.ts'
import type { Loading, Ticks } from '../../client/live/rows.ts'

/** A page of a query. */
export interface PageOf<Row> {
  readonly rows: readonly Row[]
  readonly endCursor: string | null
  readonly hasNext: boolean
  readonly ticks: Ticks | undefined
}

/** What a list shows. Equal as long as nothing has changed. */
export interface Shown<Row> {
  /** The rows that are known, in their order, without those that wait. */
  readonly rows: readonly Row[]
  /** Why a row is about to go. */
  readonly leaving: ReadonlyMap<string, Leaving>
  /** New rows that wait, as the list is scrolled. */
  readonly held: readonly Row[]
  /** Where the next page begins. `null`: all rows are there. */
  readonly next: string | null
  readonly isLoaded: boolean
  readonly unavailable: ReadonlySet<string>
}

export type Leaving = 'left' | 'deleted'

interface Options<Row> {
  keyOf(row: Row): string
  /** Negative if `a` comes first. Never 0 for different rows. */
  compare(a: Row, b: Row): number
}

/**
 * The rows of a sorted list of which the first pages are known, while rows enter, change and leave. What comes after the
 * last row of the last page is not shown before its page is there: nobody knows what is between.
 */
export function createRowList<Row extends object>({ keyOf, compare }: Options<Row>) {
  const merged = mergeSnapshot(keyOf)
  const held = new Set<string>()
  const leaving = new Map<string, { readonly row: Row; readonly why: Leaving }>()
  let last: Row | undefined
  let next: string | null = null
  let [isLoaded, isHolding] = [false, false]
  let shown: Shown<Row> | undefined

  const isWithin = (row: Row) => next === null || (last !== undefined && compare(row, last) <= 0)
  const changed = () => (shown = undefined)

  function makeShown(): Shown<Row> {
    const known = merged.rows()
    const gone = [...leaving.values()].map(({ row }) => row)
    const within = isLoaded ? [...known.values()].filter(isWithin) : []
    return {
      rows: [...within.filter((row) => !held.has(keyOf(row))), ...gone].toSorted(compare),
      leaving: new Map([...leaving].map(([key, { why }]) => [key, why])),
      held: within.filter((row) => held.has(keyOf(row))).toSorted(compare),
      next,
      isLoaded,
      unavailable: new Set(merged.unavailable()),
    }
  }

  /** A row that is not known any longer stays for a moment if it could be seen. */
  function noteGone({ id, row, kind }: Change<Row>, before: Row | undefined) {
    const key = id!
    const wasHeld = held.delete(key)
    if (before && !wasHeld && isWithin(before))
      leaving.set(key, { row: row ?? before, why: kind === 'DELETE' ? 'deleted' : 'left' })
  }

  return {
    shown: (): Shown<Row> => (shown ??= makeShown()),
    /** Whether the rows must be asked for again. */
    apply(change: Change<Row>): boolean {
      const before = change.id === null ? undefined : merged.rows().get(change.id)
      const result = merged.apply(change)
      if (result === 'stale') changed()
      if (result !== 'changed') return result === 'stale'
      changed()
      if (change.id === null) return false
      const after = merged.rows().get(change.id)
      if (!after) noteGone(change, before)
      else {
        leaving.delete(change.id)
        if (!before && isHolding && isWithin(after)) held.add(change.id)
      }
      return false
    },
    /** Must be called before a query for rows is sent. */
    load: (): Loading<Row> => merged.load(),
    /** The answer takes the place of all rows, or follows them as the next page. */
    take(loading: Loading<Row>, page: PageOf<Row>, place: 'first' | 'next') {
      if (place === 'first') loading.replace(page)
      else loading.add(page)
      if (place === 'first') leaving.clear()
      last = page.rows.at(-1) ?? (place === 'next' ? last : undefined)
      next = page.hasNext && last !== undefined ? page.endCursor : null
      isLoaded = true
      for (const key of held) if (!merged.rows().has(key)) held.delete(key)
      for (const key of leaving.keys()) if (merged.rows().has(key)) leaving.delete(key)
      changed()
    },
    /** Whether new rows wait. Those that wait stay so until they are taken. */
    hold(isScrolled: boolean) {
      isHolding = isScrolled
    },
    takeHeld() {
      held.clear()
      changed()
    },
    /** Ends the moment of a row that has left. */
    drop(key: string) {
      if (leaving.delete(key)) changed()
    },
  }
}

export type RowList<Row extends object> = ReturnType<typeof createRowList<Row>>
