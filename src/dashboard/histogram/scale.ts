/** A count of each status in a part of the time. */
export interface Part {
  readonly from: number
  readonly to: number
  readonly failed: number
  readonly running: number
  readonly completed: number
}

const minute = 60_000
const sizes = [1, 2, 5, 10, 15, 30, 60, 120, 240, 480, 720, 1_440, 2_880, 10_080].map((one) => one * minute)
const mostParts = 120

/** The parts of a span: of a round size, and beginning at round times, so that bars stand still while the clock goes on. */
export function partsOf(from: number, to: number): { from: number; to: number; count: number } {
  const span = Math.max(minute, to - from)
  const size =
    sizes.find((one) => span / one <= mostParts - 2) ?? Math.ceil(span / (mostParts - 2) / minute) * minute
  const first = Math.floor(from / size) * size
  const last = Math.max(first + size, Math.ceil(to / size) * size)
  return { from: first, to: last, count: Math.round((last - first) / size) }
}

/** The height of the greatest bar: no less than 4, so that one run is not a wall. */
export const topOf = (parts: readonly Part[]) =>
  Math.max(4, ...parts.map(({ failed, running, completed }) => failed + running + completed))

/** A height in pixels. What is there can be seen. */
export const heightOf = (value: number, top: number, height: number) =>
  value <= 0 ? 0 : Math.max(1.5, (value / top) * height)

const tickSteps = [5, 10, 15, 30, 60, 180, 360, 720, 1_440, 2_880, 10_080, 43_200].map((one) => one * minute)

/** Round times within a span, at most so many. `shift`: how far local time is ahead, so that midnight is one of them. */
export function ticksOf(
  from: number,
  to: number,
  { most, shift }: { most: number; shift: number },
): number[] {
  const step = tickSteps.find((one) => (to - from) / one <= most) ?? to - from
  const first = Math.ceil((from + shift) / step) * step - shift
  const ticks: number[] = []
  for (let tick = first; tick < to && ticks.length <= most; tick += step) ticks.push(tick)
  return ticks
}

/** The part at a share of the width. */
export const partAt = (share: number, count: number) =>
  Math.min(count - 1, Math.max(0, Math.floor(share * count)))

/** What is between two parts, both included, whichever is first. */
export function between(parts: readonly Part[], a: number, b: number): Part | undefined {
  const chosen = parts.slice(Math.min(a, b), Math.max(a, b) + 1)
  const [first, last] = [chosen[0], chosen.at(-1)]
  if (!first || !last) return undefined
  const sum = (key: 'failed' | 'running' | 'completed') =>
    chosen.reduce((total, part) => total + part[key], 0)
  return {
    from: first.from,
    to: last.to,
    failed: sum('failed'),
    running: sum('running'),
    completed: sum('completed'),
  }
}
