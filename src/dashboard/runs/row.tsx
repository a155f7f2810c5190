import { Link } from '@tanstack/react-router'
import { memo } from 'react'
import { compareAddress, runAddress } from '../address/addresses.ts'
import { now } from '../data/clock.ts'
import { type Zone, timeText } from '../format/times.ts'
import type { Leaving } from '../list/rowlist.ts'
import { StatusIcon } from '../status/icon.tsx'
import { Reason } from '../status/reason.tsx'
import { looks, statusOf, wordOf } from '../status/statuses.ts'
import { Icon } from '../ui/icon.tsx'
import { DurationCell } from './durationcell.tsx'
import type { RunRowFragment } from './list.gen.ts'
import { timeTip } from './tips.ts'
import styles from './runs.module.css'

export interface RowProps {
  readonly run: RunRowFragment
  readonly index: number
  readonly zone: Zone
  readonly isActive: boolean
  readonly isOpen: boolean
  readonly isSelected: boolean
  readonly leaving: Leaving | undefined
  /** All rows have the same status, which is therefore not said in each. */
  readonly isPlain: boolean
  readonly on: RowActions
}

/** Stable, so that a change renders one row. */
export interface RowActions {
  readonly focus: (index: number) => void
  readonly peek: (index: number) => void
  readonly select: (index: number, isRange: boolean) => void
  readonly copy: (run: RunRowFragment) => void
}

export const RunRow = memo((props: RowProps) => {
  const { run, index, zone, isActive, isOpen, isSelected, leaving, isPlain, on } = props
  return (
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- The keys are those of the list.
    <div
      role="row"
      aria-rowindex={index + 2}
      aria-selected={isSelected || isOpen}
      tabIndex={isActive ? 0 : -1}
      className={styles['row']}
      data-row={run.id}
      data-hue={looks[statusOf(run.status)].hue}
      data-edge={run.status === 'FAILED' && !isPlain}
      data-open={isOpen}
      data-picked={isSelected}
      data-leaving={leaving !== undefined}
      onFocus={() => on.focus(index)}
      onClick={({ target }) => (target as Element).closest('a, button, input') ?? on.peek(index)}
    >
      <div role="gridcell" className={styles['pick']}>
        <input
          type="checkbox"
          tabIndex={-1}
          aria-label={`Select ${run.flow} ${run.number}`}
          checked={isSelected}
          onChange={({ nativeEvent }) => on.select(index, (nativeEvent as MouseEvent).shiftKey === true)}
        />
      </div>
      <StatusCell run={run} isPlain={isPlain} leaving={leaving} />
      <div
        role="gridcell"
        className={`${styles['flow']} cut`}
        data-tip={run.flow.length > 20 ? run.flow : undefined}
      >
        {run.flow}
      </div>
      <div role="gridcell" className={`${styles['number']} cut`}>
        <Link to={runAddress(run)} tabIndex={-1} aria-label={`${run.flow} ${run.number}`}>
          {run.number}
        </Link>
        {run.name && <span className={styles['name']}> {run.name}</span>}
      </div>
      <div role="gridcell" className={`${styles['user']} cut`}>
        {run.user}
      </div>
      <div role="gridcell" className={styles['started']} data-tip={timeTip(run.startedAt, now())}>
        {run.startedAt ? timeText(Date.parse(run.startedAt), now(), zone) : '–'}
      </div>
      <DurationCell run={run} />
      <Tags tags={run.tags ?? []} />
      <div role="gridcell" className={`${styles['backend']} cut`}>
        {run.backend}
      </div>
      <Actions run={run} on={on} />
    </div>
  )
})

function StatusCell({ run, isPlain, leaving }: Pick<RowProps, 'run' | 'isPlain' | 'leaving'>) {
  const isQuiet = run.status === 'COMPLETED'
  return (
    <div role="gridcell" className={styles['status']}>
      <span className={styles['slot']}>
        <StatusIcon status={run.status} isSilent={!isPlain} />
      </span>
      {!isPlain && <span className={isQuiet ? styles['quiet'] : styles['word']}>{wordOf(run.status)}</span>}
      <span className={`${styles['reason']} cut`} data-tip={run.failure?.summary}>
        {leaving === undefined ? (
          !isQuiet && <Reason of={run} />
        ) : (
          <em>{leaving === 'left' ? 'left the filter' : 'was deleted'}</em>
        )}
      </span>
    </div>
  )
}

const mostTags = 3

function Tags({ tags }: { tags: readonly string[] }) {
  const rest = tags.length - mostTags
  return (
    <div
      role="gridcell"
      className={styles['tags']}
      data-tip={tags.length > 0 ? tags.slice(0, 40).join('\n') : undefined}
    >
      {tags.slice(0, mostTags).map((tag) => (
        <span key={tag} className={styles['tag']}>
          {tag}
        </span>
      ))}
      {rest > 0 && <span className={styles['more']}>+{rest}</span>}
    </div>
  )
}

/** Shown on hover and where the focus is. */
const Actions = ({ run, on }: Pick<RowProps, 'run' | 'on'>) => (
  <div role="gridcell" className={styles['actions']}>
    <Link to={runAddress(run)} tabIndex={-1} aria-label="Open" data-tip="Open  enter">
      <Icon of="open" size={14} />
    </Link>
    <button
      type="button"
      tabIndex={-1}
      aria-label="Copy link"
      data-tip="Copy link  y"
      onClick={() => on.copy(run)}
    >
      <Icon of="link" size={14} />
    </button>
    <Link
      to={compareAddress({ b: run.id })}
      tabIndex={-1}
      aria-label="Compare with the last good one"
      data-tip="Compare with the last good one  c"
    >
      <Icon of="compare" size={14} />
    </Link>
  </div>
)
