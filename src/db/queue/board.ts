import type { Plan, PlanNode } from './plan.ts'
import { isRequired, isTaken } from './plan.ts'

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
}

/** A node that is done, with its output as JSON, or was skipped. */
export interface Settled {
  readonly execution: Open
  readonly node: PlanNode
  readonly json: string | null
}

/** A node that has all that it waits for, or can no longer get it. */
export interface Decided {
  readonly execution: Open
  readonly node: PlanNode
  readonly skip: boolean
}

/** Beginnings of one node's edges that have settled. */
export type JoinRow = {
  readonly executionId: string
  readonly nodeId: string
  readonly settled: number
  readonly total: number
  readonly skipped: number
}

/** What nodes that settled mean for those behind them: some are decided, and for others one more is done. */
export function advance(settled: readonly Settled[]): { decided: Decided[]; joins: JoinRow[] } {
  const decided: Decided[] = []
  const joins = new Map<string, JoinRow>()
  for (const { execution, node, json } of settled) {
    execution.openNodes -= 1
    for (const edge of node.outgoing) {
      const target = execution.plan.nodes.get(edge.target)!
      const skip = isRequired(edge) && !isTaken(edge, json)
      if (target.incoming.length === 1) {
        decided.push({ execution, node: target, skip })
        continue
      }
      const key = `${execution.id}\0${target.id}`
      const known = joins.get(key)
      joins.set(key, {
        ...{ executionId: execution.id, nodeId: target.id, total: target.incoming.length },
        settled: (known?.settled ?? 0) + 1,
        skipped: skip ? 1 : (known?.skipped ?? 0),
      })
    }
  }
  return { decided, joins: [...joins.values()] }
}
