export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = sorted.length / 2
  return sorted.length % 2 === 1 ? sorted[Math.floor(middle)]! : (sorted[middle - 1]! + sorted[middle]!) / 2
}

/** How often `to` goes into `of`, round by round, so that what disturbs a round disturbs both. */
export const ratio = (of: readonly number[], to: readonly number[]): number =>
  median(of.map((value, round) => value / to[round]!))

export const rounded = (value: number): number =>
  value >= 100 ? Math.round(value) : Number(value.toPrecision(3))
