import type { PayloadLimits } from '../recording/payload.ts'
import type { Plan, PlanNode, StoredEdge } from './plan.ts'
import type { ActionRow, QueueValue } from './statements.ts'
import type { NodeRecord } from '../recording/records.ts'

/** An execution that the queue works on, as a flush sees it. */
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
  /** Bytes of what its last nodes have produced, as entries of an object. `null`: nobody counted. */
  outputBytes: number | null
}

/** What a node hands on, as far as it decides what follows. */
export interface HandedOn {
  readonly bytes: number
  /** Edges whose conditions do not hold of it. */
  readonly refused: ReadonlySet<StoredEdge>
}

/** A node that is done, with its output, or was skipped. */
export interface SettledNode {
  readonly execution: Open
  readonly node: PlanNode
  readonly output: HandedOn | null
}

/** A node that has all that it waits for, or can no longer get it. */
export interface Decided {
  readonly execution: Open
  readonly node: PlanNode
  readonly skip: boolean
  /** Bytes of its whole input. `null`: nobody counted. */
  readonly bytes: number | null
}

/** Bytes that values of the queue may have. */
export interface Sizes {
  /** The output of a node. */
  readonly outputBytes: number
  /** The whole input of an action, the list of a map, the outputs of an execution; and the inputs of one claim. */
  readonly inputBytes: number
}

/** What a flush of the queue is going to write. */
export interface Board extends Pick<Sizes, 'inputBytes'> {
  readonly now: number
  readonly limits: PayloadLimits
  /** What an earlier attempt of an execution left, by node. */
  readonly known: ReadonlyMap<string, ReadonlyMap<string, HandedOn>>
  /** The attempts that nodes had before, where an execution is tried again. */
  readonly tried: ReadonlyMap<string, ReadonlyMap<string, number>>
  readonly values: QueueValue[]
  /** What this flush hands on, by execution and node. */
  readonly outputs: Map<string, string>
  readonly actions: ActionRow[]
  readonly results: (NodeRecord & { readonly executionId: string })[]
  /** Why executions have failed for good, by id. */
  readonly failed: Map<string, string>
  /** Those that are over: others may begin in their places. */
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

/** A row of history for one attempt of a node. */
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

/** A node that no worker can help makes its execution fail. Of several, the first is told. */
export function failNode(
  board: Board,
  { execution, node }: { readonly execution: Open; readonly node: PlanNode },
  error: string,
): void {
  board.results.push(resultOf(board, execution, node.id, { status: 'FAILED', error }))
  if (!board.failed.has(execution.id)) board.failed.set(execution.id, error)
}
