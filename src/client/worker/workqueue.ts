/** An action of an execution, as a worker holds it. */
export interface Action<Input = unknown> {
  readonly executionId: string
  /** The node of the graph. An element of a map is named by the node and its index: `each[3]`. */
  readonly nodeId: string
  readonly flow: string
  readonly kind: string
  /** Which attempt of the node this is, from 1. */
  readonly attempt: number
  readonly leaseToken: string
  /** How long it may take in all, in milliseconds. */
  readonly timeoutMs: number | null
  /** The outputs of the nodes before it, by their ids; the inputs of the execution; or its element of a list. */
  readonly input: Input
}

/** The outcome of an action: an output as JSON text, an error, or that it was not tried. */
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

/** Why one element of a call was not applied. `CONFLICT`: the lease is no longer held. */
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
 * Where a worker gets its work. A call that fails as a whole rejects. Otherwise each element has its answer, `null` on
 * success.
 */
export interface WorkQueue {
  /** When aborted, it claims nothing, or gives back what it has claimed. */
  claim(ask: Ask, signal: AbortSignal): Promise<readonly Action[]>
  complete(completions: readonly Completion[]): Promise<readonly (Refusal | null)[]>
  extend(leases: readonly (Lease & { readonly leaseMs: number })[]): Promise<readonly (Refusal | null)[]>
}

/** Maximum elements of one call. */
export const mostElements = 500
