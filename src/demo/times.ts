import type { Span } from './attempts.ts'
import type { Dice } from './dice.ts'
import type { Rhythm } from './plan.ts'

export const minute = 60_000
const hour = 60 * minute
const day = 24 * hour
const days = 30

/** `count` times in the last 30 days, oldest first, none within `least` milliseconds of now. */
export function timesOf(
  rhythm: Rhythm,
  { count, least, now }: { readonly count: number; readonly least: number; readonly now: number },
  d: Dice,
): number[] {
  const newest = now - least
  const span = days * day - least
  const times = Array.from({ length: count }, (_, index) => {
    if (rhythm === 'nightly') return night(newest, count - 1 - index) + d.spread(3 * minute)
    if (rhythm === 'steady') return newest - Math.floor(((count - index - d.next()) * span) / count)
    return officeTime(newest, span, d)
  })
  return times.toSorted((a, b) => a - b)
}

/** `count` times in the last 24 hours, in waves that begin now, none within `least` milliseconds of now. */
export const timesOfDay = (count: number, least: number, now: number, d: Dice): number[] =>
  Array.from({ length: count }, (_, index) => {
    const share = (index + d.next()) / count
    return now - least - Math.floor((share + 0.05 * Math.sin(share * 6 * Math.PI)) * (day - 2 * least))
  })

/** Two o'clock on a past night, so many nights ago. */
const night = (newest: number, ago: number) =>
  Math.floor((newest - 3 * hour) / day) * day + 2 * hour - ago * day

/** Five of six are in working hours. */
function officeTime(newest: number, span: number, d: Dice): number {
  let time = newest - Math.floor(d.next() * span)
  for (let tries = 0; tries < 20 && !isWork(time) && d.chance(0.9); tries++) {
    time = newest - Math.floor(d.next() * span)
  }
  return time
}

function isWork(time: number): boolean {
  const date = new Date(time)
  return date.getUTCDay() % 6 !== 0 && date.getUTCHours() >= 8 && date.getUTCHours() < 18
}

/** Divides a span into consecutive parts, roughly by weight. */
export function divide({ from, to }: Span, weights: readonly number[], d: Dice): Span[] {
  const rough = weights.map((weight) => weight * (0.7 + 0.6 * d.next()))
  const whole = rough.reduce((sum, weight) => sum + weight, 0)
  let done = 0
  return rough.map((weight) => {
    const start = from + Math.floor(((to - from) * done) / whole)
    done += weight
    return { from: start, to: from + Math.floor(((to - from) * done) / whole) }
  })
}

/** A part of a span, for one of several parallel executions. */
export function within({ from, to }: Span, d: Dice): Span {
  const length = (to - from) * (0.1 + 0.6 * d.next())
  const start = from + Math.floor(d.next() * (to - from - length))
  return { from: start, to: start + Math.ceil(length) }
}
