import {
  type RefObject,
  useCallback,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
  useSyncExternalStore,
} from 'react'
import { ask } from '../data/ask.ts'
import { watch } from '../data/live.ts'
import { createPages } from '../data/pages.ts'
import { type RowList, createRowList } from '../data/rowlist.ts'
import { onShown } from '../data/shownagain.ts'
import { useSignal } from '../data/signal.ts'
import { comparing } from './compare.ts'
import { type RunRowFragment, RunsChangedDocument, RunsPageDocument } from './list.gen.ts'
import { useAnchor } from './useanchor.ts'
import { useLateCauses } from './uselatecauses.ts'
import { type View, filterOf, orderOf } from './view.ts'

const pageSize = 100

/** A list at its beginning that has grown over this, by what began meanwhile, is read anew. */
const mostRows = 5_000
/** A list whose changes are not told is read so often. */
const unfollowedMs = 20_000
/** A row that has left where nobody sees it goes after this. */
const leavingMs = 2_500

/** The runs of a view, by pages, each kept as it is now. */
export function useRunList(view: View) {
  const { from, to, sort } = view
  const asked = JSON.stringify([filterOf({ ...view, from: '', to: undefined }, 0), from, to, sort])
  const isHeld = useRef(false)
  const anchor = useAnchor(
    view,
    useCallback(() => isHeld.current, []),
  )
  const query = useMemo(() => queryOf(view, anchor.time, asked), [asked, anchor.time])
  const { list, pages } = useLoaded(query)
  const { down, refusal } = useFollowed(query, isHeld, anchor.renew)
  useLateCauses(query)
  const state = useSignal(pages.state)
  // What could not be read anew is shown as it was.
  const error = useSignal(query.pages.state).error ?? state.error
  const order = useSyncExternalStore(list.onOrder, list.order)
  const waiting = useSyncExternalStore(list.onOrder, list.waiting)
  const unavailable = [...new Set([...state.unavailable, ...down])]
  const readOn = useCallback(async () => {
    await pages.more()
    return { ids: list.order(), hasMore: pages.hasMore() }
  }, [list, pages])
  const hold = (isScrolled: boolean) => {
    isHeld.current = isScrolled
    list.hold(isScrolled)
  }
  const { filter } = query
  return {
    ...state,
    error,
    refusal,
    unavailable,
    list,
    order,
    waiting,
    filter,
    hold,
    more: pages.more,
    hasMore: pages.hasMore,
    readOn,
    reload: query.pages.reload,
  }
}

/** Keeps the rows of a query as they are now. */
function useFollowed(query: Query, isHeld: RefObject<boolean>, onLong: () => void) {
  const [down, setDown] = useState<readonly string[]>([])
  const [refusal, setRefusal] = useState<string>()
  const tooLong = useRef(onLong)
  tooLong.current = onLong
  // Before the effects of all others: the rows are what one waits for.
  useLayoutEffect(() => {
    const followed = query.list
    let endAsking = () => {}
    query.pages.begin()
    setRefusal(undefined)
    const end = watch(RunsChangedDocument, { filter: query.filter }, {
      next({ runsChanged: { kind, id, backend, run } }, ticks) {
        const tick = ticks?.[backend]
        const outcome = followed.apply({ kind, id, backend, row: run, ticks })
        if (outcome === 'stale' && tick !== undefined) query.pages.followedFrom(backend, tick)
        if (id !== null && followed.left(id)) setTimeout(() => isInPage(id) || followed.drop(id), leavingMs)
        if (!isHeld.current && followed.order().length > mostRows) tooLong.current()
        setDown((before) => (before.join() === [...followed.unavailable()].join() ? before : [...followed.unavailable()]))
      },
      error([first]) {
        setRefusal(first?.message ?? 'The server does not tell changes.')
        endAsking = onShown(unfollowedMs, () => isHeld.current || void query.pages.reload())
      },
    }) // prettier-ignore
    return () => {
      query.pages.stop()
      end()
      endAsking()
    }
  }, [query])
  return { down, refusal }
}

const isInPage = (id: string) => document.querySelector(`[data-row="${CSS.escape(id)}"]`) !== null

type Query = ReturnType<typeof queryOf>

/** The query, or while it is read for the first time, the one before it that asked for the same. */
function useLoaded(query: Query): Query {
  const loaded = useRef(query)
  const { isLoading, error } = useSignal(query.pages.state)
  if ((!isLoading && !error) || loaded.current.asked !== query.asked) loaded.current = query
  return loaded.current
}

export function queryOf(view: View, time: number, asked: string) {
  const [filter, orderBy] = [filterOf(view, time), orderOf(view)]
  const list = createRowList<RunRowFragment>({ keyOf: ({ id }) => id, compare: comparing(view.sort) })
  const pages = createPages(list, async (after) => {
    const { data, error, ticks } = await ask(RunsPageDocument, { filter, orderBy, after, first: pageSize })
    const runs = data?.runs
    if (!runs) throw error ?? new Error('The answer was empty.')
    const { nodes: rows, pageInfo, unavailable } = runs
    return { rows, ticks, unavailable, next: pageInfo.hasNextPage ? pageInfo.endCursor : null }
  })
  return { asked, filter, list, pages }
}

/** One row, rendered anew only when it has changed. */
export function useRow(list: RowList<RunRowFragment>, key: string) {
  const subscribe = useMemo(() => (listener: () => void) => list.onRow(key, listener), [list, key])
  const row = useSyncExternalStore(subscribe, () => list.row(key))
  const left = useSyncExternalStore(subscribe, () => list.left(key))
  return { row, left }
}
