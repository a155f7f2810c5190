import type { Part, Reporter } from './report.ts'

/** Reports once that something fails, and once that it works again: after how long, and after how many failures. */
export interface Outage {
  /** `since`: when it stopped working, in `performance.now()`. */
  failed(error: unknown, since?: number): void
  worked(): void
}

export function createOutage(part: Part, report: Reporter): Outage {
  let began: number | undefined
  let refused = 0
  return {
    failed(error, since = performance.now()) {
      refused += 1
      if (began !== undefined) return
      began = since
      report({ what: 'away', part, error })
    },
    worked() {
      if (began === undefined) return
      report({ what: 'back', part, ms: Math.round(performance.now() - began), refused })
      began = undefined
      refused = 0
    },
  }
}
