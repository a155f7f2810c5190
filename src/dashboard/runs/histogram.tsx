import { useMemo } from 'react'
import { useAsk } from '../data/ask.ts'
import { useSignal } from '../data/signal.ts'
import { countOf, counted } from '../format/numbers.ts'
import { dayOf, minuteOfDay, shiftOf } from '../format/times.ts'
import { settings } from '../frame/settings.ts'
import type { RunFilter } from '../schema.gen.ts'
import { type Bucket, type Range, sumOf, ticksBetween, totalOf } from './histogramscale.ts'
import { type RunBucketsQuery, RunBucketsDocument } from './list.gen.ts'
import { useBrush } from './usebrush.ts'
import type { ChangeView } from './useview.ts'
import styles from './histogram.module.css'

const bucketCount = 96
const renewMs = 20_000

/** How many runs began when. A part that is dragged over, or chosen by keys, becomes the range of time. */
export function Histogram({ filter, change }: { filter: RunFilter; change: ChangeView }) {
  const { data, error } = useAsk(RunBucketsDocument, { filter, buckets: bucketCount }, { everyMs: renewMs })
  const buckets = useMemo(() => bucketsOf(data), [data])
  const { isExact: isCounted = true, unavailable = [] } = data?.runHistogram ?? {}
  const isExact = isCounted && unavailable.length === 0
  const choose = (chosen: Range) => {
    const { from, to } = sumOf(buckets, chosen)
    change({ from: new Date(from).toISOString(), to: new Date(to - 1).toISOString() })
  }
  const { range, shown, handlers } = useBrush(buckets, choose)
  const most = Math.max(1, ...buckets.map(totalOf))
  return (
    <figure className={styles['histogram']}>
      <div
        className={styles['plot']}
        role="slider"
        tabIndex={0}
        aria-label="Runs by start time. Arrow keys walk through it, Enter shows only that part."
        aria-valuemin={0}
        aria-valuemax={Math.max(0, buckets.length - 1)}
        aria-valuenow={shown?.[0] ?? 0}
        aria-valuetext={shown ? wordsOf(buckets, shown, isExact) : 'nothing chosen'}
        {...handlers}
      >
        {buckets.map((bucket, index) => (
          <Bar key={bucket.from} bucket={bucket} most={most} isDim={isOutside(range, index)} />
        ))}
        {range && <span className={styles['brush']} style={spanOf(range, buckets.length)} />}
        {shown && buckets.length > 0 && (
          <output className={styles['words']} data-right={shown[0] < buckets.length / 2}>
            {wordsOf(buckets, shown, isExact)}
            {range && '. Release to filter'}
          </output>
        )}
      </div>
      {error && buckets.length === 0 && (
        <p className={styles['words']}>How many runs began when could not be read.</p>
      )}
      <Axis buckets={buckets} />
    </figure>
  )
}

const isOutside = (range: Range | undefined, index: number) =>
  range !== undefined && (index < range[0] || index > range[1])

const spanOf = ([first, last]: Range, count: number) => ({
  left: `${(first / count) * 100}%`,
  width: `${((last - first + 1) / count) * 100}%`,
})

/** Beyond this a time of day alone does not say when. */
const dayMs = 86_400_000

function wordsOf(buckets: readonly Bucket[], range: Range, isExact: boolean): string {
  const sum = sumOf(buckets, range)
  const { zone } = settings.get()
  const isLong = buckets.at(-1)!.to - buckets[0]!.from > dayMs
  const time = (ms: number) => `${isLong ? `${dayOf(ms, zone)} ` : ''}${minuteOfDay(ms, zone)}`
  const total = totalOf(sum)
  const runs = isExact ? counted(total, 'run') : `${countOf({ value: total, isExact })} runs`
  return `${time(sum.from)} to ${time(sum.to)}, ${runs}, ${countOf({ value: sum.failed, isExact })} failed`
}

function Bar({ bucket, most, isDim }: { bucket: Bucket; most: number; isDim: boolean }) {
  const part = (value: number) => `${(value / most) * 100}%`
  const { failed, running, completed } = bucket
  return (
    <span className={styles['bar']} data-dim={isDim}>
      {completed > 0 && <i data-of="completed" style={{ height: part(completed) }} />}
      {running > 0 && <i data-of="running" style={{ height: part(running) }} />}
      {failed > 0 && <i data-of="failed" style={{ height: part(failed) }} />}
    </span>
  )
}

/** In the last part of the axis, words would be cut. */
const lastWords = 0.05

function Axis({ buckets }: { buckets: readonly Bucket[] }) {
  const { zone } = useSignal(settings)
  const [from, to] = [buckets[0]?.from ?? 0, buckets.at(-1)?.to ?? 0]
  const shiftAt = (time: number) => shiftOf(time, zone)
  return (
    <div className={styles['axis']} aria-hidden="true">
      {ticksBetween({ from, to: to - (to - from) * lastWords }, 9, shiftAt).map((time) => (
        <span key={time} style={{ left: `${((time - from) / (to - from)) * 100}%` }}>
          {(time + shiftAt(time)) % dayMs === 0 ? dayOf(time, zone) : minuteOfDay(time, zone)}
        </span>
      ))}
    </div>
  )
}

function bucketsOf(data: RunBucketsQuery | undefined): readonly Bucket[] {
  return (data?.runHistogram?.buckets ?? []).map(({ from, to, counts }) => {
    const valueOf = (wanted: string) => counts.find(({ status }) => status === wanted)?.value ?? 0
    return {
      from: Date.parse(from),
      to: Date.parse(to),
      failed: valueOf('FAILED'),
      running: valueOf('RUNNING'),
      completed: valueOf('COMPLETED'),
    }
  })
}
