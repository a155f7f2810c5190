/** What is asked of the database, each by clients of its own. */
export const works = ['read', 'write', 'queue', 'stream'] as const
export type Work = (typeof works)[number]

/** What the clients know. */
export interface Ledger {
  /** Ids of executions whose write was acknowledged, and whether their work is acknowledged as done. */
  readonly acknowledged: Map<string, 'stored' | 'done'>
  /** Answers that no fault explains. */
  readonly wrong: string[]
  /** Milliseconds that requests took which a fault failed. */
  readonly refusals: number[]
  /** From now on: when each work first succeeded. */
  readonly worked: Map<Work, number>
  /** The last number that was written to be seen by the stream. */
  beacon: number
}

export const newLedger = (): Ledger => ({
  acknowledged: new Map(),
  wrong: [],
  refusals: [],
  worked: new Map(),
  beacon: 0,
})

/** Notes the first success only. */
export function note({ worked }: Ledger, work: Work): void {
  if (!worked.has(work)) worked.set(work, performance.now())
}
