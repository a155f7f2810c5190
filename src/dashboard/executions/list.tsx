import { useNavigate } from '@tanstack/react-router'
import { useVirtualizer } from '@tanstack/react-virtual'
import { type CSSProperties, type RefObject, useEffect, useMemo, useRef, useState } from 'react'
import { compareAddress, executionAddress } from '../address/addresses.ts'
import { useSignal } from '../data/signal.ts'
import { settings } from '../frame/settings.ts'
import { useKeys } from '../keyboard/pressed.ts'
import type { ChangeView } from '../runs/useview.ts'
import type { OrderDirection } from '../schema.gen.ts'
import { copy } from '../ui/notice.tsx'
import { focusSoon } from '../ui/focussoon.ts'
import { useNarrow } from '../ui/usenarrow.ts'
import { useFound } from '../walk/usefound.ts'
import { useWalked } from '../walk/usewalked.ts'
import { type Order, fromList } from '../walk/walk.ts'
import { type ExecutionColumn, executionColumns } from './columns.ts'
import type { ExecutionRowFragment } from './executions.gen.ts'
import { ExecutionHead } from './head.tsx'
import { ExecutionRow } from './row.tsx'
import styles from './executions.module.css'

interface ListProps {
  readonly rows: readonly ExecutionRowFragment[]
  readonly hasMore: boolean
  readonly more: () => Promise<void>
  /** The list as far as it was read, and one page more. */
  readonly readOn: () => Promise<Order>
  readonly onScrolled: (isScrolled: boolean) => void
  readonly direction: OrderDirection
  readonly change: ChangeView
  readonly isPlain: boolean
  readonly columns: readonly ExecutionColumn[]
  /** Somebody has chosen the columns. */
  readonly isOwn: boolean
}

const heights = { compact: 28, comfortable: 36, narrow: 56 } as const
/** So near to its end the next page is read. */
const nearEnd = 40

/** The executions, of which only those in view are in the page. */
export function ExecutionList(props: ListProps) {
  const { rows, hasMore, more, readOn, onScrolled, direction, change, isPlain, columns, isOwn } = props
  const { density } = useSignal(settings)
  const height = heights[useNarrow() ? 'narrow' : density]
  const scroller = useRef<HTMLDivElement>(null)
  const [current, setCurrent] = useState<string>()
  const virtual = useRows(rows, scroller, height)
  const items = virtual.getVirtualItems()
  const last = items.at(-1)?.index ?? 0
  useEffect(() => {
    if (hasMore && last >= rows.length - nearEnd) void more()
  }, [hasMore, last, rows.length, more])
  const at = Math.max(
    0,
    rows.findIndex(({ key }) => key === current),
  )
  const goTo = (index: number) => {
    const row = rows[Math.min(rows.length - 1, Math.max(0, index))]
    if (!row) return
    setCurrent(row.key)
    virtual.scrollToIndex(rows.indexOf(row), { align: 'auto' })
    focusSoon(() => scroller.current?.querySelector<HTMLElement>(`[data-row="${CSS.escape(row.key)}"]`))
  }
  const ids = useMemo(() => rows.map(({ key }) => key), [rows])
  const back = useWalked({ ids, hasMore, more: readOn })
  useFound({ order: ids, id: back, more }, goTo)
  useRowKeys({ scroller, current: rows[at]?.key === current ? current : undefined, at, goTo })
  return (
    <div
      ref={scroller}
      className={styles['scroller']}
      role="grid"
      aria-label="Executions"
      aria-rowcount={hasMore ? -1 : rows.length + 1}
      data-own={isOwn}
      style={{ '--columns': executionColumns.template(columns) } as CSSProperties}
      onScroll={({ currentTarget }) => onScrolled(currentTarget.scrollTop > 0)}
    >
      <ExecutionHead direction={direction} change={change} columns={columns} />
      <div role="rowgroup" className={styles['rows']} style={{ height: virtual.getTotalSize() }}>
        {items.map(({ index, key, start }) => (
          <ExecutionRow
            key={key}
            execution={rows[index]!}
            index={index}
            top={start}
            height={height}
            isCurrent={index === at}
            isPlain={isPlain}
            columns={columns}
            onFocus={setCurrent}
          />
        ))}
      </div>
    </div>
  )
}

function useRows(rows: ListProps['rows'], scroller: RefObject<HTMLElement | null>, height: number) {
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => height,
    overscan: 12,
    getItemKey: (index) => rows[index]?.key ?? index,
    useFlushSync: false,
  })
  useEffect(() => virtual.measure(), [virtual, height])
  return virtual
}

interface KeyOptions {
  readonly scroller: { readonly current: HTMLElement | null }
  readonly current: string | undefined
  readonly at: number
  readonly goTo: (index: number) => void
}

function useRowKeys({ scroller, current, at, goTo }: KeyOptions) {
  const navigate = useNavigate()
  const isOnRow = () => scroller.current?.contains(document.activeElement) ?? false
  const withCurrent = (act: (key: string) => void) => () => {
    if (current === undefined) return false
    act(current)
    return true
  }
  useKeys({
    down: () => goTo(isOnRow() ? at + 1 : at),
    up: () => goTo(at - 1),
    open: withCurrent((key) => void navigate({ to: executionAddress(key), state: fromList() })),
    compare: withCurrent((key) => void navigate({ to: compareAddress({ b: key }) })),
    copyId: withCurrent((key) => void copy(key.slice(key.indexOf(':') + 1), 'Id')),
  })
}
