import type { Decided, HandedOn, Open, SettledNode } from './board.ts'
import { type Link, entryBytes, isCarrying, isRequired, wholeBytes } from './plan.ts'
import type { JoinRow } from './statements.ts'

/** Follows settled nodes to their successors: one with a single predecessor is decided, and the others have their joins counted up. */
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

/** A link skips its target if a required edge has a skipped source or a false condition. */
function isSkipping({ edges }: Link, output: HandedOn | null): boolean {
  if (output?.refused.size === 0) return false
  return edges.some((edge) => isRequired(edge) && (output === null || output.refused.has(edge)))
}

/** Bytes of the link's entry in its target's input, with the value `null` if nothing is handed on. */
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
