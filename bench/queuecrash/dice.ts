/** Reproducible random numbers. */
export interface Dice {
  /** A whole number from 0 to one less than `limit`. */
  below(limit: number): number
  chance(share: number): boolean
  oneOf<T>(list: readonly T[]): T
}

/** Mulberry32. */
export function diceOf(seed: number): Dice {
  let state = Math.imul(seed + 1, 0x9e3779b1)
  const next = () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const below = (limit: number) => Math.floor(next() * limit)
  return { below, chance: (share) => next() < share, oneOf: (list) => list[below(list.length)]! }
}
