import { useNow } from '../data/clock.ts'
import { duration } from '../format/durations.ts'
import { count } from '../format/numbers.ts'
import { StatusIcon } from '../status/icon.tsx'
import { looks, statusOf, wordOf } from '../status/statuses.ts'
import { durationDelta } from './delta.ts'
import { DeltaText } from './rows.tsx'
import { inOrder, shareOf, tookMs } from './scale.ts'
import type { RunComparison } from './usecomparison.ts'
import styles from './compare.module.css'

type Step = NonNullable<RunComparison['steps']>[number]
type Side = Step['left']

/** The steps of both, each with a bar for A and one for B, all on one scale. */
export function StepSection({ steps }: { steps: readonly Step[] }) {
  const now = useNow(1_000)
  const longest = Math.max(
    0,
    ...steps.flatMap(({ left, right }) => [tookMs(left, now) ?? 0, tookMs(right, now) ?? 0]),
  )
  const inA = steps.filter(({ left }) => left).length
  const inB = steps.filter(({ right }) => right).length
  return (
    <section aria-label="Steps">
      <h2 className={styles['title']}>
        Steps{' '}
        <span className="muted">
          {steps.length === 0 ? 'none' : `${count(inA)} in A, ${count(inB)} in B, one scale`}
        </span>
      </h2>
      {inOrder(steps).map((step) => (
        <StepRow key={step.name} step={step} longest={longest} now={now} />
      ))}
    </section>
  )
}

function StepRow({
  step: { name, left, right },
  longest,
  now,
}: {
  step: Step
  longest: number
  now: number
}) {
  const status = right?.status ?? 'PENDING'
  const delta = durationDelta(tookMs(left, now) ?? null, tookMs(right, now) ?? null)
  return (
    <div className={styles['step']} data-missing={!right}>
      <span className={styles['stepName']} data-hue={looks[statusOf(status)].hue}>
        <StatusIcon status={status} isSilent />
        <span className="cut" data-tip={name}>
          {name}
        </span>
        <span className="hidden-text">{right ? wordOf(status) : 'not in B'}</span>
      </span>
      <div className={styles['bars']}>
        <Bar side={left} letter="A" hue={undefined} {...{ longest, now }} />
        <Bar side={right} letter="B" hue={looks[statusOf(status)].hue} {...{ longest, now }} />
      </div>
      <span className={styles['note']}>
        <DeltaText delta={delta} />
      </span>
    </div>
  )
}

interface BarProps {
  readonly side: Side
  readonly letter: string
  readonly hue: string | undefined
  readonly longest: number
  readonly now: number
}

function Bar({ side, letter, hue, longest, now }: BarProps) {
  const ms = tookMs(side, now)
  if (!side)
    return (
      <div className={styles['bar']}>
        <span className={styles['none']} />
        <span className="muted">not in {letter}</span>
      </div>
    )
  return (
    <div className={styles['bar']}>
      <span className={styles['fill']} data-hue={hue} style={{ width: `${shareOf(ms, longest) * 85}%` }} />
      <span className={hue === undefined ? 'muted' : undefined}>
        <span className="hidden-text">{letter} </span>
        {ms === undefined ? wordOf(side.status ?? 'UNKNOWN').toLowerCase() : duration(ms)}
        {side.attempt > 1 && <span className="muted"> in {side.attempt} attempts</span>}
      </span>
    </div>
  )
}
