/** A part of the time, with how many runs of each status began in it. */
export interface Bucket {
  readonly from: number
  readonly to: number
  readonly failed: number
  readonly running: number
  readonly completed: number
}

/** The first and the last of some buckets. */
export type Range = readonly [first: number, last: number]

export const totalOf = ({ failed, running, completed }: Bucket) => failed + running + completed

/** The buckets that a brush from one place to another touches, places being parts of the whole width. */
export function brushed(
  buckets: readonly Bucket[],
  a: number,
  b: number,
): readonly [number, number] | undefined {
  if (buckets.length === 0) return undefined
  const index = (place: number) =>
    Math.min(buckets.length - 1, Math.max(0, Math.floor(place * buckets.length)))
  return [index(Math.min(a, b)), index(Math.max(a, b))]
}

/** What a range of buckets holds. */
export function sumOf(buckets: readonly Bucket[], [first, last]: Range): Bucket {
  const parts = buckets.slice(first, last + 1)
  const sum = (key: 'failed' | 'running' | 'completed') => parts.reduce((total, part) => total + part[key], 0)
  return {
    from: parts[0]!.from,
    to: parts.at(-1)!.to,
    failed: sum('failed'),
    running: sum('running'),
    completed: sum('completed'),
  }
}

const minute = 60_000
const steps = [1, 2, 5, 10, 15, 30, 60, 120, 180, 360, 720, 1_440, 2_880, 10_080, 43_200].map(
  (one) => one * minute,
)

/** Round times between two others, at most so many. `shiftAt`: how far the zone is from UTC at a time. */
export function ticksBetween(
  { from, to }: { readonly from: number; readonly to: number },
  most: number,
  shiftAt: (time: number) => number,
): readonly number[] {
  const step = steps.find((one) => (to - from) / one <= most) ?? Math.ceil((to - from) / most)
  const ticks: number[] = []
  // Counted as clocks on the wall show them, which may be put forward or back within the range.
  for (let wall = Math.ceil((from + shiftAt(from)) / step) * step; ; wall += step) {
    const near = wall - shiftAt(wall - shiftAt(from))
    const time = wall - shiftAt(near)
    if (time >= to) return ticks
    if (time >= from && time !== ticks.at(-1)) ticks.push(time)
  }
}
