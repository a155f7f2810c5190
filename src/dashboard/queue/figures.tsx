import { type ReactNode, useMemo } from 'react'
import { now } from '../data/clock.ts'
import { clock, duration } from '../format/durations.ts'
import { count, countOf, counted } from '../format/numbers.ts'
import { SparkLine } from '../spark/line.tsx'
import { Ticking } from '../ui/ticking.tsx'
import { type Measure, type Sample, growthOf, seenMs, usualOf } from './history.ts'
import type { QueueStateFragment } from './queue.gen.ts'
import styles from './queue.module.css'

interface FiguresProps {
  readonly queue: QueueStateFragment
  readonly samples: readonly Sample[]
}

/** How the queue stands. A figure alone does not say whether it is bad, so each has a measure beside it. */
export function Figures({ queue, samples }: FiguresProps) {
  const usual = usualOf(samples, 'oldest')
  const shown = { samples }
  // Nothing is told as long as nothing changes, and it grows older all the same.
  const since = useMemo(() => (queue.oldestMs === null ? undefined : now() - queue.oldestMs), [queue])
  return (
    <section className={styles['figures']} aria-label="How the queue stands">
      <Figure title="Ready" measure="ready" value={total(queue.ready)} {...shown}>
        {growthText(samples, 'ready')}
      </Figure>
      <Figure title="In flight" measure="inFlight" value={count(queue.inFlight)} {...shown}>
        {`with ${counted(queue.workers.length, 'worker')}`}
      </Figure>
      <Figure title="Waiting to begin" measure="waiting" value={total(queue.waiting)} {...shown}>
        {queue.future > 0
          ? `and ${count(queue.future)} planned for later`
          : `${count(queue.open)} have begun`}
      </Figure>
      <Figure title="Delayed" measure="delayed" value={count(queue.delayed)} {...shown}>
        {queue.delayed > 0 ? 'for their next attempt' : 'none is tried again'}
      </Figure>
      <Figure
        title="Oldest"
        measure="oldest"
        value={since === undefined ? '–' : <Ticking text={(time) => clock(time - since)} />}
        {...shown}
      >
        {queue.oldestMs === null
          ? 'nothing waits'
          : usual === undefined
            ? 'since it was planned'
            : `here usually ${clock(usual)}`}
      </Figure>
    </section>
  )
}

interface FigureProps {
  readonly title: string
  readonly measure: Measure
  readonly value: ReactNode
  readonly samples: readonly Sample[]
  readonly children: ReactNode
}

function Figure({ title, measure, value, samples, children }: FigureProps) {
  const points = samples.map((sample) => ({
    at: sample.at,
    value: sample[measure],
    begins: sample.begins,
  }))
  return (
    <div className={styles['figure']}>
      <h2>{title}</h2>
      <p>
        <strong>{value}</strong> <span className="muted">{children}</span>
      </p>
      <SparkLine
        points={points}
        spanMs={seenMs(samples)}
        words={`${title} in the last ${duration(seenMs(samples))}, as this browser has seen it`}
      />
    </div>
  )
}

type Counts = QueueStateFragment['ready']

const total = (counts: Counts) =>
  countOf({
    value: counts.reduce((sum, { value }) => sum + value, 0),
    isExact: counts.every(({ isExact }) => isExact),
  })

function growthText(samples: readonly Sample[], measure: Measure): string {
  const growth = growthOf(samples, measure)
  if (!growth) return 'can be claimed now'
  const minutes = Math.round(growth.ms / 60_000)
  const time = minutes < 1 ? duration(growth.ms) : `${minutes} min`
  return growth.by === 0
    ? `as many as ${time} ago`
    : `${growth.by > 0 ? '+' : '−'}${count(Math.abs(growth.by))} in ${time}`
}
