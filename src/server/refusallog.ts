import type { Logger } from 'pino'

/** Milliseconds between log lines about refusals: a hostile client decides how many refusals there are. */
const interval = 10_000

/** Returns a function that counts refused requests by reason. It logs the first one at once, then sums. */
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
