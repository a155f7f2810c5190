import { Link } from '@tanstack/react-router'
import { memo, useEffect, useRef } from 'react'
import { compareAddress, runAddress } from '../address/addresses.ts'
import { now } from '../data/clock.ts'
import type { RowList } from '../data/rowlist.ts'
import { useSignal } from '../data/signal.ts'
import { timeText } from '../format/times.ts'
import { settings } from '../frame/settings.ts'
import { StatusIcon } from '../status/icon.tsx'
import { Reason } from '../status/reason.tsx'
import { looks, statusOf, wordOf } from '../status/statuses.ts'
import { IconButton } from '../ui/button.tsx'
import { Tags } from '../ui/tags.tsx'
import { copy } from '../ui/notice.tsx'
import { DurationCell } from './durationbar.tsx'
import type { RunRowFragment } from './list.gen.ts'
import { useRow } from './userunlist.ts'
import styles from './row.module.css'

export interface RowProps {
  readonly list: RowList<RunRowFragment>
  readonly id: string
  readonly index: number
  readonly top: number
  readonly height: number
  readonly isCurrent: boolean
  readonly isPeeked: boolean
  readonly isSelected: boolean
  /** One status is filtered: its word would stand in each row. */
  readonly isPlain: boolean
  readonly hasBackend: boolean
  readonly on: RowActions
}

export interface RowActions {
  readonly focus: (id: string) => void
  readonly open: (id: string) => void
  readonly peek: (id: string) => void
  readonly select: (id: string) => void
}

const leavingMs = 2_000

/** A run of the list. It stays for a moment when it has left the filter, and longer while one points at it. */
export const RunRow = memo(function RunRow(props: RowProps) {
  const { list, id, index, top, height, isCurrent, isPeeked, isSelected, isPlain, hasBackend, on } = props
  const { row: run, left } = useRow(list, id)
  const element = useRef<HTMLDivElement>(null)
  const { zone } = useSignal(settings)
  useEffect(() => {
    if (!left) return
    const timer = setInterval(() => {
      if (!element.current?.matches(':hover, :focus-within')) list.drop(id)
    }, leavingMs)
    return () => clearInterval(timer)
  }, [left, list, id])
  if (!run) return null
  const hue = looks[statusOf(run.status)].hue
  return (
    <div
      ref={element}
      className={styles['row']}
      role="row"
      aria-rowindex={index + 2}
      aria-selected={isSelected || isPeeked}
      tabIndex={isCurrent ? 0 : -1}
      data-row={id}
      data-hue={hue}
      data-status={isPlain ? '' : run.status}
      data-left={left?.why}
      data-peeked={isPeeked}
      style={{ transform: `translateY(${top}px)`, height }}
      onFocus={() => on.focus(id)}
      onClick={(event) => {
        if ((event.target as Element).closest('a, button, input')) return
        on.peek(id)
      }}
      onDoubleClick={() => on.open(id)}
    >
      <span role="gridcell" className={styles['select']}>
        <input
          type="checkbox"
          tabIndex={-1}
          aria-label={`Select ${run.flow} ${run.number}`}
          checked={isSelected}
          onChange={() => on.select(id)}
        />
      </span>
      <span role="gridcell" className={`${styles['status']} cut`}>
        <StatusIcon status={run.status} isSilent={!isPlain} />
        {!isPlain && <b>{wordOf(run.status)}</b>}
        {left ? <em>{left.why === 'deleted' ? 'was deleted' : 'left the filter'}</em> : <Reason of={run} />}
      </span>
      <span role="gridcell" className={`${styles['flow']} cut`}>
        {run.flow}
      </span>
      <span role="gridcell" className={`${styles['name']} cut`} data-flow={run.flow}>
        <Link to={runAddress(run)} tabIndex={-1}>
          {run.number}
        </Link>{' '}
        <span className="muted">{run.name}</span>
      </span>
      <span role="gridcell" className={`${styles['user']} cut`}>
        {run.user}
      </span>
      <span
        role="gridcell"
        className={styles['started']}
        {...(run.startedAt && { 'data-tip': tipOf(run.startedAt) })}
      >
        {run.startedAt ? timeText(Date.parse(run.startedAt), now(), zone) : '–'}
      </span>
      <span role="gridcell" className={styles['took']}>
        <DurationCell run={run} />
      </span>
      <span role="gridcell" className={styles['tags']}>
        <Tags of={run.tags ?? []} />
      </span>
      {hasBackend && (
        <span role="gridcell" className={`${styles['backend']} cut`}>
          {run.backend}
        </span>
      )}
      <span role="gridcell" className={styles['actions']}>
        <IconButton name="Open" icon="open" press="open" tabIndex={-1} onClick={() => on.open(id)} />
        <IconButton
          name="Copy link"
          icon="link"
          tabIndex={-1}
          onClick={() => void copy(location.origin + runAddress(run), 'Link')}
        />
        <Link
          className={styles['action']}
          to={compareAddress({ b: run.id })}
          tabIndex={-1}
          aria-label="Compare with the last good one"
          data-tip="Compare with the last good one"
        >
          ⇄
        </Link>
      </span>
    </div>
  )
})

function tipOf(startedAt: string): string {
  const time = Date.parse(startedAt)
  return `${new Date(time).toString().replace(/ GMT.*/, '')}\n${startedAt}\n${time} ms`
}
