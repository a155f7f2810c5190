import { useEffect, useMemo, useRef, useState } from 'react'
import { errorOf } from '../data/seldom.ts'
import { onShown } from '../data/shownagain.ts'
import type { ExecutionFilter, OrderDirection } from '../schema.gen.ts'
import { keepEqual } from './keepequal.ts'
import type { ExecutionRowFragment } from './executions.gen.ts'
import { readPage } from './readpage.ts'

/** No stream tells which executions match a filter, so the first page is asked for again so often. */
export const renewMs = 5_000

interface State {
  readonly rows: readonly ExecutionRowFragment[]
  /** Where the next page begins. `null`: there is none. */
  readonly cursor: string | null
  readonly unavailable: readonly string[]
  readonly isLoaded: boolean
  readonly isLoading: boolean
  readonly error: Error | undefined
}

const first: State = {
  rows: [],
  cursor: null,
  unavailable: [],
  isLoaded: false,
  isLoading: true,
  error: undefined,
}

/** Executions by pages. `filterAt`: the filter as of a time; it is another function for another view. */
export function useHistory(filterAt: (now?: number) => ExecutionFilter, direction: OrderDirection) {
  const [state, setState] = useState(first)
  const isScrolled = useRef(false)
  const pages = useMemo(() => createPages({ filterAt, direction, set: setState }), [filterAt, direction])
  useEffect(() => {
    setState(first)
    void pages.renew()
    const end = onShown(renewMs, () => {
      // Where answers take longer, each would take the place of the one before it came.
      if (!isScrolled.current && !pages.isRenewing()) void pages.renew()
    })
    return () => {
      end()
      pages.end()
    }
  }, [pages])
  const hold = (scrolled: boolean) => {
    isScrolled.current = scrolled
  }
  return { ...state, more: pages.more, readOn: pages.readOn, again: pages.renew, hold }
}

interface PagesOptions {
  readonly filterAt: () => ExecutionFilter
  readonly direction: OrderDirection
  readonly set: (change: (before: State) => State) => void
}

/** The first page, which is renewed, and those after it. */
function createPages({ filterAt, direction, set }: PagesOptions) {
  let [turn, renewing, isReading] = [0, 0, false]
  let cursor: string | null = null
  let rows: readonly ExecutionRowFragment[] = []
  // Further pages are of the same time as the first.
  let filter = filterAt()
  const read = (after: string | null) => readPage(filter, direction, after)
  const fail = (problem: unknown) =>
    set((before) => ({ ...before, error: errorOf(problem), isLoading: false }))
  return {
    /** The first page anew, in the place of all. */
    async renew() {
      const own = ++turn
      filter = filterAt()
      renewing += 1
      try {
        const { nodes, unavailable, next } = await read(null)
        if (own !== turn) return
        cursor = next
        rows = keepEqual(rows, nodes)
        set(() => ({ rows, cursor, unavailable, isLoaded: true, isLoading: false, error: undefined }))
      } catch (problem) {
        if (own === turn) fail(problem)
      } finally {
        renewing -= 1
      }
    },
    isRenewing: () => renewing > 0,
    more,
    /** The list as far as it was read, and one page more. */
    async readOn() {
      await more()
      return { ids: rows.map(({ key }) => key), hasMore: cursor !== null }
    },
    end() {
      turn += 1
    },
  }
  async function more() {
    if (cursor === null || isReading) return
    const own = turn
    isReading = true
    try {
      const { nodes, next } = await read(cursor)
      if (own !== turn) return
      cursor = next
      const known = new Set(rows.map(({ key }) => key))
      rows = [...rows, ...nodes.filter(({ key }) => !known.has(key))]
      set((before) => ({ ...before, cursor, rows }))
    } catch (problem) {
      if (own === turn) fail(problem)
    } finally {
      isReading = false
    }
  }
}
