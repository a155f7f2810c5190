import { type Search, valueOf } from './query.ts'
import { timeOf } from './time.ts'

/** The time that a page is about. */
export interface Range {
  readonly from: number
  /** `undefined`: until now. */
  readonly to: number | undefined
  /** `Last 24 h`. `undefined`: two times of the address. */
  readonly name: string | undefined
  /** Into how many parts its histograms are cut. */
  readonly parts: number
  /** `the hour`. `undefined`: nothing that has a name. */
  readonly partName: string | undefined
}

export interface Preset {
  /** As in `from=-24h`. */
  readonly from: string
  readonly name: string
  readonly parts: number
  readonly partName: string
}

export const presets: readonly Preset[] = [
  { from: '-1h', name: 'Last hour', parts: 30, partName: '2 minutes' },
  { from: '-6h', name: 'Last 6 h', parts: 24, partName: '15 minutes' },
  { from: '-24h', name: 'Last 24 h', parts: 24, partName: 'hour' },
  { from: '-7d', name: 'Last 7 days', parts: 28, partName: '6 hours' },
  { from: '-30d', name: 'Last 30 days', parts: 30, partName: 'day' },
]

const usual = presets[2]!
const minuteMs = 60_000

/** The time range of an address, to the minute, so that it is not another one at each look. Default: the last 24 h. */
export function rangeOf(search: Search, now: number): Range {
  const minute = Math.floor(now / minuteMs) * minuteMs
  const [fromText = usual.from, toText] = [valueOf(search, 'from'), valueOf(search, 'to')]
  const to = toText === undefined ? undefined : timeOf(toText, minute)
  const known = to === undefined ? presets.find(({ from }) => from === fromText) : undefined
  const from = timeOf(fromText, minute) ?? timeOf(usual.from, minute)!
  return {
    from: to === undefined ? from : Math.min(from, to),
    to,
    name:
      known?.name ?? (to === undefined && fromText.startsWith('-') ? `Last ${fromText.slice(1)}` : undefined),
    parts: known?.parts ?? 24,
    partName: known?.partName,
  }
}
