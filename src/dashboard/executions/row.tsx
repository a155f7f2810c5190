import { Link } from '@tanstack/react-router'
import { type ReactNode, memo } from 'react'
import { compareAddress, executionAddress, runAddress, watchAddress } from '../address/addresses.ts'
import { now } from '../data/clock.ts'
import { useSignal } from '../data/signal.ts'
import { directionsShown } from '../format/directions.ts'
import { timeText } from '../format/times.ts'
import { settings } from '../frame/settings.ts'
import { DurationCell } from '../runs/durationbar.tsx'
import { briefly } from '../status/brief.ts'
import { StatusIcon } from '../status/icon.tsx'
import { Reason } from '../status/reason.tsx'
import { looks, statusOf } from '../status/statuses.ts'
import { StatusWord } from '../status/word.tsx'
import { Icon } from '../ui/icon.tsx'
import { copy } from '../ui/notice.tsx'
import { PlainLink } from '../ui/plainlink.tsx'
import { Tags } from '../ui/tags.tsx'
import { fromList } from '../walk/walk.ts'
import type { ExecutionColumn } from './columns.ts'
import type { ExecutionRowFragment } from './executions.gen.ts'
import styles from './executions.module.css'

interface RowProps {
  readonly execution: ExecutionRowFragment
  readonly index: number
  readonly top: number
  readonly height: number
  readonly isCurrent: boolean
  /** One status is filtered: its word would stand in each row. */
  readonly isPlain: boolean
  readonly columns: readonly ExecutionColumn[]
  readonly onFocus: (key: string) => void
}

export const ExecutionRow = memo(function ExecutionRow(props: RowProps) {
  const { execution, index, top, height, isCurrent, isPlain, columns, onFocus } = props
  const { key, status } = execution
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      tabIndex={isCurrent ? 0 : -1}
      className={styles['row']}
      data-row={key}
      data-hue={looks[statusOf(status)].hue}
      data-bad={!isPlain && (status === 'FAILED' || status === 'TIMED_OUT')}
      style={{ transform: `translateY(${top}px)`, height }}
      onFocus={() => onFocus(key)}
    >
      {columns.map((column) => (
        <CellOf key={column} column={column} execution={execution} isPlain={isPlain} />
      ))}
      <Actions executionKey={key} />
    </div>
  )
})

interface CellProps extends Pick<RowProps, 'execution' | 'isPlain'> {
  readonly column: ExecutionColumn
}

function CellOf({ column, execution, isPlain }: CellProps) {
  const { flow, step, backend, run, tags } = execution
  const cell = (content: ReactNode, isCut = true) => (
    <span
      role="gridcell"
      className={`${styles[column]} ${isCut ? 'cut' : ''}`}
      data-tip={column === 'flow' && flow.length > 20 ? flow : undefined}
    >
      {content}
    </span>
  )
  const cells: Readonly<Record<ExecutionColumn, () => ReactNode>> = {
    status: () => <StatusCell execution={execution} isPlain={isPlain} />,
    id: () => cell(<IdLink execution={execution} />),
    flow: () => cell(directionsShown(flow)),
    step: () => cell(step && directionsShown(step)),
    of: () =>
      cell(
        run && (
          <Link to={runAddress(run)} tabIndex={-1}>
            run {run.number}
          </Link>
        ),
      ),
    started: () => <Started at={execution.startedAt} />,
    took: () => cell(<DurationCell run={execution} />, false),
    tags: () => cell(<Tags of={tags ?? []} />, false),
    backend: () => cell(backend),
  }
  return cells[column]()
}

const IdLink = ({ execution: { key, id } }: Pick<RowProps, 'execution'>) => (
  <PlainLink
    to={executionAddress(key)}
    stateOf={fromList}
    tabIndex={-1}
    className="mono"
    data-tip={id.length > 24 ? id : undefined}
  >
    {directionsShown(id)}
  </PlainLink>
)

function Started({ at }: { at: string | null }) {
  const { zone } = useSignal(settings)
  return (
    <span role="gridcell" className={styles['started']} data-tip={at ?? undefined}>
      {at === null ? '–' : timeText(Date.parse(at), now(), zone)}
    </span>
  )
}

function StatusCell({ execution, isPlain }: Pick<RowProps, 'execution' | 'isPlain'>) {
  const { status, attempt, failure } = execution
  return (
    <span role="gridcell" className={styles['status']} data-tip={failure?.summary}>
      <StatusIcon status={status} attempt={attempt} isSilent={!isPlain} />
      {!isPlain && <StatusWord status={status} />}
      <span className="cut">
        <Reason of={briefly(execution)} />
      </span>
    </span>
  )
}

const Actions = ({ executionKey }: { executionKey: string }) => (
  <span role="gridcell" className={styles['actions']}>
    <PlainLink
      to={executionAddress(executionKey)}
      stateOf={fromList}
      tabIndex={-1}
      aria-label="Open"
      data-tip="Open  enter"
    >
      <Icon of="open" size={14} />
    </PlainLink>
    <button
      type="button"
      tabIndex={-1}
      aria-label="Copy link"
      data-tip="Copy link"
      onClick={() => void copy(location.origin + executionAddress(executionKey), 'Link')}
    >
      <Icon of="link" size={14} />
    </button>
    <Link
      to={compareAddress({ b: executionKey })}
      tabIndex={-1}
      aria-label="Compare"
      data-tip="Compare with the last good one, if there is one"
    >
      <Icon of="compare" size={14} />
    </Link>
    <Link to={watchAddress([executionKey])} tabIndex={-1} aria-label="Watch" data-tip="Watch">
      <Icon of="watch" size={14} />
    </Link>
  </span>
)
