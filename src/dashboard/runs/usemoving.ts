import { focusSoon } from '../ui/focussoon.ts'
import { type RefObject, useMemo, useRef, useState } from 'react'
import type { RowActions } from './rowprops.ts'
import { useSelection } from './selection.ts'
import { useRowKeys } from './userowkeys.ts'
import type { useRows } from './userows.ts'
import type { useRunList } from './userunlist.ts'
import type { ChangeView } from './useview.ts'
import type { View } from './view.ts'

interface Moving {
  readonly runs: ReturnType<typeof useRunList>
  readonly view: View
  readonly change: ChangeView
  readonly scroller: RefObject<HTMLElement | null>
  readonly rows: ReturnType<typeof useRows>['rows']
}

/** The row that one is at, which rows are selected, and what keys and clicks do with them. */
export function useMoving({ runs, view, change, scroller, rows }: Moving) {
  const { list, order } = runs
  const [current, setCurrent] = useState<string>()
  const selection = useSelection()
  const found = current === undefined ? -1 : order.indexOf(current)
  /** A row that is gone has left its place to the next one. */
  const place = useRef(-1)
  if (found >= 0) place.current = found
  const at = found >= 0 ? found : Math.min(place.current, order.length - 1)
  const goTo = (id: string) => {
    setCurrent(id)
    rows.scrollToIndex(order.indexOf(id), { align: 'auto' })
    if (view.sel !== undefined) change({ sel: id }, 'replace')
    focusSoon(() => rowElement(scroller.current, id))
  }
  const go = (index: number) => {
    const id = order[Math.min(order.length - 1, Math.max(0, index))]
    if (id !== undefined) goTo(id)
  }
  const take = () => {
    if (list.take() === 'stale') void runs.reload()
    scroller.current?.scrollTo({ top: 0 })
  }
  const keys = useRowKeys({ runs, current, at, peeked: view.sel, selection, change, go, take })
  // Rows are given the same functions each time, so that they are not rendered anew.
  const latest = useRef({ ...keys, select: selection.toggle })
  latest.current = { ...keys, select: selection.toggle }
  const on = useMemo<RowActions>(
    () => ({
      focus: setCurrent,
      open: (id) => latest.current.open(id),
      peek: (id) => latest.current.peek(id),
      select: (id) => latest.current.select(id),
    }),
    [],
  )
  return { current, selection, on, take, goTo }
}

const rowElement = (list: HTMLElement | null, id: string) =>
  list?.querySelector<HTMLElement>(`[data-row="${CSS.escape(id)}"]`)
