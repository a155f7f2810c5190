import { Link } from '@tanstack/react-router'
import { memo } from 'react'
import { flowAddress } from '../address/addresses.ts'
import { ofFlow } from '../executions/offlow.ts'
import { directionsShown } from '../format/directions.ts'
import { DurationCell } from '../runs/durationbar.tsx'
import { briefSummary } from '../status/brief.ts'
import { StatusIcon } from '../status/icon.tsx'
import { Reason } from '../status/reason.tsx'
import { looks, statusOf } from '../status/statuses.ts'
import { StatusWord } from '../status/word.tsx'
import type { FlowRowFragment } from './flows.gen.ts'
import { RunLink } from './lastrun.tsx'
import table from '../ui/table.module.css'
import styles from './flows.module.css'

interface Props {
  readonly flow: FlowRowFragment
  readonly index: number
  readonly hasBackend: boolean
  /** Some flow of the list may have runs. */
  readonly hasRuns: boolean
}

export const FlowRow = memo(function FlowRow(props: Props) {
  const { flow, index, hasBackend, hasRuns } = props
  const { name, lastRun } = flow
  const isFailing = lastRun?.status === 'FAILED'
  const tip = name.length > 28 ? name : undefined
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      tabIndex={-1}
      data-row={flow.id}
      data-failing={isFailing}
      className={`${table['row']} ${styles['row']}`}
    >
      <div role="gridcell" className={`${styles['name']} cut`}>
        {lastRun === null ? (
          <Link to="/executions" search={ofFlow(flow)} data-tip={tip}>
            {directionsShown(name)}
          </Link>
        ) : (
          <Link to={flowAddress(flow)} data-tip={tip}>
            {directionsShown(name)}
          </Link>
        )}
      </div>
      {hasRuns && <RunCells flow={flow} />}
      {hasBackend && (
        <div role="gridcell" className={`${styles['backend']} muted cut`}>
          {flow.backend}
        </div>
      )}
    </div>
  )
})

function RunCells({ flow: { lastRun, good, failed } }: Pick<Props, 'flow'>) {
  const summary = failed?.failure?.summary
  return (
    <>
      <div
        role="gridcell"
        className={`${styles['status']} cut`}
        data-hue={looks[statusOf(lastRun?.status ?? '')].hue}
      >
        {lastRun ? (
          <>
            <StatusIcon status={lastRun.status} isSilent />
            <StatusWord status={lastRun.status} />
            {lastRun.status === 'RUNNING' && <Reason of={lastRun} />}
          </>
        ) : (
          <span className="faint">no runs</span>
        )}
      </div>
      <div role="gridcell" className={styles['last']}>
        <RunLink run={lastRun} />
      </div>
      <div role="gridcell" className={styles['took']}>
        {lastRun && <DurationCell run={lastRun} />}
      </div>
      <div role="gridcell" className={styles['good']}>
        <RunLink run={good} />
      </div>
      <div role="gridcell" className={styles['failed']}>
        <RunLink run={failed} />
      </div>
      <div role="gridcell" className={`${styles['why']} muted cut`} data-tip={summary}>
        {summary && briefSummary(summary)}
      </div>
    </>
  )
}
