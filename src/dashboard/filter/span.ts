import { spanMs, timeOf } from '../address/time.ts'
import type { Conditions } from './conditions.ts'

/** A time that a list shows, in epoch milliseconds. */
export interface Span {
  /** `undefined`: from the beginning. */
  readonly from: number | undefined
  /** `undefined`: until now, and on. */
  readonly to: number | undefined
}

export const spanOf = ({ from, to }: Pick<Conditions, 'from' | 'to'>, now: number): Span => ({
  from: from === 'all' ? undefined : timeOf(from, now),
  to: to === undefined ? undefined : timeOf(to, now),
})

const minuteMs = 60_000

/** How often the beginning of a span that follows the clock is moved on: not at each look, which would ask all anew. */
export function stepMs({ from, to }: Pick<Conditions, 'from' | 'to'>): number | undefined {
  const isFollowing = from.startsWith('-') || to?.startsWith('-')
  if (!isFollowing) return undefined
  return Math.max(minuteMs, Math.floor((spanMs(from.slice(1)) ?? 0) / 100))
}

/** The time from which a span that follows the clock is reckoned. */
export function anchorOf(conditions: Pick<Conditions, 'from' | 'to'>, now: number): number {
  const step = stepMs(conditions)
  return step === undefined ? now : Math.floor(now / step) * step
}

export const rfc = (time: number) => new Date(time).toISOString()
