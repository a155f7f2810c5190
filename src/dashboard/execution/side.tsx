import { Link } from '@tanstack/react-router'
import { executionAddress } from '../address/addresses.ts'
import { directionsShown } from '../format/directions.ts'
import { clock, duration } from '../format/durations.ts'
import { counted } from '../format/numbers.ts'
import { StatusIcon } from '../status/icon.tsx'
import { reasonText } from '../status/reasons.ts'
import { now } from '../data/clock.ts'
import { Ticking } from '../ui/ticking.tsx'
import type { ExecutionHeadFragment } from './execution.gen.ts'
import styles from './execution.module.css'

/** Its attempts, what started it, and what it started. */
export function Side({ execution }: { execution: ExecutionHeadFragment }) {
  const { attempt, attempts, parent, children } = execution
  const known = attempts?.nodes ?? []
  const below = children?.nodes ?? []
  return (
    <section className={styles['side']} aria-label="Attempts and relatives">
      <h2>{counted(known.length === 0 ? attempt : known.length, 'attempt')}</h2>
      <ul>
        {known.map((one) => (
          <AttemptRow key={one.number} attempt={one} />
        ))}
      </ul>
      {parent && (
        <>
          <h2>Started by</h2>
          <ul>
            <Relative one={parent} />
          </ul>
        </>
      )}
      {below.length > 0 && (
        <>
          <h2>
            {children?.pageInfo.hasNextPage
              ? 'Started the first 1,000 of its executions'
              : `Started ${counted(below.length, 'execution')}`}
          </h2>
          <ul>
            {below.slice(0, mostListed).map((one) => (
              <Relative key={one.key} one={one} />
            ))}
          </ul>
          {below.length > mostListed && <p className="muted">All of them are in the timeline.</p>}
        </>
      )}
    </section>
  )
}

const mostListed = 50

type Attempt = NonNullable<ExecutionHeadFragment['attempts']>['nodes'][number]

function AttemptRow({ attempt }: { attempt: Attempt }) {
  const { number, status, statusReason, startedAt, durationMs, finishedAt, error } = attempt
  const reason = reasonText({ status, statusReason, error, attempt: number }, now())
  return (
    <li className={styles['attempt']} data-tip={error?.slice(0, 400)}>
      <StatusIcon status={status} />
      <span>{number}</span>
      <span className="cut muted">{reason}</span>
      <span className="number">
        {startedAt !== null && finishedAt === null ? (
          <Ticking text={(time) => clock(time - Date.parse(startedAt))} />
        ) : durationMs === null ? (
          '–'
        ) : (
          duration(durationMs)
        )}
      </span>
    </li>
  )
}

interface RelativeProps {
  readonly one: {
    readonly key: string
    readonly step: string | null
    readonly flow: string
    readonly status: string
  }
}

const Relative = ({ one: { key, step, flow, status } }: RelativeProps) => (
  <li>
    <Link to={executionAddress(key)} className={styles['relative']}>
      <StatusIcon status={status} /> <span className="cut">{directionsShown(step ?? flow)}</span>
    </Link>
  </li>
)
