import { useVirtualizer } from '@tanstack/react-virtual'
import { type ReactNode, type Ref, useEffect, useImperativeHandle, useLayoutEffect, useRef } from 'react'
import styles from './list.module.css'

export interface RowsHandle {
  show(index: number): void
  toTop(): void
}

interface Props<Row> {
  readonly rows: readonly Row[]
  readonly keyOf: (row: Row) => string
  readonly rowHeight: number
  readonly children: (row: Row, index: number) => ReactNode
  /** The rows before the end are in view. */
  readonly onEnd: () => void
  readonly onScrolled: (isScrolled: boolean) => void
  /** The first row in view, when scrolling has come to rest. */
  readonly onRest?: (key: string | undefined) => void
  /** A row that stays in the page wherever one scrolls, as it has the focus. */
  readonly active?: number
  readonly head: ReactNode
  readonly above?: ReactNode
  readonly grid: {
    readonly name: string
    readonly rowCount: number
    readonly columns: number
    readonly isBusy: boolean
  }
  readonly ref?: Ref<RowsHandle>
}

const restMs = 250

/** Rows of one height, of which only those in view are in the page. What enters or leaves above does not move them. */
export function VirtualRows<Row>(props: Props<Row>) {
  const { rows, keyOf, rowHeight, children, onEnd, onScrolled, onRest, active, head, above, grid, ref } =
    props
  const scroller = useRef<HTMLDivElement>(null)
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    getItemKey: (index) => keyOf(rows[index]!),
    overscan: 12,
    useFlushSync: false,
    rangeExtractor: ({ startIndex, endIndex, overscan, count }) => {
      const from = Math.max(0, startIndex - overscan)
      const to = Math.min(count - 1, endIndex + overscan)
      const indexes = Array.from({ length: to - from + 1 }, (_, place) => from + place)
      if (active === undefined || active >= count || (active >= from && active <= to)) return indexes
      return active < from ? [active, ...indexes] : [...indexes, active]
    },
  })
  useEffect(() => virtual.measure(), [rowHeight, virtual])
  const items = virtual.getVirtualItems()
  const last = items.at(-1)?.index ?? 0
  useEffect(() => {
    if (last >= rows.length - 30) onEnd()
  }, [last, rows.length, onEnd])
  const first = useFirstRow({ scroller, rows, keyOf, rowHeight })
  useImperativeHandle(ref, () => ({
    show: (index) => virtual.scrollToIndex(index, { align: 'auto' }),
    toTop: () => scroller.current?.scrollTo({ top: 0 }),
  }))
  const resting = useRef<ReturnType<typeof setTimeout>>(undefined)
  const scrolled = () => {
    first.note()
    const { scrollTop = 0 } = scroller.current ?? {}
    onScrolled(scrollTop > rowHeight / 2)
    clearTimeout(resting.current)
    resting.current = setTimeout(
      () => onRest?.(scrollTop > rowHeight / 2 ? first.get()?.key : undefined),
      restMs,
    )
  }
  useEffect(() => () => clearTimeout(resting.current), [])
  return (
    <div ref={scroller} className={styles['scroller']} onScroll={scrolled}>
      <div
        role="grid"
        aria-label={grid.name}
        aria-rowcount={grid.rowCount}
        aria-colcount={grid.columns}
        aria-busy={grid.isBusy}
        className={styles['grid']}
      >
        {head}
        {above}
        <div role="rowgroup" className={styles['rows']} style={{ height: virtual.getTotalSize() }}>
          {items.map(({ index, key, start }) => (
            <div
              key={key}
              role="presentation"
              className={styles['place']}
              style={{ transform: `translateY(${start}px)`, height: rowHeight }}
            >
              {children(rows[index]!, index)}
            </div>
          ))}
        </div>
      </div>
    </div>
  )
}

/** Keeps the first row in view where it is. */
function useFirstRow<Row>({
  scroller,
  rows,
  keyOf,
  rowHeight,
}: Pick<Props<Row>, 'rows' | 'keyOf' | 'rowHeight'> & { scroller: { current: HTMLDivElement | null } }) {
  const first = useRef<{ readonly key: string; readonly index: number }>(undefined)
  const note = () => {
    const index = Math.floor((scroller.current?.scrollTop ?? 0) / rowHeight)
    const row = rows[index]
    first.current = row && { key: keyOf(row), index }
  }
  useLayoutEffect(() => {
    const { current } = first
    const element = scroller.current
    if (current && element && element.scrollTop > rowHeight / 2) {
      const known = rows[current.index]
      const index =
        known && keyOf(known) === current.key
          ? current.index
          : rows.findIndex((row) => keyOf(row) === current.key)
      if (index >= 0 && index !== current.index) element.scrollTop += (index - current.index) * rowHeight
    }
    note()
  }, [rows])
  return { note, get: () => first.current }
}
