export type Zone = 'local' | 'utc'

/** The zone of an address. Whatever else stands there says nothing. */
export const zoneIn = (text: string | undefined): Zone | undefined =>
  text === 'local' || text === 'utc' ? text : undefined

interface Formats {
  readonly time: Intl.DateTimeFormat
  readonly minute: Intl.DateTimeFormat
  readonly day: Intl.DateTimeFormat
  readonly date: Intl.DateTimeFormat
}

const formats = new Map<Zone, Formats>()

function formatsOf(zone: Zone): Formats {
  const known = formats.get(zone)
  if (known) return known
  const base = { hourCycle: 'h23', ...(zone === 'utc' && { timeZone: 'UTC' }) } as const
  const hm = { ...base, hour: '2-digit', minute: '2-digit' } as const
  const made = {
    time: new Intl.DateTimeFormat('en-US', { ...hm, second: '2-digit' }),
    minute: new Intl.DateTimeFormat('en-US', hm),
    day: new Intl.DateTimeFormat('en-US', { ...base, month: 'short', day: 'numeric' }),
    date: new Intl.DateTimeFormat('sv-SE', { ...base, year: 'numeric', month: '2-digit', day: '2-digit' }),
  }
  formats.set(zone, made)
  return made
}

/** `14:03:22`. */
export const timeOfDay = (time: number, zone: Zone) => formatsOf(zone).time.format(time)
/** `14:03`. */
export const minuteOfDay = (time: number, zone: Zone) => formatsOf(zone).minute.format(time)
/** `Nov 26`. */
export const dayOf = (time: number, zone: Zone) => formatsOf(zone).day.format(time)
/** `2026-11-26`. */
const dateOf = (time: number, zone: Zone) => formatsOf(zone).date.format(time)

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
