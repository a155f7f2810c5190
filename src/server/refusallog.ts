import type { Logger } from 'pino'

/** How often refusals are told, in milliseconds: a hostile client decides how many there are. */
const interval = 10_000

/** Gives a function that counts refused requests by reason, and writes the first one and then sums to the log. */
export function createRefusalLog(log: Logger): (reason: string) => void {
  let counts = new Map<string, number>()
  let isWaiting = false
  function tell() {
    isWaiting = counts.size > 0
    if (!isWaiting) return
    log.warn({ refused: Object.fromEntries(counts) }, 'requests refused')
    counts = new Map()
    setTimeout(tell, interval).unref()
  }
  return (reason) => {
    counts.set(reason, (counts.get(reason) ?? 0) + 1)
    if (!isWaiting) tell()
  }
}
