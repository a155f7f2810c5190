/** Random draws that are the same at every start, given the same seed and order of draws. */
export interface Dice {
  /** From 0 up to 1, exclusive. */
  next(): number
  whole(least: number, most: number): number
  chance(share: number): boolean
  pick<T>(list: readonly T[]): T
  /** Log-normal, like durations: most near the median, a few far above it. */
  spread(median: number, sigma?: number): number
  hex(length: number): string
}

export function dice(seed: string): Dice {
  let state = digest(seed)
  const next = () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const whole = (least: number, most: number) => least + Math.floor(next() * (most - least + 1))
  return {
    next,
    whole,
    chance: (share) => next() < share,
    pick: (list) => list[whole(0, list.length - 1)]!,
    spread(median, sigma = 0.5) {
      const normal = Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next())
      return Math.round(median * Math.exp(sigma * normal))
    },
    hex: (length) => Array.from({ length }, () => whole(0, 15).toString(16)).join(''),
  }
}

/** FNV-1a. */
function digest(text: string): number {
  let sum = 0x811c9dc5
  for (const byte of Buffer.from(text)) sum = Math.imul(sum ^ byte, 0x01000193)
  return sum
}
