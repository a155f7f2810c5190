/** An action of an execution, as a worker holds it. */
export interface Action<Input = unknown> {
  readonly executionId: string
  /** The node of the graph. One element of a map is called by the node and its place: `each[3]`. */
  readonly nodeId: string
  readonly flow: string
  readonly kind: string
  /** Which attempt of the node this is, from 1. */
  readonly attempt: number
  readonly leaseToken: string
  /** How long it may take in all, in milliseconds. */
  readonly timeoutMs: number | null
  /** What the nodes before it produced, by their ids; the inputs of the execution; or its element of a list. */
  readonly input: Input
}

/** How an action went: an output as JSON text, why there is none, or that it was not tried. */
export type Outcome =
  | { readonly output: string }
  | { readonly error: string; readonly final: boolean }
  | { readonly release: true }

export interface Lease {
  readonly executionId: string
  readonly nodeId: string
  readonly leaseToken: string
}

export interface Completion extends Lease {
  readonly outcome: Outcome
}

/** Why one element of a call was not applied. `CONFLICT`: the lease is not held any more. */
export interface Refusal {
  readonly code: string
  readonly message: string
}

export interface Ask {
  readonly worker: string
  readonly kinds: readonly string[]
  readonly limit: number
  readonly leaseMs: number
  /** How long to wait when there is no work, in milliseconds. */
  readonly wait: number
}

/**
 * Where a worker gets its work. A call that fails as a whole is rejected; otherwise each element has its answer, `null`
 * when all is well.
 */
export interface WorkQueue {
  /** Aborted, it takes nothing, or gives back what it has taken. */
  claim(ask: Ask, signal: AbortSignal): Promise<readonly Action[]>
  complete(completions: readonly Completion[]): Promise<readonly (Refusal | null)[]>
  extend(leases: readonly (Lease & { readonly leaseMs: number })[]): Promise<readonly (Refusal | null)[]>
}

/** How many elements one call may have. */
export const mostElements = 500
