import { useRef } from 'react'
import { counted } from '../format/numbers.ts'
import { useKeys } from '../keyboard/pressed.ts'
import { useRowFocus } from '../ui/rowfocus.ts'
import { QueuedRow } from './executionrow.tsx'
import type { Move, Pending } from './moving.ts'
import type { QueuedExecutionFragment } from './queue.gen.ts'
import styles from './queue.module.css'
import table from '../ui/table.module.css'

interface TableProps {
  readonly rows: readonly QueuedExecutionFragment[]
  readonly hasMore: boolean
  readonly pending: ReadonlyMap<string, Pending>
  readonly selected: ReadonlySet<string>
  readonly onSelect: (selected: ReadonlySet<string>) => void
  readonly onMove: (move: Move, row: QueuedExecutionFragment) => void
}

export function ExecutionTable({ rows, hasMore, pending, selected, onSelect, onMove }: TableProps) {
  const list = useRef<HTMLDivElement>(null)
  useRowFocus(list)
  const toggle = (key: string) => {
    const next = new Set(selected)
    if (!next.delete(key)) next.add(key)
    onSelect(next)
  }
  useKeys({
    select: () => {
      const key = document.activeElement?.closest<HTMLElement>('[data-row]')?.dataset['row']
      if (key) toggle(key)
      return Boolean(key)
    },
    close: () => {
      if (selected.size === 0) return false
      onSelect(new Set())
      return true
    },
  })
  const isAll = rows.every(({ key }) => selected.has(key))
  return (
    <div
      ref={list}
      role="grid"
      aria-label="Executions of the queue"
      aria-multiselectable="true"
      className={`${table['table']} ${styles['executions']}`}
    >
      <ExecutionsHead
        isAll={isAll}
        onAll={() => onSelect(isAll ? new Set() : new Set(rows.map(({ key }) => key)))}
      />
      {rows.map((row) => (
        <QueuedRow
          key={row.key}
          row={row}
          pending={pending.get(row.key)}
          isSelected={selected.has(row.key)}
          onToggle={toggle}
          onMove={onMove}
        />
      ))}
      {hasMore && <p className={table['more']}>The newest {counted(rows.length, 'execution')} are shown.</p>}
    </div>
  )
}

const ExecutionsHead = ({ isAll, onAll }: { isAll: boolean; onAll: () => void }) => (
  <div className={`${table['head']} ${styles['head']}`} role="row">
    <span role="columnheader">
      <input type="checkbox" aria-label="Select all that are shown" checked={isAll} onChange={onAll} />
    </span>
    <span role="columnheader">Status</span>
    <span role="columnheader">Why</span>
    <span role="columnheader">Flow</span>
    <span role="columnheader">Id</span>
    <span role="columnheader">Started</span>
    <span role="columnheader" className="number">
      Duration
    </span>
    <span role="columnheader">
      <span className="hidden-text">Actions</span>
    </span>
  </div>
)
