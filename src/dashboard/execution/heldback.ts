import { neverRan } from '../status/standing.ts'

interface Graph {
  readonly nodes: readonly { readonly id: string; readonly status: string }[]
  readonly edges: readonly { readonly source: string; readonly target: string; readonly kind: string }[]
}

/** The nodes that did not run because this one failed: what needs it, and what needs those. The nearest first. */
export function heldBackBy({ nodes, edges }: Graph, id: string): readonly string[] {
  const statuses = new Map(nodes.map((node) => [node.id, node.status]))
  const after = Map.groupBy(edges, ({ source }) => source)
  const found = new Set<string>([id])
  // It grows while it is walked.
  for (const one of found) {
    for (const { target, kind } of after.get(one) ?? []) {
      if (kind !== 'OPTIONAL' && neverRan(statuses.get(target) ?? '')) found.add(target)
    }
  }
  found.delete(id)
  return [...found]
}
