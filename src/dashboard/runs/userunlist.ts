import { useEffect, useMemo, useState, useSyncExternalStore } from 'react'
import { ask } from '../data/ask.ts'
import { now } from '../data/clock.ts'
import { watch } from '../data/live.ts'
import { createPages } from '../data/pages.ts'
import { type RowList, createRowList } from '../data/rowlist.ts'
import { useSignal } from '../data/signal.ts'
import { comparing } from './compare.ts'
import { type RunRowFragment, RunsChangedDocument, RunsPageDocument } from './list.gen.ts'
import { type View, filterOf, orderOf } from './view.ts'

const pageSize = 100

/** The runs of a view, by pages, each kept as it is now. */
export function useRunList(view: View) {
  const { from, to, sort } = view
  const asked = JSON.stringify([filterOf({ ...view, from: '', to: undefined }, 0), from, to, sort])
  const query = useMemo(() => queryOf(view), [asked])
  const { list, pages, filter } = query
  const [down, setDown] = useState<readonly string[]>([])
  useEffect(() => {
    void pages.reload()
    const end = watch(RunsChangedDocument, { filter }, {
      next({ runsChanged: { kind, id, backend, run } }, ticks) {
        const tick = ticks?.[backend]
        const outcome = list.apply({ kind, id, backend, row: run, ticks })
        if (outcome === 'stale' && tick !== undefined) pages.followedFrom(backend, tick)
        setDown((before) => (before.length === list.unavailable().size ? before : [...list.unavailable()]))
      },
    }) // prettier-ignore
    return () => {
      pages.stop()
      end()
    }
  }, [query])
  const state = useSignal(pages.state)
  const order = useSyncExternalStore(list.onOrder, list.order)
  const waiting = useSyncExternalStore(list.onOrder, list.waiting)
  const unavailable = [...new Set([...state.unavailable, ...down])]
  return { ...state, unavailable, list, order, waiting, filter, more: pages.more, reload: pages.reload }
}

function queryOf(view: View) {
  const [filter, orderBy] = [filterOf(view, now()), orderOf(view)]
  const list = createRowList<RunRowFragment>({ keyOf: ({ id }) => id, compare: comparing(view.sort) })
  const pages = createPages(list, async (after) => {
    const { data, error, ticks } = await ask(RunsPageDocument, { filter, orderBy, after, first: pageSize })
    const runs = data?.runs
    if (!runs) throw error ?? new Error('The answer was empty.')
    const { nodes: rows, pageInfo, unavailable } = runs
    return { rows, ticks, unavailable, next: pageInfo.hasNextPage ? pageInfo.endCursor : null }
  })
  return { filter, list, pages }
}

/** One row, rendered anew only when it has changed. */
export function useRow(list: RowList<RunRowFragment>, key: string) {
  const subscribe = useMemo(() => (listener: () => void) => list.onRow(key, listener), [list, key])
  const row = useSyncExternalStore(subscribe, () => list.row(key))
  const left = useSyncExternalStore(subscribe, () => list.left(key))
  return { row, left }
}
