/** What may stop working by itself: the store, or one of the two ways in which processes over it wake each other. */
export type Part = 'store' | 'telling' | 'hearing'

/** What a store has to say to whoever runs the server. It holds no parameters, and an error only to be cut down. */
export type Report =
  | { readonly what: 'away'; readonly part: Part; readonly error: unknown }
  /** `refused`: how many reads and writes failed meanwhile. */
  | { readonly what: 'back'; readonly part: Part; readonly ms: number; readonly refused: number }
  | { readonly what: 'slow'; readonly statement: string; readonly ms: number }
  /** A thread that reads for the store is gone. Another one takes its place. */
  | { readonly what: 'crashed'; readonly error: unknown }
  /** The registers beside Metaflow's tables are not to be trusted. */
  | { readonly what: 'behind' }

export type Reporter = (report: Report) => void

/** Passes on what a store reports to all who listen. */
export interface Reports {
  readonly report: Reporter
  readonly reportTo: (listener: Reporter) => void
}

export function createReports(): Reports {
  const listeners = new Set<Reporter>()
  return {
    report: (one) => listeners.forEach((listener) => listener(one)),
    reportTo: (listener) => void listeners.add(listener),
  }
}

/** A statement that takes so long is reported. */
const slowAfter = 500

export const isSlow = (ms: number): boolean => ms >= slowAfter

/** Of a statement that took long: its name. */
export const slow = (statement: string, ms: number): Report => ({
  what: 'slow',
  statement,
  ms: Math.round(ms),
})
