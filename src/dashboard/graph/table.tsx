import { useVirtualizer } from '@tanstack/react-virtual'
import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from 'react'
import { directionsShown } from '../format/directions.ts'
import { duration } from '../format/durations.ts'
import { StatusIcon } from '../status/icon.tsx'
import { wordOf } from '../status/statuses.ts'
import { Empty } from '../ui/states.tsx'
import { adjacencyOf } from './adjacency.ts'
import type { GraphNode, Model } from './model.ts'
import { topological } from './topological.ts'
import styles from './table.module.css'

interface TableProps {
  readonly model: Model
  readonly selected: number
  readonly shown: ReadonlySet<number> | undefined
  readonly onToggle: (node: number) => void
}

const rowHeight = 28

/** The same nodes as a list: each after those that it needs. */
export function Table({ model, selected, shown, onToggle }: TableProps) {
  const { shape } = model
  const sorted = useMemo(() => topological(shape), [shape])
  const rows = useMemo(() => (shown ? sorted.filter((node) => shown.has(node)) : sorted), [sorted, shown])
  const before = useMemo(() => adjacencyOf(shape.count, shape.to, shape.from), [shape])
  const after = useMemo(() => adjacencyOf(shape.count, shape.from, shape.to), [shape])
  const scroller = useRef<HTMLDivElement>(null)
  const list = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 10,
    useFlushSync: false,
  })
  const { at, move } = useRowFocus(rows, selected, (row) => list.scrollToIndex(row))
  const onKeyDown = (event: KeyboardEvent) => {
    const node = rows[at] ?? -1
    const along = event.key === 'ArrowLeft' ? before : event.key === 'ArrowRight' ? after : undefined
    const next = along ? rows.indexOf(along.list[along.start[node]!] ?? -1) : at + (steps[event.key] ?? 0)
    if ((!along && !steps[event.key]) || node < 0) return
    event.preventDefault()
    if (next >= 0 && next < rows.length && (!along || along.start[node]! < along.start[node + 1]!)) move(next)
  }
  const names = (node: number) =>
    Array.from(
      before.list.subarray(before.start[node], before.start[node + 1]),
      (one) => model.nodes[one]!.label,
    )
  if (rows.length === 0) return <Empty title="No node fits" />
  return (
    <div ref={scroller} className={styles['scroller']}>
      <div
        role="grid"
        aria-label="Nodes, each after those that it needs"
        aria-rowcount={rows.length + 1}
        tabIndex={-1}
        onKeyDown={onKeyDown}
      >
        <Head />
        <div role="rowgroup" className={styles['body']} style={{ height: list.getTotalSize() }}>
          {list.getVirtualItems().map(({ index, start }) => (
            <Row
              key={model.nodes[rows[index]!]!.id}
              node={model.nodes[rows[index]!]!}
              after={names(rows[index]!)}
              row={index}
              top={start}
              isSelected={rows[index] === selected}
              isNext={index === at}
              onToggle={() => onToggle(rows[index]!)}
              onFocus={() => move(index)}
            />
          ))}
        </div>
      </div>
    </div>
  )
}

const Head = () => (
  <div role="row" aria-rowindex={1} className={styles['head']}>
    {['Node', 'Status', 'After', 'Kind', 'Duration'].map((title) => (
      <span key={title} role="columnheader">
        {title}
      </span>
    ))}
  </div>
)

interface RowProps {
  readonly node: GraphNode
  readonly after: readonly string[]
  readonly row: number
  readonly top: number
  readonly isSelected: boolean
  readonly isNext: boolean
  readonly onToggle: () => void
  readonly onFocus: () => void
}

function Row({ node, after, row, top, isSelected, isNext, onToggle, onFocus }: RowProps) {
  const { label, kind, status, durationMs, retry } = node
  return (
    <div
      role="row"
      aria-rowindex={row + 2}
      aria-selected={isSelected}
      tabIndex={isNext ? 0 : -1}
      className={styles['row']}
      style={{ transform: `translateY(${top}px)` }}
      data-row={row}
      onClick={onToggle}
      onKeyDown={({ key }) => (key === 'Enter' || key === ' ') && onToggle()}
      onFocus={onFocus}
    >
      <span role="gridcell" className="cut">
        {directionsShown(label)}
      </span>
      <span role="gridcell">
        <StatusIcon status={status} attempt={retry ?? 1} isSilent /> {wordOf(status)}
      </span>
      <span role="gridcell" className="cut muted">
        {afterText(after)}
      </span>
      <span role="gridcell" className="cut muted">
        {kind}
      </span>
      <span role="gridcell" className="number">
        {durationMs == null ? '–' : duration(durationMs)}
      </span>
    </div>
  )
}

const steps: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1, PageDown: 20, PageUp: -20 }

/** One row has the focus; it is scrolled to before it gets it. */
function useRowFocus(rows: readonly number[], selected: number, scrollTo: (row: number) => void) {
  const [at, setAt] = useState(() => Math.max(0, rows.indexOf(selected)))
  const isMoved = useRef(false)
  useEffect(() => {
    if (!isMoved.current) return
    isMoved.current = false
    scrollTo(at)
    requestAnimationFrame(() => document.querySelector<HTMLElement>(`[data-row="${at}"]`)?.focus())
  }, [at])
  return {
    at: Math.min(at, rows.length - 1),
    move(row: number) {
      if (row === at) return
      isMoved.current = true
      setAt(row)
    },
  }
}

const mostNamed = 3

const afterText = (names: readonly string[]) =>
  names.length <= mostNamed
    ? names.join(', ')
    : `${names.slice(0, mostNamed).join(', ')} and ${names.length - mostNamed} more`
