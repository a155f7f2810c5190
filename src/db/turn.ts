/** Does some of the work that waits in a line. Returns whether more waits. */
type Line = () => boolean

const waitingLines = new Set<Line>()

/**
 * Gives a line its turn soon. In each round of the event loop one line has a turn of about ten milliseconds, so that all
 * long work of the process together holds up other requests no longer than that.
 */
export function soon(line: Line): void {
  waitingLines.add(line)
  arm()
}

let isArmed = false

function arm() {
  if (!isArmed) setImmediate(giveTurn)
  isArmed = true
}

function giveTurn() {
  isArmed = false
  const [line] = waitingLines
  waitingLines.delete(line!)
  const isMore = line!()
  if (isMore) waitingLines.add(line!)
  if (waitingLines.size > 0) arm()
}

const waiting: (() => void)[] = []

/** Waits for a turn. Long work takes one every few milliseconds; no single one holds up the rest. */
export const turn = (): Promise<void> =>
  new Promise((resolve) => {
    waiting.push(resolve)
    soon(goOn)
  })

function goOn() {
  waiting.shift()?.()
  return waiting.length > 0
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
