import type { PayloadLimits } from '../recording/payload.ts'
import type { Plan, PlanNode, StoredEdge } from './plan.ts'
import type { ActionRow, QueueValue } from './statements.ts'
import type { NodeRecord } from '../recording/records.ts'

/** An open execution, as a flush sees it. */
export interface Open {
  readonly id: string
  readonly flow: string
  readonly dagHash: string
  readonly attempt: number
  readonly rank: number
  readonly orderAt: number
  readonly plan: Plan
  /** Nodes that are neither done nor skipped. */
  openNodes: number
  nextSeq: number
  /** Bytes of its last nodes' outputs, as entries of an object. `null`: not counted. */
  outputBytes: number | null
}

/** The part of a node's output that decides what follows. */
export interface HandedOn {
  readonly bytes: number
  /** Edges whose conditions are false for the output. */
  readonly refused: ReadonlySet<StoredEdge>
}

/** A node that is done, with its output, or was skipped (`null`). */
export interface SettledNode {
  readonly execution: Open
  readonly node: PlanNode
  readonly output: HandedOn | null
}

/** A node whose predecessors have settled. */
export interface Decided {
  readonly execution: Open
  readonly node: PlanNode
  readonly skip: boolean
  /** Bytes of its whole input. `null`: not counted. */
  readonly bytes: number | null
}

/** Size limits of the queue's values, in bytes. */
export interface Sizes {
  /** The output of a node. */
  readonly outputBytes: number
  /** The whole input of an action, the list of a map, the outputs of an execution, and the inputs of one claim. */
  readonly inputBytes: number
}

/** What a flush of the queue writes. */
export interface Board extends Pick<Sizes, 'inputBytes'> {
  readonly now: number
  readonly limits: PayloadLimits
  /** Outputs of earlier attempts, by execution and node. */
  readonly known: ReadonlyMap<string, ReadonlyMap<string, HandedOn>>
  /** Last attempt numbers of nodes in retried executions. */
  readonly tried: ReadonlyMap<string, ReadonlyMap<string, number>>
  readonly values: QueueValue[]
  /** Outputs of this flush, by execution and node. */
  readonly outputs: Map<string, string>
  readonly actions: ActionRow[]
  readonly results: (NodeRecord & { readonly executionId: string })[]
  /** Errors of failed executions, by id. */
  readonly failed: Map<string, string>
  /** Executions that have ended and left their places to others. */
  readonly ended: string[]
}

export const newBoard = (now: number, limits: PayloadLimits, inputBytes: number): Board => ({
  now,
  limits,
  inputBytes,
  known: new Map(),
  tried: new Map(),
  values: [],
  outputs: new Map(),
  actions: [],
  results: [],
  failed: new Map(),
  ended: [],
})

/** The history row of one attempt of a node. */
export function resultOf(
  { now, tried }: Board,
  { id }: Open,
  nodeId: string,
  given: Partial<NodeRecord> & Pick<NodeRecord, 'status'>,
): NodeRecord & { executionId: string } {
  const startedAt = given.startedAt ?? null
  const attempt = given.attempt ?? (tried.get(id)?.get(nodeId) ?? 0) + 1
  return {
    executionId: id,
    nodeId,
    startedAt,
    error: null,
    value: null,
    finishedAt: Math.max(now, startedAt ?? now),
    ...given,
    attempt,
    durationMs: startedAt === null ? null : Math.max(0, now - startedAt),
  }
}

/** Fails an execution because of a node that no worker can run. Of several errors, the first is kept. */
export function failNode(
  board: Board,
  { execution, node }: { readonly execution: Open; readonly node: PlanNode },
  error: string,
): void {
  board.results.push(resultOf(board, execution, node.id, { status: 'FAILED', error }))
  if (!board.failed.has(execution.id)) board.failed.set(execution.id, error)
}
