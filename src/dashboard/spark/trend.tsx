import { useSignal } from '../data/signal.ts'
import { count, counted } from '../format/numbers.ts'
import { dayOf, minuteOfDay } from '../format/times.ts'
import { settings } from '../frame/settings.ts'
import styles from './spark.module.css'

interface Bucket {
  readonly from: string
  readonly to: string
  readonly count: number
}

const [width, height] = [320, 56]
const dayMs = 86_400_000

/** Counts over time, each with its time in words. */
export function TrendBars({ buckets, isLoud }: { buckets: readonly Bucket[]; isLoud: boolean }) {
  const { zone } = useSignal(settings)
  const most = Math.max(1, ...buckets.map((bucket) => bucket.count))
  const step = width / Math.max(1, buckets.length)
  const [first, last] = [buckets[0], buckets.at(-1)]
  if (!first || !last) return null
  const spanMs = Date.parse(last.to) - Date.parse(first.from)
  const text = (time: string) => {
    const [day, minute] = [dayOf(Date.parse(time), zone), minuteOfDay(Date.parse(time), zone)]
    if (spanMs > 20 * dayMs) return day
    return spanMs >= dayMs ? `${day} ${minute}` : minute
  }
  const total = buckets.reduce((sum, bucket) => sum + bucket.count, 0)
  return (
    <figure className={styles['trend']}>
      <svg
        className={styles['bars']}
        viewBox={`0 0 ${width} ${height}`}
        preserveAspectRatio="none"
        data-loud={isLoud}
        role="img"
        aria-label={`${counted(total, 'failure')} from ${text(first.from)} to ${text(last.to)}, at most ${count(most)} at once`}
      >
        <line x1="0" x2={width} y1={height - 0.5} y2={height - 0.5} />
        {buckets.map((bucket, index) => {
          const high = bucket.count === 0 ? 0 : Math.max(2, (bucket.count / most) * height)
          return (
            <g
              key={bucket.from}
              data-tip={`${text(bucket.from)} to ${text(bucket.to)}: ${count(bucket.count)}`}
            >
              <rect className={styles['whole']} x={index * step} y="0" width={step} height={height} />
              <rect x={index * step} y={height - high} width={Math.max(1, step - 2)} height={high} />
            </g>
          )
        })}
      </svg>
      <figcaption>
        <span>{text(first.from)}</span>
        <span>{text(last.to)}</span>
      </figcaption>
    </figure>
  )
}
