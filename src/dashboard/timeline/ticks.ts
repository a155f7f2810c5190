import type { Part, Scale } from './scale.ts'

const [second, minute, hour, day] = [1_000, 60_000, 3_600_000, 86_400_000]
const steps = [
  1, 2, 5, 10, 20, 50, 100, 200, 500,
  ...[1, 2, 5, 10, 15, 30].map((count) => count * second),
  ...[1, 2, 5, 10, 15, 20, 30].map((count) => count * minute),
  ...[1, 2, 3, 6, 12].map((count) => count * hour),
  ...[1, 2, 7, 14, 30, 90, 365].map((count) => count * day),
] // prettier-ignore

/** A label needs so much, with milliseconds as in `18:04:47.800` more. */
const [leastPx, leastFinePx] = [72, 96]
/** A label of idle time takes so much on each side of its band. */
const labelPx = 44

export interface Tick {
  readonly time: number
  readonly x: number
}

export const stepOf = (pxPerMs: number) =>
  steps.find((step) => step * pxPerMs >= (step < second ? leastFinePx : leastPx)) ?? steps.at(-1)!

/** Marks at round times, counted from `origin`. None is within collapsed time or below its label. */
export function ticksOf(scale: Scale, from: number, to: number, origin: number): readonly Tick[] {
  const step = stepOf(scale.pxPerMs)
  const isFree = (x: number) =>
    x >= from - leastFinePx && x <= to && !scale.parts.some((part) => part.isIdle && covers(part, x))
  return scale.parts.flatMap((part) => {
    if (part.isIdle || part.x > to || part.x + part.width < from) return []
    const begin = Math.max(part.start, scale.time(Math.max(from - leastFinePx, part.x)))
    const first = origin + Math.ceil((begin - origin) / step) * step
    const count = Math.floor((Math.min(part.end, scale.time(to)) - first) / step) + 1
    return Array.from({ length: Math.max(0, count) }, (_, index) => first + index * step)
      .map((time) => ({ time, x: scale.x(time) }))
      .filter(({ x }) => isFree(x))
  })
}

const covers = ({ x, width }: Part, at: number) => at > x - labelPx - 16 && at < x + width + labelPx
