interface Point {
  readonly at: number
  readonly value: number
  /** What was between the point before and this one is not known. */
  readonly begins?: boolean | undefined
}

interface Frame {
  readonly width: number
  readonly height: number
  /** The time at the right edge, and how long before it the left edge is. */
  readonly end: number
  readonly spanMs: number
}

interface Place {
  readonly x: number
  readonly y: number
}

/**
 * The parts of a line over time, each without a gap, from the left edge to the right one, the greatest value at the top.
 */
export function lineParts(points: readonly Point[], { width, height, end, spanMs }: Frame) {
  const most = Math.max(1, ...points.map(({ value }) => value))
  const parts: Place[][] = []
  for (const { at, value, begins } of points) {
    if (at < end - spanMs || at > end) continue
    if (begins || parts.length === 0) parts.push([])
    parts.at(-1)!.push({
      x: round(width * (1 - (end - at) / spanMs)),
      y: round(height * (1 - value / most)),
    })
  }
  return parts
}

const round = (value: number) => Math.round(value * 10) / 10
