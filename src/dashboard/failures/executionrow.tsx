import { Link } from '@tanstack/react-router'
import { memo } from 'react'
import { executionAddress, runAddress } from '../address/addresses.ts'
import { now } from '../data/clock.ts'
import { useSignal } from '../data/signal.ts'
import { directionsShown } from '../format/directions.ts'
import { duration } from '../format/durations.ts'
import { timeText } from '../format/times.ts'
import { settings } from '../frame/settings.ts'
import { StatusIcon } from '../status/icon.tsx'
import { wordOf } from '../status/statuses.ts'
import type { GroupExecutionFragment } from './group.gen.ts'
import styles from './failures.module.css'
import table from '../ui/table.module.css'

export const ExecutionRow = memo(function ExecutionRow({ execution }: { execution: GroupExecutionFragment }) {
  const { zone } = useSignal(settings)
  const { key, id, flow, step, status, attempt, startedAt, durationMs, run } = execution
  return (
    <div className={`${table['row']} ${styles['row']}`} role="row" data-row="" tabIndex={-1}>
      <div role="gridcell" className={styles['status']}>
        <StatusIcon status={status} attempt={attempt} isSilent />
        <span>{wordOf(status)}</span>
      </div>
      <div role="gridcell" className={`${styles['id']} cut`}>
        <Link to={executionAddress(key)} className="mono">
          {directionsShown(id)}
        </Link>
      </div>
      <div role="gridcell" className={`${styles['flow']} cut`}>
        {run ? (
          <Link to={runAddress(run)}>
            {directionsShown(run.flow)} {run.number}
          </Link>
        ) : (
          directionsShown(flow)
        )}
      </div>
      <div role="gridcell" className={`${styles['step']} muted cut`}>
        {step ?? ''}
      </div>
      <div role="gridcell" className={`${styles['started']} muted`}>
        {startedAt === null ? '–' : timeText(Date.parse(startedAt), now(), zone)}
      </div>
      <div role="gridcell" className={`${styles['took']} number`}>
        {durationMs === null ? '–' : duration(durationMs)}
      </div>
    </div>
  )
})
