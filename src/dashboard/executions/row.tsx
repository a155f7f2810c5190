import { Link } from '@tanstack/react-router'
import { memo } from 'react'
import { compareAddress, executionAddress, runAddress, watchAddress } from '../address/addresses.ts'
import { now } from '../data/clock.ts'
import { useSignal } from '../data/signal.ts'
import { timeText } from '../format/times.ts'
import { settings } from '../frame/settings.ts'
import { DurationCell } from '../runs/durationbar.tsx'
import { StatusIcon } from '../status/icon.tsx'
import { Reason } from '../status/reason.tsx'
import { looks, statusOf, wordOf } from '../status/statuses.ts'
import { Icon } from '../ui/icon.tsx'
import { copy } from '../ui/notice.tsx'
import { Tags } from '../ui/tags.tsx'
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
  readonly hasBackend: boolean
  readonly onFocus: (key: string) => void
}

export const ExecutionRow = memo(function ExecutionRow(props: RowProps) {
  const { execution, index, top, height, isCurrent, isPlain, hasBackend, onFocus } = props
  const { key, id, flow, step, status, startedAt, run, tags, backend } = execution
  const { zone } = useSignal(settings)
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
      <StatusCell execution={execution} isPlain={isPlain} />
      <span role="gridcell" className={`${styles['id']} cut`}>
        <Link
          to={executionAddress(key)}
          tabIndex={-1}
          className="mono"
          data-tip={id.length > 24 ? id : undefined}
        >
          {id}
        </Link>
      </span>
      <span
        role="gridcell"
        className={`${styles['flow']} cut`}
        data-tip={flow.length > 20 ? flow : undefined}
      >
        {flow}
      </span>
      <span role="gridcell" className={`${styles['step']} cut`}>
        {step}
      </span>
      <RunCell run={run} />
      <span role="gridcell" className={styles['started']} data-tip={startedAt ?? undefined}>
        {startedAt ? timeText(Date.parse(startedAt), now(), zone) : '–'}
      </span>
      <span role="gridcell" className={styles['took']}>
        <DurationCell run={execution} />
      </span>
      <span role="gridcell" className={styles['tags']}>
        <Tags of={tags ?? []} />
      </span>
      {hasBackend && (
        <span role="gridcell" className={`${styles['backend']} cut`}>
          {backend}
        </span>
      )}
      <Actions executionKey={key} />
    </div>
  )
})

const RunCell = ({ run }: Pick<ExecutionRowFragment, 'run'>) => (
  <span role="gridcell" className={`${styles['of']} cut`}>
    {run && (
      <Link to={runAddress(run)} tabIndex={-1}>
        run {run.number}
      </Link>
    )}
  </span>
)

function StatusCell({ execution, isPlain }: Pick<RowProps, 'execution' | 'isPlain'>) {
  const { status, attempt, failure } = execution
  return (
    <span role="gridcell" className={styles['status']} data-tip={failure?.summary}>
      <StatusIcon status={status} attempt={attempt} isSilent={!isPlain} />
      {!isPlain && <b data-quiet={status === 'COMPLETED'}>{wordOf(status)}</b>}
      <span className="cut">
        <Reason of={execution} />
      </span>
    </span>
  )
}

const Actions = ({ executionKey }: { executionKey: string }) => (
  <span role="gridcell" className={styles['actions']}>
    <Link to={executionAddress(executionKey)} tabIndex={-1} aria-label="Open" data-tip="Open  enter">
      <Icon of="open" size={14} />
    </Link>
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
      aria-label="Compare with the last good one"
      data-tip="Compare with the last good one"
    >
      <Icon of="compare" size={14} />
    </Link>
    <Link to={watchAddress([executionKey])} tabIndex={-1} aria-label="Watch" data-tip="Watch">
      <Icon of="watch" size={14} />
    </Link>
  </span>
)
