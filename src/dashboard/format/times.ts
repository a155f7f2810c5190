export type Zone = 'local' | 'utc'

/** The zone of an address. Whatever else stands there says nothing. */
export const zoneIn = (text: string | undefined): Zone | undefined =>
  text === 'local' || text === 'utc' ? text : undefined

/** Up to a thousand times are written while a list is scrolled, for which Intl is too slow: `2026-11-26T14:03:22.000Z`. */
const iso = (time: number, zone: Zone) => new Date(time + shiftOf(time, zone)).toISOString()

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const

/** `14:03:22`. */
export const timeOfDay = (time: number, zone: Zone) => iso(time, zone).slice(11, 19)
/** `14:03`. */
export const minuteOfDay = (time: number, zone: Zone) => iso(time, zone).slice(11, 16)
/** `Nov 26`. */
export const dayOf = (time: number, zone: Zone) => {
  const [, month, day] = dateOf(time, zone).split('-')
  return `${months[Number(month) - 1]} ${Number(day)}`
}
/** `2026-11-26`. */
const dateOf = (time: number, zone: Zone) => iso(time, zone).slice(0, 10)

/** `14:03:22` today, `Nov 26 14:03` this year, else `2025-11-26`. */
export function timeText(time: number, now: number, zone: Zone): string {
  const [date, today] = [dateOf(time, zone), dateOf(now, zone)]
  if (date === today) return timeOfDay(time, zone)
  return date.slice(0, 4) === today.slice(0, 4) ? `${dayOf(time, zone)} ${minuteOfDay(time, zone)}` : date
}

/** How many milliseconds a zone is ahead of UTC at a time. */
export const shiftOf = (time: number, zone: Zone) =>
  zone === 'utc' ? 0 : -new Date(time).getTimezoneOffset() * 60_000

/** `UTC+1`, or `UTC`. */
export function zoneName(zone: Zone, now = new Date()): string {
  const minutes = zone === 'utc' ? 0 : -now.getTimezoneOffset()
  if (minutes === 0) return 'UTC'
  const [hours, rest] = [Math.floor(Math.abs(minutes) / 60), Math.abs(minutes) % 60]
  return `UTC${minutes < 0 ? '−' : '+'}${hours}${rest === 0 ? '' : `:${String(rest).padStart(2, '0')}`}`
}
