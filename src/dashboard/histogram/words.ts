import { counted, count } from '../format/numbers.ts'
import { type Zone, dateOf, dayOf, minuteOfDay } from '../format/times.ts'
import type { Part } from './scale.ts'

/** `10:00 to 13:30, 366 runs, 68 failed`. */
export function partWords(part: Part, zone: Zone, isExact: boolean): string {
  const { from, to, failed, running, completed } = part
  const isOneDay = dateOf(from, zone) === dateOf(to, zone)
  const start = `${isOneDay ? '' : `${dayOf(from, zone)} `}${minuteOfDay(from, zone)}`
  const end = `${isOneDay ? '' : `${dayOf(to, zone)} `}${minuteOfDay(to, zone)}`
  const runs = counted(failed + running + completed, 'run')
  const rest = [failed > 0 && `${count(failed)} failed`, running > 0 && `${count(running)} running`].filter(
    Boolean,
  )
  return [`${start} to ${end}`, isExact ? runs : `about ${runs}`, ...rest].join(', ')
}
