import { duration } from '../format/durations.ts'
import type { Zone } from '../format/times.ts'
import { dayOf, minuteOfDay, timeOfDay } from '../format/times.ts'
import { stepOf, ticksOf } from './ticks.ts'
import type { Shown } from './useview.ts'
import styles from './timeline.module.css'

interface AxisProps {
  readonly shown: Shown
  readonly isFromStart: boolean
  readonly zone: Zone
}

const minute = 60_000

/** Round times above the bars, their lines behind them, and idle time that is collapsed. */
export function Axis({ shown: { scale, view, width, bounds }, isFromStart, zone }: AxisProps) {
  const step = stepOf(scale.pxPerMs)
  const zoneMs = zone === 'utc' ? 0 : -new Date(bounds.start).getTimezoneOffset() * minute
  const origin = isFromStart ? bounds.start : -zoneMs
  const ticks = ticksOf(scale, view.offset, view.offset + width, origin)
  return (
    <div className={styles['axis']} aria-hidden="true">
      {ticks.map(({ time, x }) => (
        <span key={time} className={styles['tick']} style={{ transform: `translateX(${x - view.offset}px)` }}>
          {isFromStart ? duration(time - bounds.start) : clockText(time, step, zone)}
        </span>
      ))}
      {scale.parts
        .filter((part) => part.isIdle)
        .map(({ start, end, x, width: wide }) => (
          <span
            key={start}
            className={styles['idle']}
            style={{ transform: `translateX(${x - view.offset}px)`, width: wide }}
          >
            <span>{duration(end - start)} idle</span>
          </span>
        ))}
    </div>
  )
}

function clockText(time: number, step: number, zone: Zone): string {
  if (step < 1_000) return `${timeOfDay(time, zone)}.${String(time % 1_000).padStart(3, '0')}`
  if (step < minute) return timeOfDay(time, zone)
  const text = minuteOfDay(time, zone)
  return text === '00:00' ? dayOf(time, zone) : text
}
