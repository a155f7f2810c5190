import { spanMs, timeOf } from '../address/time.ts'
import { type Zone, timeText } from '../format/times.ts'
import { type Conditions, usualFrom } from './conditions.ts'
import { rfc } from './span.ts'

export const presets = [
  { from: '-1h', name: 'Last hour' },
  { from: '-6h', name: 'Last 6 h' },
  { from: usualFrom, name: 'Last 24 h' },
  { from: '-7d', name: 'Last 7 d' },
  { from: '-30d', name: 'Last 30 d' },
  { from: 'all', name: 'All time' },
] as const

const units = { s: 's', m: 'min', h: 'h', d: 'd' } as const

const relative = (text: string) => {
  const unit = text.at(-1) as keyof typeof units
  return spanMs(text.slice(1)) === undefined ? text : `${text.slice(1, -1)} ${units[unit]}`
}

/** `Last 24 h`, `Nov 26 14:26 to now`. */
export function timeName({ from, to }: Pick<Conditions, 'from' | 'to'>, now: number, zone: Zone): string {
  const preset = to === undefined ? presets.find((one) => one.from === from) : undefined
  if (preset) return preset.name
  if (to === undefined && from.startsWith('-')) return `Last ${relative(from)}`
  return spanWords({ from, to }, now, zone)
}

/** The whole time in words: `Nov 26 14:26 to now`. */
export function spanWords({ from, to }: Pick<Conditions, 'from' | 'to'>, now: number, zone: Zone): string {
  const word = (text: string) => {
    const time = timeOf(text, now)
    return time === undefined ? text : timeText(time, now, zone)
  }
  const end = to === undefined ? 'now' : word(to)
  return from === 'all' ? `From the beginning to ${end}` : `${word(from)} to ${end}`
}

/** As a field for date and time has it. */
export function localInput(time: number | undefined, zone: Zone): string {
  if (time === undefined) return ''
  const shift = zone === 'utc' ? 0 : new Date(time).getTimezoneOffset() * 60_000
  return new Date(time - shift).toISOString().slice(0, 19)
}

export function timeFromInput(text: string, zone: Zone): string | undefined {
  const time = Date.parse(zone === 'utc' ? `${text}Z` : text)
  return text === '' || Number.isNaN(time) ? undefined : rfc(time)
}
