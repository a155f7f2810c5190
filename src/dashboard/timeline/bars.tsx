import { directionsShown } from '../format/directions.ts'

import { duration } from '../format/durations.ts'
import { looks, statusOf, wordOf } from '../status/statuses.ts'
import { type Bar, type Task, endOf } from './model.ts'
import type { Shown } from './useview.ts'
import styles from './timeline.module.css'

/** A bar that is far longer than the screen would be drawn badly. */
const beyondPx = 200
const leastPx = 2
const numberPx = 14
const notePx = 90

interface BarsProps {
  readonly bars: readonly Bar[]
  readonly task: Task | undefined
  readonly failedAt: readonly number[]
  readonly shown: Shown
  readonly now: number
  readonly timeText: (time: number) => string
}

/** The attempts of one row, with what lies between them. */
export function Bars({ bars, task, failedAt, shown, now, timeText }: BarsProps) {
  const place = placing(shown)
  const first = bars[0]
  const ready = task?.readyAt
  const isRetried = bars.length > 1
  return (
    <>
      {ready !== undefined && first && ready < first.start && (
        <i
          className={styles['lead']}
          style={place(ready, first.start, 0)}
          data-tip={`could have begun ${duration(first.start - ready)} earlier`}
        />
      )}
      {bars.map((bar, index) => {
        const end = bar.end ?? now
        const next = bars[index + 1]
        const at = place(bar.start, end, leastPx)
        const isLast = next === undefined
        return (
          <span key={bar.number}>
            <i
              className={styles['bar']}
              style={at}
              data-hue={looks[statusOf(bar.status)].hue}
              data-status={statusOf(bar.status)}
              data-open={bar.end === undefined}
              data-tip={`attempt ${bar.number}, ${wordOf(bar.status).toLowerCase()}\n${timeText(bar.start)}, ${duration(end - bar.start)}`}
            >
              {isRetried && at.width >= numberPx && bar.number}
              {isRetried && isLast && task?.note && at.width >= notePx && (
                <b>{directionsShown(nameOf(task.note))}</b>
              )}
            </i>
            {next && next.start > end && (
              <i
                className={styles['gap']}
                style={place(end, next.start, 0)}
                data-tip={`${duration(next.start - end)} until attempt ${next.number}`}
              />
            )}
          </span>
        )
      })}
      {failedAt.map((time, index) => (
        <i key={index} className={styles['failure']} style={place(time, time, 3)} />
      ))}
    </>
  )
}

/** The name of an error, or else what it says. */
const nameOf = (note: string) =>
  /([A-Za-z_]\w*(?:Error|Exception|Failure|Killed|Timeout))\b/.exec(note)?.[1] ??
  note.replace(/^.*? failed(?: after \d+ attempts)?: /, '')

const placing =
  ({ scale, view, width }: Shown) =>
  (start: number, end: number, least: number) => {
    const from = Math.max(-beyondPx, scale.x(start) - view.offset)
    const to = Math.min(width + beyondPx, Math.max(scale.x(end) - view.offset, from + least))
    return { transform: `translateX(${from}px)`, width: Math.max(0, to - from) }
  }

/** Where the text behind the last bar begins. */
export function textAt({ bars }: { readonly bars: readonly Bar[] }, { scale, view }: Shown, now: number) {
  const end = endOf({ bars }, now)
  return end === undefined ? undefined : scale.x(end) - view.offset + 6
}
