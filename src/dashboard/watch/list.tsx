import { Link } from '@tanstack/react-router'
import { memo, useRef } from 'react'
import { flowAddress } from '../address/addresses.ts'
import { now } from '../data/clock.ts'
import { useSignal } from '../data/signal.ts'
import { directionsShown } from '../format/directions.ts'
import { duration, running } from '../format/durations.ts'
import { timeText } from '../format/times.ts'
import { settings } from '../frame/settings.ts'
import { StatusIcon } from '../status/icon.tsx'
import { Reason } from '../status/reason.tsx'
import { briefSummary } from '../status/brief.ts'
import { isOver } from '../../client/standing.ts'
import { looks, statusOf, wordOf } from '../status/statuses.ts'
import { Empty } from '../ui/states.tsx'
import { Ticking } from '../ui/ticking.tsx'
import { useRowFocus } from '../ui/rowfocus.ts'
import { isDone, openOnes } from './cells.ts'
import type { Thing } from './thing.ts'
import { useWhy } from './usewhy.ts'
import type { WatchedId } from './watchedids.ts'
import styles from './watch.module.css'
import table from '../ui/table.module.css'

interface ListProps {
  readonly all: readonly WatchedId[]
  /** All of them in the order given. Otherwise what is not well or not done, the worst first. */
  readonly isWhole: boolean
  readonly isFolded: boolean
}

export function WatchList({ all, isWhole, isFolded }: ListProps) {
  const list = useRef<HTMLDivElement>(null)
  useRowFocus(list)
  // One that was named twice, by id and by key, is one.
  const things = all.flatMap(({ execution }) => (execution ? [execution] : []))
  const known = [...new Map(things.map((one) => [one.key, one])).values()]
  const whyOf = useWhy(known)
  const whole = isFolded ? known.filter((one) => !isDone(one)) : known
  const shown = isWhole ? whole : openOnes(known)
  if (known.length === 0)
    return (
      <Empty title="None of these ids is known">
        <p>
          Ids and keys (backend:id) of executions and names of runs (flow/number) are looked for, in all
          backends.
        </p>
      </Empty>
    )
  if (shown.length === 0)
    return (
      <Empty
        title={
          things.length < all.length
            ? 'All that were found are done, and well'
            : 'All of them are done, and well'
        }
      />
    )
  return (
    <div
      ref={list}
      role="grid"
      aria-label={isWhole ? 'All, in the order given' : 'What is not well or not done, the worst first'}
      className={`${table['table']} ${styles['list']}`}
    >
      <div className={`${table['head']} ${styles['listHead']}`} role="row">
        <span role="columnheader">Status</span>
        <span role="columnheader">Why</span>
        <span role="columnheader">Flow</span>
        <span role="columnheader">Id</span>
        <span role="columnheader">Started</span>
        <span role="columnheader" className="number">
          Duration
        </span>
      </div>
      {shown.map((execution) => (
        <WatchRow key={execution.key} execution={execution} why={whyOf(execution)} />
      ))}
    </div>
  )
}

interface RowProps {
  readonly execution: Thing
  /** The summary of its failure. */
  readonly why: string | undefined
}

const WatchRow = memo(function WatchRow({ execution, why }: RowProps) {
  const { zone } = useSignal(settings)
  const { id, flow, backend, href, status, attempt, startedAt } = execution
  return (
    <div
      className={`${table['row']} ${styles['row']}`}
      role="row"
      data-row=""
      data-hue={looks[statusOf(status)].hue}
      data-status={status}
      tabIndex={-1}
    >
      <div role="gridcell" className={styles['status']}>
        <StatusIcon status={status} attempt={attempt} isSilent />
        <span>{wordOf(status)}</span>
      </div>
      <div role="gridcell" className={`${styles['why']} cut`} data-tip={why}>
        {why === undefined ? <Reason of={execution} /> : <span className="muted">{briefSummary(why)}</span>}
      </div>
      <div role="gridcell" className={`${styles['flow']} cut`}>
        <Link to={flowAddress({ backend, name: flow })}>{directionsShown(flow)}</Link>
      </div>
      <div role="gridcell" className={`${styles['id']} cut`}>
        <Link to={href} className="mono" data-open="" data-tip={id}>
          {directionsShown(id)}
        </Link>
      </div>
      <div role="gridcell" className={`${styles['started']} muted`}>
        {startedAt === null ? '–' : timeText(Date.parse(startedAt), now(), zone)}
      </div>
      <div role="gridcell" className={`${styles['duration']} number`}>
        <Took execution={execution} />
      </div>
    </div>
  )
})

/** How long it took, or how long it has been running. */
function Took({ execution }: { execution: Thing }) {
  const { startedAt, durationMs } = execution
  if (startedAt !== null && !isOver(execution.status))
    return <Ticking text={(time) => running(time - Date.parse(startedAt))} />
  return durationMs === null ? '–' : duration(durationMs)
}
