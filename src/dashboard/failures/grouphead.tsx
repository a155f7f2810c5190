import { Link } from '@tanstack/react-router'
import { executionAddress, flowAddress, runAddress } from '../address/addresses.ts'
import type { Range } from '../address/range.ts'
import { now } from '../data/clock.ts'
import { useSignal } from '../data/signal.ts'
import { directionsShown } from '../format/directions.ts'
import { count } from '../format/numbers.ts'
import { timeText } from '../format/times.ts'
import { settings } from '../frame/settings.ts'
import { TrendBars } from '../spark/trend.tsx'
import { ErrorText } from '../why/error.tsx'
import type { FailureGroupQuery } from './group.gen.ts'
import { risingTip } from './parts.ts'
import styles from './failures.module.css'

export type Group = NonNullable<FailureGroupQuery['failureGroups']>['nodes'][number]

/** The newest error, whole, and beside it since when, how often and where. */
export function GroupHead({ group, range }: { group: Group; range: Range }) {
  const { newest } = group
  const error = newest?.error ?? newest?.failure?.error
  return (
    <section className={styles['group']} aria-label="The newest failure">
      <div className={styles['newestFailure']}>
        <h2>{directionsShown(newest?.failure?.summary ?? group.title)}</h2>
        {newest && <Newest newest={newest} />}
        {error ? (
          <div className={styles['error']}>
            <ErrorText error={error} />
          </div>
        ) : (
          <p className="muted">
            {newest ? 'It has no error text.' : 'The newest failure was deleted meanwhile.'}
          </p>
        )}
      </div>
      <GroupFacts group={group} range={range} />
    </section>
  )
}

function Newest({ newest }: { newest: NonNullable<Group['newest']> }) {
  const { zone } = useSignal(settings)
  const { run, key, id, step, startedAt } = newest
  return (
    <p className="muted">
      Newest: <Link to={executionAddress(key)}>{step ?? id}</Link>
      {run && (
        <>
          {' in '}
          <Link to={runAddress(run)}>
            {directionsShown(run.flow)} {run.number}
          </Link>
        </>
      )}
      {startedAt !== null && `, started ${timeText(Date.parse(startedAt), now(), zone)}`}
    </p>
  )
}

function GroupFacts({ group, range }: { group: Group; range: Range }) {
  const { zone } = useSignal(settings)
  const time = (text: string) => timeText(Date.parse(text), now(), zone)
  const backend = group.newest?.key.slice(0, group.newest.key.indexOf(':'))
  return (
    <dl className={styles['facts']}>
      <div>
        <dt>
          {range.name ?? 'In this time'}
          {range.partName !== undefined && `, by ${range.partName}`}
        </dt>
        <dd>
          <TrendBars buckets={group.buckets} isLoud={group.isNew || group.isRising} />
        </dd>
      </div>
      <div>
        <dt>Since</dt>
        <dd>
          {time(group.firstSeen)}, last at {time(group.lastSeen)}{' '}
          {group.isNew && <span className={styles['new']}>New</span>}{' '}
          {group.isRising && (
            <span className={styles['rising']} data-tip={risingTip}>
              Rising
            </span>
          )}
        </dd>
      </div>
      <div>
        <dt>Flows</dt>
        <dd>
          <ul className={styles['flowList']}>
            {group.flows.map(({ flow, count: value }) => (
              <li key={flow}>
                {backend === undefined ? (
                  <span className="cut">{directionsShown(flow)}</span>
                ) : (
                  <Link className="cut" to={flowAddress({ backend, name: flow })}>
                    {directionsShown(flow)}
                  </Link>
                )}
                <span>{count(value)}</span>
              </li>
            ))}
          </ul>
        </dd>
      </div>
    </dl>
  )
}
