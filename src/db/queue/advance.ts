import type { Decided, HandedOn, Open, SettledNode } from './board.ts'
import { type Link, entryBytes, isCarrying, isRequired, wholeBytes } from './plan.ts'
import type { JoinRow } from './statements.ts'

/** What nodes that settled mean for those behind them: some are decided, and for others one more is done. */
export function advance(settled: readonly SettledNode[]): { decided: Decided[]; joins: JoinRow[] } {
  const decided: Decided[] = []
  const joins = new Map<string, JoinRow>()
  for (const { execution, node, output } of settled) {
    execution.openNodes -= 1
    if (node.behind.length === 0 && output !== null && execution.outputBytes !== null)
      execution.outputBytes += entryBytes(node, output.bytes)
    for (const link of node.behind) {
      const skip = isSkipping(link, output)
      const bytes = bytesOf(link, output)
      if (link.target.before.length === 1)
        decided.push({ execution, node: link.target, skip, bytes: wholeBytes(bytes) })
      else join(joins, execution, link, { skipped: skip ? 1 : 0, bytes })
    }
  }
  return { decided, joins: [...joins.values()] }
}

/** A skipped predecessor hands on nothing, and neither does an edge whose condition does not hold. */
function isSkipping({ edges }: Link, output: HandedOn | null): boolean {
  if (output?.refused.size === 0) return false
  return edges.some((edge) => isRequired(edge) && (output === null || output.refused.has(edge)))
}

/** Bytes of what the end of a link is given, `null` where it is given nothing. */
function bytesOf({ source, edges }: Link, output: HandedOn | null): number {
  if (!edges.some(isCarrying)) return 0
  const isGiven =
    output !== null &&
    (output.refused.size === 0 ||
      edges.some((edge) => isCarrying(edge) && (isRequired(edge) || !output.refused.has(edge))))
  return entryBytes(source, isGiven ? output.bytes : 'null'.length)
}

function join(
  joins: Map<string, JoinRow>,
  { id }: Open,
  { target, edges }: Link,
  { skipped, bytes }: { skipped: number; bytes: number },
) {
  const key = `${id}\0${target.id}`
  const known = joins.get(key)
  joins.set(key, {
    executionId: id,
    nodeId: target.id,
    total: target.edgesBefore,
    settled: (known?.settled ?? 0) + edges.length,
    skipped: Math.max(skipped, known?.skipped ?? 0),
    bytes: (known?.bytes ?? 0) + bytes,
  })
}
