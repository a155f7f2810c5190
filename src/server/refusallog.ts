import type { Logger } from 'pino'

/** Milliseconds between log lines about refusals: a hostile client decides how many refusals there are. */
const interval = 10_000

export interface RefusalLog {
  /** Counts a refusal by its reason. The first one is logged at once, the next ones as sums. */
  count(reason: string): void
  /** Logs at once what was counted since the last line. */
  flush(): void
}

/** Counts requests, and parts of them, that are refused because they ask for too much or are malformed. */
export function createRefusalLog(log: Logger, noted: (reason: string) => void = () => {}): RefusalLog {
  let counts = new Map<string, number>()
  let isWaiting = false
  function flush() {
    if (counts.size === 0) return
    log.warn({ refused: Object.fromEntries(counts) }, 'requests refused')
    counts = new Map()
  }
  function tell() {
    isWaiting = counts.size > 0
    if (!isWaiting) return
    flush()
    setTimeout(tell, interval).unref()
  }
  return {
    count(reason) {
      noted(reason)
      counts.set(reason, (counts.get(reason) ?? 0) + 1)
      if (!isWaiting) tell()
    },
    flush,
  }
}
