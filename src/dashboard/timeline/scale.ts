import type { Span } from './model.ts'

/** A stretch of the axis on which time runs evenly. */
export interface Part extends Span {
  readonly x: number
  readonly width: number
  readonly isIdle: boolean
}

/** From time to pixels of the whole drawing, of which a part may be in view, and back. */
export interface Scale {
  readonly parts: readonly Part[]
  readonly width: number
  readonly pxPerMs: number
  x(time: number): number
  time(x: number): number
}

/** The width of collapsed idle time, whatever the zoom. */
export const bandPx = 28

interface Axis {
  readonly bounds: Span
  /** In order, without touching each other, within the bounds. */
  readonly idle: readonly Span[]
}

export function makeScale({ bounds, idle }: Axis, pxPerMs: number): Scale {
  const parts = partsOf({ bounds, idle }, pxPerMs)
  const last = parts.at(-1)!
  return {
    parts,
    width: last.x + last.width,
    pxPerMs,
    x: (time) => {
      const part = parts[lastWhere(parts, (one) => one.start <= time)]!
      return part.x + share(time, part.start, part.end) * part.width
    },
    time: (x) => {
      const part = parts[lastWhere(parts, (one) => one.x <= x)]!
      return part.start + share(x, part.x, part.x + part.width) * (part.end - part.start)
    },
  }
}

function partsOf({ bounds, idle }: Axis, pxPerMs: number): readonly Part[] {
  const parts: Part[] = []
  let x = 0
  const add = (start: number, end: number, isIdle: boolean) => {
    if (end <= start) return
    const width = isIdle ? bandPx : (end - start) * pxPerMs
    parts.push({ start, end, x, width, isIdle })
    x += width
  }
  let until = bounds.start
  for (const gap of idle) {
    add(until, gap.start, false)
    add(gap.start, gap.end, true)
    until = gap.end
  }
  add(until, bounds.end, false)
  return parts
}

const share = (value: number, from: number, to: number) =>
  to > from ? Math.min(1, Math.max(0, (value - from) / (to - from))) : 0

/** The last of sorted elements for which it holds, else the first. */
function lastWhere<Value>(values: readonly Value[], holds: (value: Value) => boolean): number {
  let [low, high] = [0, values.length - 1]
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if (holds(values[middle]!)) low = middle
    else high = middle - 1
  }
  return low
}

/** At what density all is in view. */
export function fitting({ bounds, idle }: Axis, width: number): number {
  const idleMs = idle.reduce((sum, { start, end }) => sum + end - start, 0)
  const busyMs = Math.max(1, bounds.end - bounds.start - idleMs)
  return Math.max(width - idle.length * bandPx, width / 4, 1) / busyMs
}
