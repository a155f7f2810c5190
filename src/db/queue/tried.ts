import { sql } from 'drizzle-orm'
import type { Transaction } from '../backend.ts'
import { statement } from '../sql/statement.ts'
import type { Open } from './board.ts'
import { nodeOf } from './plan.ts'

/** The last attempt number of each action, over all attempts of its execution. */
export const triedOf = statement<{ executionId: string; nodeId: string; attempt: number }>(
  'queue.triedOf',
  ({ tables: { nodeResults: n }, dialect }) =>
    sql`
      select ${n.executionId} as "executionId", ${n.nodeId} as "nodeId", max(${n.attempt}) as attempt
      from ${n}
      where ${dialect.isIn(n.executionId, 'ids')}
      group by 1, 2
    `,
)

/** How many nodes of each execution have a result. Elements of a map count as their node. */
export async function countNodes(
  transaction: Transaction,
  executions: readonly Open[],
): Promise<(id: string) => number> {
  const ids = executions.map(({ id }) => id)
  const rows = ids.length === 0 ? [] : await transaction.run(triedOf, { ids })
  const tried = Map.groupBy(rows, ({ executionId }) => executionId)
  const counts = executions.map(({ id, plan }) => {
    const nodes = (tried.get(id) ?? []).map(({ nodeId }) => nodeOf(plan, nodeId)!.node.id)
    return [id, new Set(nodes).size] as const
  })
  const countOf = new Map(counts)
  return (id) => countOf.get(id) ?? 0
}
