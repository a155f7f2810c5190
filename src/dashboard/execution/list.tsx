import { Link, useNavigate } from '@tanstack/react-router'
import { useVirtualizer } from '@tanstack/react-virtual'
import { useRef, useState } from 'react'
import { now } from '../data/clock.ts'
import { useSignal } from '../data/signal.ts'
import { directionsShown } from '../format/directions.ts'
import { clock, duration } from '../format/durations.ts'
import { timeText } from '../format/times.ts'
import { settings } from '../frame/settings.ts'
import { useKeys } from '../keyboard/pressed.ts'
import { briefSummary } from '../status/brief.ts'
import { StatusIcon } from '../status/icon.tsx'
import { type Task, startOf, tookMs } from '../timeline/model.ts'
import { looks, statusOf } from '../status/statuses.ts'
import { StatusWord } from '../status/word.tsx'
import { Ticking } from '../ui/ticking.tsx'
import { focusSoon } from '../ui/focussoon.ts'
import { useNarrow } from '../ui/usenarrow.ts'
import styles from './list.module.css'

const wideRow = 28
const narrowRow = 48

/** Executions, or nodes, as a table that one moves in by `j` and `k`. */
export function TaskTable({ tasks, name }: { tasks: readonly Task[]; name: string }) {
  const scroller = useRef<HTMLDivElement>(null)
  const [current, setCurrent] = useState(0)
  const navigate = useNavigate()
  const height = useNarrow() ? narrowRow : wideRow
  const virtual = useVirtualizer({
    count: tasks.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => height,
    overscan: 10,
  })
  const at = Math.min(current, tasks.length - 1)
  const go = (index: number) => {
    const next = Math.min(Math.max(0, index), tasks.length - 1)
    setCurrent(next)
    virtual.scrollToIndex(next)
    focusSoon(() => scroller.current?.querySelector<HTMLElement>(`[aria-rowindex="${next + 2}"]`))
  }
  const isWithin = () => scroller.current?.contains(document.activeElement) ?? false
  useKeys({
    down: () => go(isWithin() ? at + 1 : at),
    up: () => go(at - 1),
    open: () => {
      const href = isWithin() ? tasks[at]?.href : undefined
      if (href === undefined) return false
      void navigate({ to: href })
      return true
    },
  })
  return (
    <div className={styles['table']} role="grid" aria-label={name} aria-rowcount={tasks.length + 1}>
      <div className={styles['head']} role="row" aria-rowindex={1}>
        {['Status and reason', 'Step', 'Id', 'Attempt', 'Started', 'Duration'].map((title) => (
          <span key={title} role="columnheader">
            {title}
          </span>
        ))}
      </div>
      <div ref={scroller} className={styles['scroller']} role="rowgroup">
        <div className={styles['rows']} role="none" style={{ height: virtual.getTotalSize() }}>
          {virtual.getVirtualItems().map(({ index, start }) => (
            <TaskRow
              key={tasks[index]!.id}
              task={tasks[index]!}
              index={index}
              top={start}
              isCurrent={index === at}
              onFocus={() => setCurrent(index)}
            />
          ))}
        </div>
      </div>
    </div>
  )
}

interface TaskRowProps {
  readonly task: Task
  readonly index: number
  readonly top: number
  readonly isCurrent: boolean
  readonly onFocus: () => void
}

function TaskRow({ task, index, top, isCurrent, onFocus }: TaskRowProps) {
  const { zone } = useSignal(settings)
  const { id, status, attempt, group, label, note, href, bars } = task
  const start = startOf(task)
  const isOpen = bars.length > 0 && bars.at(-1)!.end === undefined
  const took = tookMs(task, now())
  return (
    <div
      className={styles['row']}
      role="row"
      aria-rowindex={index + 2}
      aria-selected={isCurrent}
      tabIndex={isCurrent ? 0 : -1}
      data-hue={looks[statusOf(status)].hue}
      onFocus={onFocus}
      style={{ transform: `translateY(${top}px)` }}
    >
      <span role="gridcell" className={styles['status']} title={note}>
        <StatusIcon status={status} attempt={attempt} isSilent />
        <span className="cut">
          <StatusWord status={status} />
          {note !== undefined && <span className="muted"> {briefSummary(note)}</span>}
        </span>
      </span>
      <span role="gridcell" className="cut" title={group}>
        {href === undefined ? (
          group
        ) : (
          <Link to={href} tabIndex={-1}>
            {group}
          </Link>
        )}
      </span>
      <span role="gridcell" className="cut muted" title={id}>
        {directionsShown(label)}
      </span>
      <span role="gridcell" className="number">
        {attempt}
      </span>
      <span role="gridcell" className="number muted">
        {start === undefined ? 'not started' : timeText(start, now(), zone)}
      </span>
      <span role="gridcell" className="number">
        {took === undefined ? (
          '–'
        ) : isOpen ? (
          <Ticking text={(time) => clock(time - start!)} />
        ) : (
          duration(took)
        )}
      </span>
    </div>
  )
}
