interface Told {
  readonly executionId: string
  readonly nodeId: string
  readonly attempt: number
}

export type Status = 'COMPLETED' | 'FAILED' | 'RELEASED'

/** The answer that a worker got. */
export type Reported =
  | { readonly done: Told & { readonly status: Status } }
  /** `isEarly`: although its lease had not expired, and no answer was lost. */
  | { readonly refused: Told & { readonly isEarly: boolean } }
  | { readonly wrong: string }

/** What the clients know. All of it must be found again. */
export interface Ledger {
  /** The numbers of the executions whose start was acknowledged. */
  readonly started: Set<number>
  /** Acknowledged completions: their status by execution, node and attempt. */
  readonly done: Map<string, Status>
  readonly counts: Record<string, number>
  /** Leases that were refused although they had not expired. */
  readonly early: Told[]
  readonly violations: string[]
}

export const newLedger = (): Ledger => ({
  started: new Set(),
  done: new Map(),
  counts: {},
  early: [],
  violations: [],
})

export const doneKey = ({ executionId, nodeId, attempt }: Told) =>
  JSON.stringify([executionId, nodeId, attempt])

export function count({ counts }: Ledger, what: string, by = 1): void {
  counts[what] = (counts[what] ?? 0) + by
}

export function note(ledger: Ledger, reported: Reported): void {
  if ('wrong' in reported) ledger.violations.push(reported.wrong)
  else if ('refused' in reported) {
    count(ledger, 'completions refused')
    if (reported.refused.isEarly) ledger.early.push(reported.refused)
  } else {
    const { done } = reported
    count(ledger, `completions acknowledged: ${done.status}`)
    // A released action keeps its attempt number.
    if (done.status === 'RELEASED') return
    const key = doneKey(done)
    if (ledger.done.has(key)) ledger.violations.push(`acknowledged twice: ${key}`)
    ledger.done.set(key, done.status)
  }
}
