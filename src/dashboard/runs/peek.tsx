import { Link } from '@tanstack/react-router'
import { groupAddress, runAddress } from '../address/addresses.ts'
import { useAsk } from '../data/ask.ts'
import { now } from '../data/clock.ts'
import { duration } from '../format/durations.ts'
import { timeText } from '../format/times.ts'
import { useSignal } from '../data/signal.ts'
import { settings } from '../frame/settings.ts'
import { StatusBadge, StatusIcon } from '../status/icon.tsx'
import { Reason } from '../status/reason.tsx'
import { worstFirst } from '../status/statuses.ts'
import { IconButton } from '../ui/button.tsx'
import { Empty, Failed, Loading } from '../ui/states.tsx'
import { PeekDocument, type PeekQuery } from './peek.gen.ts'
import styles from './peek.module.css'

interface PeekProps {
  /** `backend:flow/number`. */
  readonly id: string
  readonly onClose: () => void
}

/** A run beside the list. */
export function Peek({ id, onClose }: PeekProps) {
  const parts = /^([^:]*):(.*)\/(\d+)$/s.exec(id)
  const [, backend = '', flow = '', ref = ''] = parts ?? []
  const { data, error, isLoading, again } = useAsk(PeekDocument, parts ? { backend, flow, ref } : undefined, {
    everyMs: 5_000,
  })
  return (
    <aside className={styles['peek']} aria-label="The chosen run">
      <header>
        <h2 className="cut">
          {flow} {ref}
        </h2>
        <Link to={runAddress({ backend, flow, number: Number(ref) })}>Open</Link>
        <IconButton name="Close" icon="close" press="close" onClick={onClose} />
      </header>
      {isLoading && !data && <Loading rows={8} />}
      {error && !data?.run && <Failed error={error} again={again} />}
      {data && !data.run && !error && <Empty title="This run is no longer there" />}
      {data?.run && <Contents run={data.run} />}
    </aside>
  )
}

function Contents({ run }: { run: NonNullable<PeekQuery['run']> }) {
  const { zone } = useSignal(settings)
  const { failure, usual } = run
  const at = run.finishedAt ?? run.startedAt
  return (
    <div className={styles['body']}>
      <p>
        <StatusBadge status={run.status} />{' '}
        <span className="muted">
          {at && timeText(Date.parse(at), now(), zone)}
          {run.durationMs !== null && `, after ${duration(run.durationMs)}`}
          {run.user && ` by ${run.user}`}
        </span>
      </p>
      {failure ? (
        <h3 className={styles['summary']}>{failure.summary}</h3>
      ) : (
        <p>
          <Reason of={run} />
        </p>
      )}
      {failure?.error && <pre className={styles['error']}>{failure.error}</pre>}
      <dl>
        {failure?.group && (
          <Fact name="Alike">
            <Link to={groupAddress(failure.group.id)}>
              {failure.group.count} in{' '}
              {failure.group.flows.length === 1 ? 'one flow' : `${failure.group.flows.length} flows`}
            </Link>
            {failure.group.isNew && ' · new'}
          </Fact>
        )}
        {usual && (
          <Fact name="Usual duration">
            {duration(usual.p50Ms)}
            {usual.ratio !== null && usual.ratio >= 1.5 && (
              <>
                , this one <b>{usual.ratio.toFixed(1)}x</b> as long
              </>
            )}
          </Fact>
        )}
        {failure?.changed.map((one) => (
          <Fact key={one.path} name="Changed">
            <code>{one.path}</code> {brief(one.before)} → <b>{brief(one.after)}</b>
          </Fact>
        ))}
      </dl>
      <h3>Steps</h3>
      <ul className={styles['steps']}>
        {(run.steps ?? []).map((step) => (
          <Step key={step.name} step={step} />
        ))}
      </ul>
      {(run.metadata?.nodes.length ?? 0) > 0 && (
        <>
          <h3>Last metadata</h3>
          <dl>
            {run.metadata!.nodes.map((fact) => (
              <Fact key={fact.id} name={fact.field}>
                <code className={styles['value']}>{fact.value.slice(0, 200)}</code>
              </Fact>
            ))}
          </dl>
        </>
      )}
    </div>
  )
}

/** Values may be long. The page of the comparison has them whole. */
const brief = (text: string | null) =>
  text === null ? 'nothing' : text.length > 24 ? `${text.slice(0, 23)}…` : text

const Fact = ({ name, children }: { name: string; children: React.ReactNode }) => (
  <div>
    <dt className="cut">{name}</dt>
    <dd>{children}</dd>
  </div>
)

function Step({ step }: { step: NonNullable<NonNullable<PeekQuery['run']>['steps']>[number] }) {
  const { name, counts, startedAt, finishedAt } = step
  const worst =
    worstFirst.find((status) => counts.some((one) => one.status === status && one.value > 0)) ?? 'PENDING'
  const total = counts.reduce((sum, { value }) => sum + value, 0)
  const took = startedAt && finishedAt ? duration(Date.parse(finishedAt) - Date.parse(startedAt)) : '–'
  return (
    <li>
      <StatusIcon status={worst} />
      <span className="cut">
        {name} {total > 1 && <span className="muted">{total}</span>}
      </span>
      <span className="number">{took}</span>
    </li>
  )
}
