/** What may fail by itself: the store, or sending or receiving the notifications by which its processes wake each other. */
export type Part = 'store' | 'telling' | 'hearing'

/** A store's report to the operator of the server. It holds no parameters. An error must be reduced before it is logged. */
export type Report =
  | { readonly what: 'away'; readonly part: Part; readonly error: unknown }
  /** `refused`: how many reads and writes failed meanwhile. */
  | { readonly what: 'back'; readonly part: Part; readonly ms: number; readonly refused: number }
  | { readonly what: 'slow'; readonly statement: string; readonly ms: number }
  /** A statement was run, by its name. */
  | { readonly what: 'ran'; readonly statement: string; readonly rows: number; readonly ms: number }
  /** A reading thread of the store ended. Another one replaces it. */
  | { readonly what: 'crashed'; readonly error: unknown }
  /** A listener to changes threw, so it may have missed some. */
  | { readonly what: 'unheard'; readonly error: unknown }
  /** A replica is read again, or left out, since it did not answer or is too far behind. */
  | {
      readonly what: 'replica'
      readonly host: string
      readonly is: 'good' | 'away' | 'behind'
      readonly lagMs: number | null
    }
  /** It is on Citus, and its tables are still on one server. */
  | { readonly what: 'undistributed' }
  /** The registers beside Metaflow's tables cannot be trusted. */
  | { readonly what: 'behind' }

export type Reporter = (report: Report) => void

/** Passes a store's reports on to all listeners. */
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

/** A statement that takes this many milliseconds is reported. */
const slowAfter = 500

export const isSlow = (ms: number): boolean => ms >= slowAfter

/** The report of a slow statement: its name and its time. */
export const slow = (statement: string, ms: number): Report => ({
  what: 'slow',
  statement,
  ms: Math.round(ms),
})
