import { setImmediate } from 'node:timers/promises'

/** So long a flush works without asking a store before others are served. */
const longest = 10

/** To be asked within a loop that may be long. */
export function createBreaks() {
  let began = performance.now()
  return {
    isDue: () => performance.now() - began > longest,
    async take(): Promise<void> {
      await setImmediate()
      began = performance.now()
    },
  }
}
