import { Link } from '@tanstack/react-router'
import { memo } from 'react'
import { directionsShown } from '../format/directions.ts'
import { duration, running } from '../format/durations.ts'
import { StatusIcon } from '../status/icon.tsx'
import { Icon } from '../ui/icon.tsx'
import { Bars, textAt } from './bars.tsx'
import { tookMs } from './model.ts'
import type { Row } from './rows.ts'
import type { Shown } from './useview.ts'
import { factOf, wordsOf } from './words.ts'
import styles from './timeline.module.css'

interface LineProps {
  readonly row: Row
  readonly top: number
  readonly index: number
  readonly count: number
  readonly isCurrent: boolean
  readonly shown: Shown
  readonly now: number
  readonly timeText: (time: number) => string
  readonly onTurn: (id: string, isOpen: boolean) => void
}

/** One row: what it is, its attempts, and how long it took. */
export const Line = memo(function Line(props: LineProps) {
  const { row, top, index, count, isCurrent, shown, now, timeText, onTurn } = props
  const { branch, depth, isOpen } = row
  const took = tookMs(branch, now)
  const at = textAt(branch, shown, now)
  const isRunning = branch.bars.at(-1)?.end === undefined
  return (
    <li
      className={styles['line']}
      style={{ transform: `translateY(${top}px)` }}
      data-current={isCurrent}
      data-index={index}
      aria-posinset={index + 1}
      aria-setsize={count}
    >
      <div className={styles['label']} style={{ paddingLeft: depth * 8 }}>
        {isOpen === undefined ? (
          <span className={styles['noTurn']} />
        ) : (
          <button
            type="button"
            className={styles['turn']}
            aria-expanded={isOpen}
            aria-label={`${isOpen ? 'Fold' : 'Open'} ${branch.label}`}
            tabIndex={-1}
            onClick={() => onTurn(branch.id, !isOpen)}
          >
            <Icon of={isOpen ? 'down' : 'right'} size={12} />
          </button>
        )}
        <StatusIcon
          status={branch.task?.status ?? branch.status}
          attempt={branch.task?.attempt ?? 1}
          isSilent
        />
        <Name row={row} isCurrent={isCurrent} words={wordsOf(branch, now, timeText)} onTurn={onTurn} />
        <span className={styles['fact']} aria-hidden="true">
          {factOf(branch)}
        </span>
        <span className={styles['narrowTook']} aria-hidden="true">
          {took === undefined ? '–' : isRunning ? running(took) : duration(took)}
        </span>
      </div>
      <div className={styles['plot']} aria-hidden="true">
        <Bars
          bars={branch.bars}
          task={branch.task}
          failedAt={branch.failedAt}
          shown={shown}
          now={now}
          timeText={timeText}
        />
        <Took at={at} took={took} isRunning={isRunning} width={shown.width} />
      </div>
    </li>
  )
})

interface TookProps {
  readonly at: number | undefined
  readonly took: number | undefined
  readonly isRunning: boolean
  readonly width: number
}

/** How long it took, behind its last bar, or at the edge that the bar is beyond. */
function Took({ at, took, isRunning, width }: TookProps) {
  if (took === undefined || at === undefined) return <span className={styles['never']}>not started</span>
  const text = isRunning ? running(took) : duration(took)
  const isBeyond = at > width + 8
  return (
    <span
      className={styles['took']}
      style={{ transform: `translateX(${Math.min(Math.max(0, at), width + 6)}px)` }}
      data-beyond={isBeyond}
    >
      {at < 0 ? `‹ ${text}` : text}
    </span>
  )
}

interface NameProps extends Pick<LineProps, 'row' | 'isCurrent' | 'onTurn'> {
  readonly words: string
}

/** The name leads to what the row is about; that of a group folds it. Readers hear the whole row. */
function Name({ row: { branch, isOpen }, isCurrent, words, onTurn }: NameProps) {
  const { task } = branch
  const label = directionsShown(branch.label)
  const common = {
    'className': `${styles['name']} cut`,
    'aria-label': words,
    'tabIndex': isCurrent ? 0 : -1,
    'data-name': true,
    'data-group': !task || isOpen !== undefined,
    'title': label,
  } as const
  if (task?.href !== undefined)
    return (
      <Link to={task.href} {...common}>
        {label}
      </Link>
    )
  return (
    <button type="button" {...common} onClick={() => isOpen !== undefined && onTurn(branch.id, !isOpen)}>
      {label}
    </button>
  )
}
