import { Link } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { runAddress } from '../address/addresses.ts'
import { useAsk } from '../data/ask.ts'
import { now } from '../data/clock.ts'
import { useSignal } from '../data/signal.ts'
import { duration } from '../format/durations.ts'
import { timeText } from '../format/times.ts'
import { settings } from '../frame/settings.ts'
import { StatusBadge, StatusIcon } from '../status/icon.tsx'
import { Reason } from '../status/reason.tsx'
import { Empty, Failed, Loading } from '../ui/states.tsx'
import { fromList } from '../walk/walk.ts'
import { partsOfRunId } from '../why/ids.ts'
import { UsualPart } from '../why/usual.tsx'
import { Why } from '../why/why.tsx'
import { TagList } from './factsline.tsx'
import { RunPeekDocument, type RunPeekQuery } from './run.gen.ts'
import { Shares, Took } from './steps.tsx'
import { stepsOf } from './stepslist.ts'
import { baseOf, useBase } from './usebase.ts'
import styles from './peek.module.css'

const renewMs = 5_000
/** What is over seldom changes: only a heartbeat that was missing, or another try. */
const overMs = 30_000

/** A run beside a list: how it stands, why it failed, its steps and its last facts. `id` is `Run.id`. */
export function RunPeek({ id }: { id: string }) {
  const { backend, flow, number } = partsOfRunId(id)
  const variables = { backend, flow, ref: `${number}` }
  const [isOver, setOver] = useState(false)
  const { data, error, isLoading, again } = useAsk(RunPeekDocument, variables, {
    everyMs: isOver ? overMs : renewMs,
  })
  const { status, failure } = data?.run ?? {}
  // Where it failed may be recorded after the run.
  const isUnexplained = status === 'FAILED' && !failure?.execution
  useEffect(
    () => setOver(status !== undefined && status !== 'RUNNING' && !isUnexplained),
    [status, isUnexplained],
  )
  if (data?.run) return <Contents run={data.run} />
  if (error) return <Failed error={error} again={again} />
  return isLoading || !data ? (
    <Loading rows={10} what={backend} />
  ) : (
    <Empty title="This run is no longer there" />
  )
}

type PeekRun = NonNullable<RunPeekQuery['run']>

function Contents({ run }: { run: PeekRun }) {
  const { zone } = useSignal(settings)
  const base = useBase(run)
  const { status, startedAt, finishedAt, durationMs, user, failure, usual, tags, metadata } = run
  const at = finishedAt ?? startedAt
  return (
    <div className={styles['peek']}>
      <p className={styles['state']}>
        <StatusBadge status={status} />
        <span className="muted">
          {at !== null && timeText(Date.parse(at), now(), zone)}
          {durationMs !== null && `, after ${duration(durationMs)}`}
          {user !== null && ` by ${user}`}
        </span>
      </p>
      <TagList tags={tags ?? []} />
      {failure ? (
        <div className={styles['why']}>
          <Why failure={failure} usual={usual} durationMs={durationMs} base={baseOf(base, run.id)} />
        </div>
      ) : (
        <>
          <Reason of={{ ...run, failure: null }} />
          {usual && <UsualPart usual={usual} durationMs={durationMs} />}
        </>
      )}
      <section>
        <h3>Steps</h3>
        <ul>
          {stepsOf(run.steps ?? [], base?.steps ?? []).map((step) => (
            <li key={step.name} className={styles['step']}>
              <StatusIcon status={step.status ?? 'PENDING'} />
              <span className="cut">
                {step.name} {step.count > 1 && <span className="muted">{step.count}</span>}
              </span>
              <Shares step={step} />
              <Took step={step} />
            </li>
          ))}
        </ul>
      </section>
      {metadata && metadata.nodes.length > 0 && (
        <section>
          <h3>Last metadata</h3>
          <dl>
            {metadata.nodes.map((fact) => (
              <div key={fact.id} className={`${styles['fact']} mono`}>
                <dt className="cut muted">{fact.field}</dt>
                <dd className="cut">{fact.value.slice(0, 200)}</dd>
                <dd className="muted">{fact.ts !== null && timeText(Date.parse(fact.ts), now(), zone)}</dd>
              </div>
            ))}
          </dl>
        </section>
      )}
      <WholeRun run={run} />
    </div>
  )
}

const WholeRun = ({ run }: { run: PeekRun }) => (
  <Link to={runAddress(run)} state={fromList()}>
    All of run {run.number}
  </Link>
)
