/** Chance that a seed repeats. */
export interface Dice {
  /** A whole number from 0 to below `limit`. */
  below(limit: number): number
  /** True in so many of a hundred cases. */
  percent(share: number): boolean
  /** The same, but never while what comes shall be as the schema has it. */
  wildly(share: number): boolean
  /** From now on until the next call, things are as the schema has them, or not. */
  begin(): void
  pick<T>(from: readonly T[]): T
}

/** Mulberry32. */
export function createDice(seed: number): Dice {
  let state = seed >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const below = (limit: number) => Math.floor(next() * limit)
  let isWild = false
  return {
    below,
    percent: (share) => below(100) < share,
    wildly: (share) => isWild && below(100) < share,
    begin: () => void (isWild = below(100) < 40),
    pick: (from) => from[below(from.length)]!,
  }
}
