import type { CutPayload } from '../recording/payload.ts'

/** A worker's outcome of an action that it holds. */
export interface Completion {
  readonly executionId: string
  readonly nodeId: string
  readonly leaseToken: string
  readonly outcome: ActionOutcome
}

export type ActionOutcome =
  | { readonly kind: 'DONE'; readonly json: string; readonly value: CutPayload }
  | { readonly kind: 'FAILED'; readonly error: string; readonly final?: boolean }
  /** Given back untried. */
  | { readonly kind: 'RELEASED' }
