import { useRef } from 'react'
import { Head } from './head.tsx'
import { NewPill } from './newpill.tsx'
import { RunRow } from './row.tsx'
import { SelectionBar } from './selectionbar.tsx'
import { useMoving } from './usemoving.ts'
import { usePlace } from './useplace.ts'
import { useRows } from './userows.ts'
import type { useRunList } from './userunlist.ts'
import type { ChangeView } from './useview.ts'
import type { View } from './view.ts'
import rowStyles from './row.module.css'
import styles from './runs.module.css'

interface ListProps {
  readonly runs: ReturnType<typeof useRunList>
  readonly view: View
  readonly change: ChangeView
  readonly hasBackend: boolean
}

/** The runs, of which only those in view are in the page. */
export function RunList({ runs, view, change, hasBackend }: ListProps) {
  const { list, order, waiting, more, hold } = runs
  const scroller = useRef<HTMLDivElement>(null)
  const { rows, items, height, isNarrow } = useRows(order, scroller, more)
  const onScroll = usePlace({
    order,
    scroller,
    height,
    at: view.at,
    more,
    onRest: (id) => change({ at: id }, 'replace'),
  })
  const { current, selection, on, take } = useMoving({ runs, view, change, scroller, rows })
  const currentIndex = Math.max(0, current === undefined ? 0 : order.indexOf(current))
  const look = [
    rowStyles[view.sel !== undefined && !isNarrow ? 'narrow' : 'wide'],
    rowStyles[hasBackend ? 'full' : 'plain'],
  ].join(' ')
  return (
    <div className={styles['listBox']}>
      <NewPill rows={waiting} isFull={list.isFull()} onTake={take} />
      <div
        ref={scroller}
        className={`${styles['scroller']} ${look}`}
        role="grid"
        aria-label="Runs"
        aria-rowcount={order.length + 1}
        aria-multiselectable="true"
        onScroll={({ currentTarget }) => {
          hold(currentTarget.scrollTop > 0)
          onScroll()
        }}
      >
        <Head sort={view.sort} change={change} hasBackend={hasBackend} />
        <div role="rowgroup" className={styles['rows']} style={{ height: rows.getTotalSize() }}>
          {items.map(({ index, key, start }) => (
            <RunRow
              key={key}
              list={list}
              id={String(key)}
              index={index}
              top={start}
              height={height}
              isCurrent={index === currentIndex}
              isPeeked={view.sel === key}
              isSelected={selection.selected.has(String(key))}
              isPlain={view.status.length === 1}
              hasBackend={hasBackend}
              on={on}
            />
          ))}
        </div>
      </div>
      <SelectionBar selected={selection.selected} onClear={selection.clear} />
    </div>
  )
}
