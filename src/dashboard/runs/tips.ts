import { duration } from '../format/durations.ts'
import { timeText } from '../format/times.ts'

/** A time in full: local, UTC, as a number, and how long ago. */
export function timeTip(text: string | null | undefined, now: number): string | undefined {
  if (!text) return undefined
  const time = Date.parse(text)
  const ago = now - time
  return [
    `${timeText(time, now, 'local')} local`,
    `${timeText(time, now, 'utc')} UTC`,
    String(time),
    ago >= 0 ? `${duration(ago)} ago` : `in ${duration(-ago)}`,
  ].join('\n')
}
