import type { Board, Open } from './board.ts'
import type { PlanNode } from './plan.ts'
import { actionStates } from '../tables/queue.ts'

/** Adds an action that can be claimed: a node, or one element of a map. */
export function addReady(
  board: Board,
  execution: Open,
  node: PlanNode,
  { nodeId, bytes }: { readonly nodeId: string; readonly bytes: number | null },
): void {
  const attempt = (board.tried.get(execution.id)?.get(nodeId) ?? 0) + 1
  board.actions.push({
    executionId: execution.id,
    nodeId,
    seq: execution.nextSeq++,
    kind: node.kind,
    state: actionStates.READY,
    rank: execution.rank,
    orderAt: execution.orderAt,
    attempt,
    firstAttempt: attempt,
    dueAt: null,
    leaseToken: null,
    worker: null,
    leasedAt: null,
    timeoutMs: node.timeoutMs,
    inputBytes: bytes,
  })
}
