import { useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react'
import type { CombinedError } from 'urql'
import type { Ticks } from '../../client/live/rows.ts'
import { ask } from '../data/ask.ts'
import { now } from '../data/clock.ts'
import { watch } from '../data/live.ts'
import { createRowList } from '../data/rowlist.ts'
import { comparing } from './compare.ts'
import { RunsChangedDocument, RunsPageDocument, type RunRowFragment } from './list.gen.ts'
import { type View, filterOf, orderOf } from './view.ts'

const pageSize = 100
/** As many rows are read again after changes may have been missed; those beyond come as one scrolls. */
const mostReread = 1_000

/** The runs of a view, by pages, each kept as it is now. */
export function useRunList(view: View) {
  const asked = JSON.stringify([
    filterOf({ ...view, from: '', to: undefined }, 0),
    view.from,
    view.to,
    view.sort,
  ])
  const [state, setState] = useState<{
    error?: CombinedError | Error | undefined
    isLoading: boolean
    unavailable: readonly string[]
  }>({
    isLoading: true,
    unavailable: [],
  })
  const query = useMemo(() => {
    const filter = filterOf(view, now())
    return {
      filter,
      orderBy: orderOf(view),
      list: createRowList<RunRowFragment>({ keyOf: ({ id }) => id, compare: comparing(view.sort) }),
    }
  }, [asked])
  const { list, filter, orderBy } = query
  const cursor = useRef<string | null>(null)
  const turn = useRef(0)
  /** How far the rows have been read, and from where on changes are told, by backend. */
  const seen = useRef<{ rows: Ticks | undefined; told: Ticks }>({ rows: undefined, told: {} })

  /** One page after the cursor. */
  const read = (after: string | null) => ask(RunsPageDocument, { filter, orderBy, after, first: pageSize })

  const reload = async () => {
    const own = ++turn.current
    const loading = list.load()
    try {
      const wanted = Math.min(list.order().length, mostReread)
      const rows: RunRowFragment[] = []
      let [after, hasMore] = [null as string | null, true]
      let first: Awaited<ReturnType<typeof read>> | undefined
      let unavailable: readonly string[] = []
      do {
        const page = await read(after)
        first ??= page
        const runs = page.data?.runs
        rows.push(...(runs?.nodes ?? []))
        unavailable = runs?.unavailable ?? []
        after = runs?.pageInfo.endCursor ?? null
        hasMore = runs?.pageInfo.hasNextPage ?? false
        if (!runs && page.error) throw page.error
      } while (hasMore && rows.length < wanted)
      if (own !== turn.current) return void loading.end()
      cursor.current = hasMore ? after : null
      loading.replace({ rows, ticks: first.ticks }, hasMore)
      seen.current.rows = first.ticks ?? {}
      setState({ isLoading: false, unavailable })
      if (isBehind(seen.current)) void reload()
    } catch (error) {
      loading.end()
      if (own === turn.current) setState({ error: error as CombinedError, isLoading: false, unavailable: [] })
    }
  }

  useEffect(() => {
    setState({ isLoading: true, unavailable: [] })
    seen.current = { rows: undefined, told: {} }
    void reload()
    const end = watch(
      RunsChangedDocument,
      { filter },
      {
        next({ runsChanged: { kind, id, backend, run } }, ticks) {
          const outcome = list.apply({ kind, id, backend, row: run, ticks })
          if (outcome === 'stale' && ticks?.[backend] !== undefined) {
            seen.current.told = { ...seen.current.told, [backend]: ticks[backend] }
            if (isBehind(seen.current)) void reload()
          }
          const unavailable = [...list.unavailable()]
          setState((before) => (same(before.unavailable, unavailable) ? before : { ...before, unavailable }))
        },
      },
    )
    return () => {
      turn.current += 1
      end()
    }
  }, [query])

  const isReading = useRef(false)
  const more = async () => {
    if (cursor.current === null || isReading.current) return
    isReading.current = true
    const own = turn.current
    const loading = list.load()
    try {
      const { data, ticks } = await read(cursor.current)
      if (own !== turn.current || !data?.runs) return void loading.end()
      cursor.current = data.runs.pageInfo.hasNextPage ? data.runs.pageInfo.endCursor : null
      loading.add({ rows: data.runs.nodes, ticks }, cursor.current !== null)
    } catch {
      loading.end()
    } finally {
      isReading.current = false
    }
  }
  const order = useSyncExternalStore(list.onOrder, list.order)
  const waiting = useSyncExternalStore(list.onOrder, list.waiting)
  return { ...state, list, order, waiting, more, reload, filter }
}

/** Whether rows were read before changes began to be told, so that some may have been missed between. */
function isBehind({ rows, told }: { rows: Ticks | undefined; told: Ticks }): boolean {
  if (rows === undefined) return false
  return Object.entries(told).some(([backend, tick]) => !isAsFar(rows[backend], tick))
}

function isAsFar(tick: string | undefined, other: string): boolean {
  const [epoch, number] = partsOf(tick ?? '')
  const [otherEpoch, otherNumber] = partsOf(other)
  return epoch === otherEpoch && number >= otherNumber
}

const partsOf = (tick: string): [string, number] => {
  const dot = tick.lastIndexOf('.')
  return [tick.slice(0, dot), Number(tick.slice(dot + 1))]
}

const same = (a: readonly string[], b: readonly string[]) =>
  a.length === b.length && a.every((one, index) => one === b[index])

/** One row, rendered anew only when it has changed. */
export function useRow(list: ReturnType<typeof useRunList>['list'], key: string) {
  const subscribe = useMemo(() => (listener: () => void) => list.onRow(key, listener), [list, key])
  const row = useSyncExternalStore(subscribe, () => list.row(key))
  const left = useSyncExternalStore(subscribe, () => list.left(key))
  return { row, left }
}
