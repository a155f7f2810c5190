import { useCallback, useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react'
import { ask } from '../data/ask.ts'
import { mayAnswerLater } from '../data/codeof.ts'
import { watch } from '../data/live.ts'
import { createPages } from '../data/pages.ts'
import { type RowList, createRowList } from '../data/rowlist.ts'
import { useSignal } from '../data/signal.ts'
import { comparing } from './compare.ts'
import { type RunRowFragment, RunsChangedDocument, RunsPageDocument } from './list.gen.ts'
import { useAnchor } from './useanchor.ts'
import { type View, filterOf, orderOf } from './view.ts'

const pageSize = 100

/** A list at its beginning that has grown over this, by what began meanwhile, is read anew. */
const mostRows = 5_000
/** What could not be read is read again after this. */
const againMs = 5_000
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
  const [down, setDown] = useState<readonly string[]>([])
  const renew = useRef(anchor.renew)
  renew.current = anchor.renew
  useEffect(() => {
    const followed = query.list
    void query.pages.reload()
    const end = watch(RunsChangedDocument, { filter: query.filter }, {
      next({ runsChanged: { kind, id, backend, run } }, ticks) {
        const tick = ticks?.[backend]
        const outcome = followed.apply({ kind, id, backend, row: run, ticks })
        if (outcome === 'stale' && tick !== undefined) query.pages.followedFrom(backend, tick)
        if (id !== null && followed.left(id)) setTimeout(() => isInPage(id) || followed.drop(id), leavingMs)
        if (!isHeld.current && followed.order().length > mostRows) renew.current()
        setDown((before) => (before.length === followed.unavailable().size ? before : [...followed.unavailable()]))
      },
    }) // prettier-ignore
    return () => {
      query.pages.stop()
      end()
    }
  }, [query])
  const state = useSignal(pages.state)
  const isAway = state.error !== undefined && mayAnswerLater(state.error)
  // Nothing tells that what did not answer does.
  useEffect(() => {
    if (!isAway) return
    const timer = setInterval(() => void pages.reload(), againMs)
    return () => clearInterval(timer)
  }, [isAway, pages])
  const order = useSyncExternalStore(list.onOrder, list.order)
  const waiting = useSyncExternalStore(list.onOrder, list.waiting)
  const unavailable = [...new Set([...state.unavailable, ...down])]
  const hold = (isScrolled: boolean) => {
    isHeld.current = isScrolled
    list.hold(isScrolled)
  }
  const { filter } = query
  return { ...state, unavailable, list, order, waiting, filter, hold, more: pages.more, reload: pages.reload }
}

const isInPage = (id: string) => document.querySelector(`[data-row="${CSS.escape(id)}"]`) !== null

type Query = ReturnType<typeof queryOf>

/** The query, or while it is read for the first time, the one before it that asked for the same. */
function useLoaded(query: Query): Query {
  const loaded = useRef(query)
  const { isLoading } = useSignal(query.pages.state)
  if (!isLoading || loaded.current.asked !== query.asked) loaded.current = query
  return loaded.current
}

function queryOf(view: View, time: number, asked: string) {
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
