import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { executionAddress, groupAddress, runAddress } from '../address/addresses.ts'
import { now } from '../data/clock.ts'
import { useSignal } from '../data/signal.ts'
import { duration } from '../format/durations.ts'
import { countOf, times } from '../format/numbers.ts'
import { timeText } from '../format/times.ts'
import { settings } from '../frame/settings.ts'
import { Icon } from '../ui/icon.tsx'
import { ErrorText } from './error.tsx'
import { partsOfRunId } from './ids.ts'
import { Sparkline } from './sparkline.tsx'
import type { UsualFragment, WhyFailedFragment } from './why.gen.ts'
import styles from './why.module.css'

interface WhyProps {
  readonly failure: WhyFailedFragment
  readonly usual: UsualFragment | null
  readonly durationMs: number | null
  /** The last good one before it: how it is called, and where both are compared. */
  readonly base: { readonly name: string; readonly href: string } | undefined
  readonly children?: ReactNode
}

/** Why it failed, above everything else: in a sentence, where it began, the error, and what is known about such failures. */
export function Why({ failure, usual, durationMs, base }: WhyProps) {
  const { summary, error, group, changed } = failure
  return (
    <section className={styles['why']} aria-label="Why it failed">
      <div className={styles['left']}>
        <h2>{summary}</h2>
        <Path failure={failure} />
        {error !== null && <ErrorText error={error} />}
      </div>
      <div className={styles['right']}>
        {group && <Alike group={group} />}
        {usual && <UsualPart usual={usual} durationMs={durationMs} />}
        {(changed.length > 0 || base) && <Changed changed={changed} base={base} />}
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
      {at && <span className={styles['at']}>began here at {timeText(Date.parse(at), now(), zone)}</span>}
    </p>
  )
}

function PathStep({ step, isFirst, above }: { step: Step; isFirst: boolean; above: Step | undefined }) {
  const { kind, id, name } = step
  if (kind === 'RUN') {
    const run = partsOfRunId(id)
    return isFirst ? <>run {run.number}</> : <Link to={runAddress(run)}>run {run.number}</Link>
  }
  if (kind === 'EXECUTION') return isFirst ? <>{name}</> : <Link to={executionAddress(id)}>{name}</Link>
  const to =
    above && above.kind === 'EXECUTION'
      ? `${executionAddress(above.id)}?tab=graph&node=${encodeURIComponent(id)}`
      : ''
  return to === '' ? <>{name}</> : <Link to={to}>{name}</Link>
}

/** As many as are asked for. */
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
        {!isNew && isRising && <em className={styles['new']}>Rising</em>}
        {buckets.some((one) => one.count > 0) && (
          <Sparkline counts={buckets.map((one) => one.count)} isLoud={isNew || isRising} />
        )}
      </div>
      <p className="muted">
        {isNew ? `since ${since}, never before` : `since ${since}`}
        {!isAlone &&
          `. ${flows
            .slice(0, 3)
            .map((one) => `${one.flow} ${one.count}`)
            .join(', ')}`}
      </p>
    </div>
  )
}

const flowsText = (length: number) =>
  length === 1 ? '1 flow' : `${length < mostFlows ? length : `${length}+`} flows`

/** How long it usually takes, as a band from the median to the 95th percentile, with a mark for this one. */
export function UsualPart({ usual, durationMs }: { usual: UsualFragment; durationMs: number | null }) {
  const { p50Ms, p95Ms, count, ratio } = usual
  return (
    <div className={styles['block']}>
      <h3>Usual duration</h3>
      <div className={styles['figure']}>
        <span className="cut">{ratio === null ? 'unknown for this one' : <Ratio of={ratio} />}</span>
        <Band p50={p50Ms} p95={p95Ms} mark={durationMs} />
      </div>
      <p className="muted">
        median {duration(p50Ms)}, p95 {duration(p95Ms)}, over {count}
      </p>
    </div>
  )
}

export function Ratio({ of }: { of: number }) {
  if (of >= 1.15)
    return (
      <>
        <b>{times(of)}</b> as long as usual
      </>
    )
  return of > 0.85 ? <>as long as usual</> : <>{Math.round(of * 100)} % of the usual</>
}

const bandPx = 120

function Band({ p50, p95, mark }: { p50: number; p95: number; mark: number | null }) {
  const most = Math.max(p95 * 1.1, mark ?? 0, 1)
  const x = (ms: number) => Math.min(1, Math.max(0, ms / most)) * (bandPx - 2)
  return (
    <svg
      width={bandPx}
      height="16"
      viewBox={`0 0 ${bandPx} 16`}
      className={styles['band']}
      aria-hidden="true"
    >
      <rect x="0" y="6" width={bandPx} height="3" className={styles['track']} />
      <rect x={x(p50)} y="4" width={Math.max(2, x(p95) - x(p50))} height="7" className={styles['usual']} />
      <rect x={x(p50)} y="1" width="2" height="13" className={styles['median']} />
      {mark !== null && <rect x={x(mark)} y="0" width="3" height="15" className={styles['mark']} />}
    </svg>
  )
}

function Changed({ changed, base }: { changed: WhyFailedFragment['changed']; base: WhyProps['base'] }) {
  const shown = changed.slice(0, 3)
  return (
    <div className={styles['block']}>
      <h3>Different from {base ? `${base.name}, the last good one` : 'the last good one'}</h3>
      {shown.length === 0 && <p className="muted">no version, input or tag</p>}
      <dl className={styles['changes']}>
        {shown.map(({ kind, path, before, after }) => (
          <div
            key={`${kind} ${path}`}
            data-tip={`${path}\n${before ?? 'not there'} → ${after ?? 'not there'}`}
          >
            <dt className="mono cut">{path.replace(/^\$\.?/, '')}</dt>
            <dd className="mono cut">
              <span className="muted">{short(before)}</span> → <b>{short(after)}</b>
            </dd>
          </div>
        ))}
      </dl>
      {base && (
        <Link to={base.href}>
          {changed.length > 3 ? 'All that is different' : `Compare with ${base.name}`}
        </Link>
      )}
    </div>
  )
}

/** A hash is told by its beginning. */
const short = (text: string | null) =>
  text === null ? 'none' : /^"?[0-9a-f]{32,64}"?$/.test(text) ? text.replaceAll('"', '').slice(0, 8) : text
