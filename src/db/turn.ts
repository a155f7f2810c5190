const waiting: (() => void)[] = []

/**
 * A turn for a long piece of work, which takes one for every few milliseconds. One is given for each round of the event
 * loop, so that all long work together does not hold up the other requests, and none of it holds up the rest.
 */
export const turn = (): Promise<void> =>
  new Promise((resolve) => {
    if (waiting.push(resolve) === 1) setImmediate(giveTurn)
  })

function giveTurn() {
  waiting.shift()?.()
  if (waiting.length > 0) setImmediate(giveTurn)
}

/** So long a piece of work may take before others are served, in milliseconds. */
const longest = 10

/** To be asked within a loop that may be long. */
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
