import { useNavigate } from '@tanstack/react-router'
import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useMemo, useRef, useState } from 'react'
import { compareAddress, runAddress } from '../address/addresses.ts'
import { useSignal } from '../data/signal.ts'
import { settings } from '../frame/settings.ts'
import { useKeys } from '../keyboard/pressed.ts'
import { copy } from '../ui/notice.tsx'
import { useNarrow } from '../ui/usenarrow.ts'
import { Head } from './head.tsx'
import { NewPill } from './newpill.tsx'
import { type RowActions, RunRow } from './row.tsx'
import { useSelection } from './selection.ts'
import { SelectionBar } from './selectionbar.tsx'
import type { useRunList } from './userunlist.ts'
import type { ChangeView } from './useview.ts'
import type { View } from './view.ts'
import styles from './runs.module.css'
import rowStyles from './row.module.css'

interface ListProps {
  readonly runs: ReturnType<typeof useRunList>
  readonly view: View
  readonly change: ChangeView
  readonly hasBackend: boolean
}

const heights = { compact: 28, comfortable: 36, narrow: 56 } as const
/** So near to its end the next page is read. */
const nearEnd = 40

/** The runs, of which only those in view are in the page. */
export function RunList({ runs, view, change, hasBackend }: ListProps) {
  const { list, order, waiting, more } = runs
  const { density } = useSignal(settings)
  const isNarrow = useNarrow()
  const height = heights[isNarrow ? 'narrow' : density]
  const scroller = useRef<HTMLDivElement>(null)
  const [current, setCurrent] = useState<string>()
  const selection = useSelection()
  const navigate = useNavigate()
  const rows = useVirtualizer({
    count: order.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => height,
    overscan: 12,
    getItemKey: (index) => order[index] ?? index,
    useFlushSync: false,
  })
  useEffect(() => rows.measure(), [rows, height])
  const items = rows.getVirtualItems()
  const last = items.at(-1)?.index ?? 0
  useEffect(() => {
    if (last >= order.length - nearEnd) void more()
  }, [last, order.length, more])

  const currentIndex = Math.max(0, current === undefined ? 0 : order.indexOf(current))
  const open = (id: string) => {
    const run = list.row(id)
    if (run) void navigate({ to: runAddress(run) })
  }
  const on = useMemo<RowActions>(
    () => ({
      focus: setCurrent,
      open,
      peek: (id) => change({ sel: id }, 'replace'),
      select: selection.toggle,
    }),
    [view],
  )
  const go = (index: number) => {
    const id = order[Math.min(order.length - 1, Math.max(0, index))]
    if (id === undefined) return
    setCurrent(id)
    rows.scrollToIndex(order.indexOf(id), { align: 'auto' })
    if (view.sel !== undefined) change({ sel: id }, 'replace')
    requestAnimationFrame(() =>
      scroller.current?.querySelector<HTMLElement>(`[data-row="${CSS.escape(id)}"]`)?.focus(),
    )
  }
  const isOnRow = () => current !== undefined && document.activeElement?.closest('[role=grid]') !== null
  const withCurrent = (act: (id: string) => void) => () => {
    const id = current ?? view.sel
    if (id === undefined || !order.includes(id)) return false
    act(id)
    return true
  }
  const take = () => {
    list.take()
    scroller.current?.scrollTo({ top: 0 })
  }
  useKeys({
    down: () => go(isOnRow() || view.sel !== undefined ? currentIndex + 1 : 0),
    up: () => go(currentIndex - 1),
    open: withCurrent(open),
    peek: withCurrent((id) => change({ sel: view.sel === id ? undefined : id }, 'replace')),
    select: withCurrent(selection.toggle),
    selectRange: withCurrent((id) => selection.selectTo(id, order)),
    takeNew: take,
    compare: () => {
      const [a, b] = [...selection.selected]
      if (a !== undefined && b !== undefined) void navigate({ to: compareAddress({ a, b }) })
      else return withCurrent((id) => void navigate({ to: compareAddress({ b: id }) }))()
      return true
    },
    copyId: withCurrent((id) => void copy(id, 'Id')),
    close: () => {
      if (view.sel !== undefined) change({ sel: undefined }, 'replace')
      else if (selection.selected.size > 0) selection.clear()
      else return false
      return true
    },
  })
  const isPeeking = view.sel !== undefined && !isNarrow
  const look = [rowStyles[isPeeking ? 'narrow' : 'wide'], rowStyles[hasBackend ? 'full' : 'plain']].join(' ')
  return (
    <div className={styles['listBox']}>
      <NewPill rows={waiting} onTake={take} />
      <div
        ref={scroller}
        className={`${styles['scroller']} ${look}`}
        role="grid"
        aria-label="Runs"
        aria-rowcount={order.length + 1}
        aria-multiselectable="true"
        onScroll={({ currentTarget }) => list.hold(currentTarget.scrollTop > 0)}
      >
        <Head sort={view.sort} change={change} hasBackend={hasBackend} />
        <div role="rowgroup" className={styles['rows']} style={{ height: rows.getTotalSize() }}>
          {items.map(({ index, key, start }) => {
            const id = String(key)
            return (
              <RunRow
                key={id}
                list={list}
                id={id}
                index={index}
                top={start}
                height={height}
                isCurrent={index === currentIndex}
                isPeeked={view.sel === id}
                isSelected={selection.selected.has(id)}
                isPlain={view.status.length === 1}
                hasBackend={hasBackend}
                on={on}
              />
            )
          })}
        </div>
      </div>
      <SelectionBar selected={selection.selected} onClear={selection.clear} />
    </div>
  )
}
