import { type CSSProperties, useRef } from 'react'
import { type RunColumn, runColumns } from './columns.ts'
import { Head } from './head.tsx'
import { NewPill } from './newpill.tsx'
import { RunRow } from './row.tsx'
import { SelectionBar } from './selectionbar.tsx'
import { useMoving } from './usemoving.ts'
import { usePlace } from './useplace.ts'
import { useRows } from './userows.ts'
import type { useRunList } from './userunlist.ts'
import { useSlots } from '../ui/useslots.ts'
import { useWalked } from '../walk/usewalked.ts'
import type { ChangeView } from './useview.ts'
import type { View } from './view.ts'
import rowStyles from './row.module.css'
import styles from './runs.module.css'

interface ListProps {
  readonly runs: ReturnType<typeof useRunList>
  readonly view: View
  readonly change: ChangeView
  readonly columns: readonly RunColumn[]
}

/** The runs, of which only those in view are in the page. */
export function RunList({ runs, view, change, columns }: ListProps) {
  const { list, order, waiting, more, hasMore, readOn, hold } = runs
  const scroller = useRef<HTMLDivElement>(null)
  const { rows, items, height, isNarrow } = useRows(order, scroller, more)
  const moving = useMoving({ runs, view, change, scroller, rows })
  const { current, selection, on, take } = moving
  const back = useWalked({ ids: order, hasMore: hasMore(), more: readOn })
  const onScroll = usePlace({
    order,
    scroller,
    height,
    at: view.at,
    back,
    onBack: (id) => moving.goTo(id),
    more,
    onRest: (id) => change({ at: id }, 'replace'),
  })
  const slots = useSlots(items.map(({ key }) => String(key)))
  const currentIndex = Math.max(0, current === undefined ? 0 : order.indexOf(current))
  const look = lookOf({ view, columns, isNarrow })
  return (
    <div className={styles['listBox']}>
      <NewPill rows={waiting} isFull={list.isFull()} onTake={take} />
      <div
        ref={scroller}
        {...look}
        role="grid"
        aria-label="Runs"
        aria-rowcount={order.length + 1}
        aria-multiselectable="true"
        onScroll={({ currentTarget }) => {
          hold(currentTarget.scrollTop > 0)
          onScroll()
        }}
      >
        <Head sort={view.sort} change={change} columns={columns} />
        <div role="rowgroup" className={styles['rows']} style={{ height: rows.getTotalSize() }}>
          {items.map(({ index, key, start }) => (
            <RunRow
              key={slots.get(String(key))}
              list={list}
              id={String(key)}
              index={index}
              top={start}
              height={height}
              isCurrent={index === currentIndex}
              isPeeked={view.sel === key}
              isSelected={selection.selected.has(String(key))}
              isPlain={view.status.length === 1}
              columns={columns}
              on={on}
            />
          ))}
        </div>
      </div>
      <SelectionBar selected={selection.selected} onClear={selection.clear} />
    </div>
  )
}

/** Which columns have how much room. */
function lookOf({ view, columns, isNarrow }: Pick<ListProps, 'view' | 'columns'> & { isNarrow: boolean }) {
  const isOwn = view.cols !== undefined && view.sel === undefined
  const names = [
    view.sel !== undefined && !isNarrow ? 'narrow' : 'wide',
    columns.includes('backend') ? 'full' : 'plain',
    isOwn ? 'own' : 'usual',
  ]
  return {
    className: [styles['scroller'], ...names.map((name) => rowStyles[name])].join(' '),
    ...(isOwn && { style: { '--columns': runColumns.template(columns) } as CSSProperties }),
  }
}
