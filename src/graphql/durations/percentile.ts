/** By nearest rank: one of the values. */
export const percentileOf = (sorted: Float64Array, percent: number): number =>
  sorted[Math.ceil((sorted.length * percent) / 100) - 1]!
