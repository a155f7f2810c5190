import { Link } from '@tanstack/react-router'
import { executionAddress, groupAddress, runAddress } from '../address/addresses.ts'
import { now } from '../data/clock.ts'
import { useSignal } from '../data/signal.ts'
import { directionsShown } from '../format/directions.ts'
import { countOf } from '../format/numbers.ts'
import { timeText } from '../format/times.ts'
import { settings } from '../frame/settings.ts'
import { SparkBars } from '../spark/bars.tsx'
import { looks, statusOf } from '../status/statuses.ts'
import { Icon } from '../ui/icon.tsx'
import { ErrorText } from './error.tsx'
import { headline } from './errortext.ts'
import { partsOfRunId } from './ids.ts'
import type { UsualFragment, WhyFailedFragment } from './why.gen.ts'
import { UsualPart } from './usual.tsx'
import styles from './why.module.css'

interface WhyProps {
  readonly failure: WhyFailedFragment
  readonly usual: UsualFragment | null
  readonly durationMs: number | null
  /** The last good one before it: how it is called, and what to compare. */
  readonly base: {
    readonly name: string | undefined
    readonly a: string | undefined
    readonly b: string
  } | null
}

/** Why it failed, above everything else: in a sentence, where it began, the error, and what is known about such failures. */
export function Why({ failure, usual, durationMs, base }: WhyProps) {
  const { summary, error, group, changed, path } = failure
  const { hue } = looks[statusOf(path.at(-1)?.status ?? 'FAILED')]
  return (
    <section className={styles['why']} aria-label="Why it failed" data-hue={hue}>
      <div className={styles['left']}>
        <h2 title={directionsShown(summary)}>{directionsShown(headline(summary))}</h2>
        <Path failure={failure} />
        {error !== null && <ErrorText error={error} />}
      </div>
      <div className={styles['right']}>
        {group && <Alike group={group} />}
        {usual && <UsualPart usual={usual} durationMs={durationMs} />}
        <Changed changed={changed} base={base} />
      </div>
    </section>
  )
}

type Step = WhyFailedFragment['path'][number]

/** The way from what failed to where that began. */
function Path({ failure: { path, at, attempt } }: { failure: WhyFailedFragment }) {
  const { zone } = useSignal(settings)
  return (
    <p className={styles['path']}>
      {path.map((step, index) => (
        <span key={`${step.kind} ${step.id}`}>
          {index > 0 && <Icon of="right" size={12} />}
          <PathStep step={step} isFirst={index === 0} above={path[index - 1]} />
        </span>
      ))}
      {attempt !== null && attempt > 1 && (
        <span>
          <Icon of="right" size={12} />
          attempt {attempt}
        </span>
      )}
      {at && path.at(-1)?.status !== 'CANCELLED' && (
        <span className={styles['at']}>began here at {timeText(Date.parse(at), now(), zone)}</span>
      )}
    </p>
  )
}

function PathStep({ step, isFirst, above }: { step: Step; isFirst: boolean; above: Step | undefined }) {
  const { kind, id } = step
  const name = directionsShown(step.name)
  if (kind === 'RUN') {
    const run = partsOfRunId(id)
    return isFirst ? <>run {run.number}</> : <Link to={runAddress(run)}>run {run.number}</Link>
  }
  if (kind === 'EXECUTION') return isFirst ? <>{name}</> : <Link to={executionAddress(id)}>{name}</Link>
  if (above?.kind !== 'EXECUTION') return <>{name}</>
  return (
    <Link to={executionAddress(above.id)} search={{ tab: 'graph', node: id }}>
      {name}
    </Link>
  )
}

/** One less than are asked for. */
const mostFlows = 10

type Group = NonNullable<WhyFailedFragment['group']>

/** What failed alike: how often, since when, where. */
function Alike({ group }: { group: Group }) {
  const { zone } = useSignal(settings)
  const { id, count, isExact, isNew, isRising, firstSeen, flows, buckets } = group
  const since = timeText(Date.parse(firstSeen), now(), zone)
  const isAlone = count <= 1
  return (
    <div className={styles['block']}>
      <h3>Failed alike</h3>
      <div className={styles['figure']}>
        <Link to={groupAddress(id)}>
          {isAlone ? 'Only this one' : `${countOf({ value: count, isExact })} in ${flowsText(flows.length)}`}
        </Link>
        {isNew && <em className={styles['new']}>New</em>}
        {!isNew && isRising && <em className={styles['rising']}>Rising</em>}
        {buckets.some((one) => one.count > 0) && (
          <SparkBars
            counts={buckets.map((one) => one.count)}
            isLoud={isNew || isRising}
            words={`Failures of the last ${buckets.length} hours, by the hour`}
          />
        )}
      </div>
      <p className="muted">
        {isNew ? `since ${since}, never before` : `since ${since}`}
        {!isAlone && '. '}
        {!isAlone &&
          flows.slice(0, 3).map(({ flow, count: value }, index) => (
            <span key={flow}>
              {index > 0 && ', '}
              <bdi>{cutName(flow)}</bdi> {value}
            </span>
          ))}
      </p>
    </div>
  )
}

const flowsText = (length: number) =>
  length === 1 ? '1 flow' : `${length > mostFlows ? `more than ${mostFlows}` : length} flows`

function Changed({ changed, base }: { changed: WhyFailedFragment['changed']; base: WhyProps['base'] }) {
  const shown = changed.slice(0, 3)
  return (
    <div className={styles['block']}>
      <h3>Different from {base?.name === undefined ? '' : `${base.name}, `}the last good one</h3>
      {shown.length === 0 && (
        <p className="muted">{base === null ? 'none went well before it' : 'no version, input or tag'}</p>
      )}
      <dl className={styles['changes']}>
        {shown.map(({ kind, path, before, after }) => (
          <div
            key={`${kind} ${path}`}
            data-tip={`${path}\n${before ?? 'not there'} → ${after ?? 'not there'}`}
          >
            <dt className="mono cut">{path.replace(/^\$\.?/, '') || kind.toLowerCase()}</dt>
            <dd className="mono cut">
              <span className="muted">{short(before)}</span> → <b>{short(after)}</b>
            </dd>
          </div>
        ))}
      </dl>
      {base && (
        <Link to="/compare" search={{ a: base.a, b: base.b }}>
          {changed.length > 3 ? 'All that is different' : `Compare with ${base.name ?? 'the last good one'}`}
        </Link>
      )}
    </div>
  )
}

/** A hash is told by its beginning. */
const short = (text: string | null) =>
  text === null ? 'none' : /^"?[0-9a-f]{32,64}"?$/.test(text) ? text.replaceAll('"', '').slice(0, 8) : text

const mostName = 40

/** A name within a sentence. Half of a character is none. */
const cutName = (name: string) =>
  name.length <= mostName ? name : `${name.slice(0, mostName).replace(/[\uD800-\uDBFF]$/, '')}…`
