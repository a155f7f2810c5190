const waiting: (() => void)[] = []

/**
 * Waits for a turn. Long work takes one every few milliseconds. One turn is given per round of the event loop, so that
 * all long work together does not hold up other requests, and no single one holds up the rest.
 */
export const turn = (): Promise<void> =>
  new Promise((resolve) => {
    if (waiting.push(resolve) === 1) setImmediate(giveTurn)
  })

function giveTurn() {
  waiting.shift()?.()
  if (waiting.length > 0) setImmediate(giveTurn)
}

/** How many milliseconds work may take before others are served. */
const longest = 10

/** For a loop that may be long: `take` a break when it `isDue`. */
export function createBreaks() {
  let began = performance.now()
  return {
    isDue: () => performance.now() - began > longest,
    async take(): Promise<void> {
      await turn()
      began = performance.now()
    },
  }
}
