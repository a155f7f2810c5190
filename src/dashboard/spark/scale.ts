interface Point {
  readonly at: number
  readonly value: number
}

interface Frame {
  readonly width: number
  readonly height: number
  /** The time at the right edge, and how long before it the left edge is. */
  readonly end: number
  readonly spanMs: number
}

/** Points of a line over time, from the left edge to the right one, the greatest value at the top. */
export function linePoints(points: readonly Point[], { width, height, end, spanMs }: Frame) {
  const most = Math.max(1, ...points.map(({ value }) => value))
  return points
    .filter(({ at }) => at >= end - spanMs && at <= end)
    .map(({ at, value }) => ({
      x: round(width * (1 - (end - at) / spanMs)),
      y: round(height * (1 - value / most)),
    }))
}

const round = (value: number) => Math.round(value * 10) / 10
