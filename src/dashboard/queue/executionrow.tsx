import { Link } from '@tanstack/react-router'
import { executionAddress, flowAddress } from '../address/addresses.ts'
import { now } from '../data/clock.ts'
import { useSignal } from '../data/signal.ts'
import { directionsShown } from '../format/directions.ts'
import { duration, running } from '../format/durations.ts'
import { timeText } from '../format/times.ts'
import { settings } from '../frame/settings.ts'
import { briefSummary } from '../status/brief.ts'
import { StatusIcon } from '../status/icon.tsx'
import { Reason } from '../status/reason.tsx'
import { looks, statusOf, wordOf } from '../status/statuses.ts'
import { IconButton } from '../ui/button.tsx'
import { Ticking } from '../ui/ticking.tsx'
import { type Move, type Pending, canCancel, canRetry } from './moving.ts'
import type { QueuedExecutionFragment } from './queue.gen.ts'
import styles from './queue.module.css'
import table from '../ui/table.module.css'

interface RowProps {
  readonly row: QueuedExecutionFragment
  readonly pending: Pending | undefined
  readonly isSelected: boolean
  readonly onToggle: (key: string) => void
  readonly onMove: (move: Move, row: QueuedExecutionFragment) => void
}

export function QueuedRow({ row, pending, isSelected, onToggle, onMove }: RowProps) {
  const { zone } = useSignal(settings)
  const { key, id, flow, status, attempt, startedAt } = row
  const backend = key.slice(0, key.length - id.length - 1)
  return (
    <div
      className={`${table['row']} ${styles['row']}`}
      role="row"
      aria-selected={isSelected}
      data-row={key}
      data-hue={looks[statusOf(status)].hue}
      tabIndex={-1}
    >
      <span role="gridcell">
        <input
          type="checkbox"
          aria-label={`Select ${directionsShown(id)}`}
          checked={isSelected}
          onChange={() => onToggle(key)}
        />
      </span>
      <span role="gridcell" className={styles['status']}>
        <StatusIcon status={status} attempt={attempt} isSilent />
        {wordOf(status)}
      </span>
      <span role="gridcell" className={`${styles['why']} cut`} data-tip={row.failure?.summary}>
        <Why row={row} pending={pending} />
      </span>
      <span role="gridcell" className={`${styles['flow']} cut`}>
        <Link to={flowAddress({ backend, name: flow })}>{directionsShown(flow)}</Link>
      </span>
      <span role="gridcell" className={`${styles['id']} cut`}>
        <Link to={executionAddress(key)} className="mono" data-open="" data-tip={id}>
          {directionsShown(id)}
        </Link>
      </span>
      <span role="gridcell" className={`${styles['started']} muted`}>
        {startedAt === null ? '–' : timeText(Date.parse(startedAt), now(), zone)}
      </span>
      <span role="gridcell" className={`${styles['duration']} number`}>
        <Took row={row} />
      </span>
      <span role="gridcell" className={styles['actions']}>
        {!pending && <MoveButtons row={row} onMove={onMove} />}
      </span>
    </div>
  )
}

function MoveButtons({ row, onMove }: Pick<RowProps, 'row' | 'onMove'>) {
  const name = directionsShown(row.id)
  return (
    <>
      {canCancel(row) && (
        <IconButton name={`Cancel ${name}`} icon="cancel" onClick={() => onMove('cancel', row)} />
      )}
      {canRetry(row) && (
        <IconButton name={`Retry ${name}`} icon="retry" onClick={() => onMove('retry', row)} />
      )}
    </>
  )
}

function Why({ row, pending }: Pick<RowProps, 'row' | 'pending'>) {
  if (pending)
    return (
      <strong className={styles['pending']}>{pending.move === 'cancel' ? 'cancelling…' : 'retrying…'}</strong>
    )
  if (row.failure) return <span className="muted">{briefSummary(row.failure.summary)}</span>
  return <Reason of={row} />
}

function Took({ row: { startedAt, durationMs, status } }: Pick<RowProps, 'row'>) {
  if (startedAt !== null && status === 'RUNNING')
    return <Ticking text={(time) => running(time - Date.parse(startedAt))} />
  return durationMs === null ? '–' : duration(durationMs)
}
