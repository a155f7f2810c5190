import { spanMs } from './time.ts'

/** A time as an address has it. */
interface Bounds {
  readonly from: string
  readonly to: string | undefined
}

const minuteMs = 60_000

/** How often a time that follows the clock is moved on: not at each look, which would ask for all anew. */
export function stepMs({ from, to }: Bounds): number | undefined {
  if (!from.startsWith('-') && !to?.startsWith('-')) return undefined
  return Math.max(minuteMs, Math.floor((spanMs(from.slice(1)) ?? 0) / 100))
}

/** Whether a time that was reckoned then is to be moved on now. */
export function isPast(bounds: Bounds, then: number, now: number): boolean {
  const step = stepMs(bounds)
  // A clock that went wrong is put right in one step.
  return step !== undefined && Math.abs(now - then) >= step
}
