import { adjacencyOf, each } from './adjacency.ts'
import { neverRan } from '../status/standing.ts'
import type { Model } from './model.ts'

/** The nodes after this one that are not done because it is not. */
export function heldBack({ shape, edges, statuses }: Model, node: number): ReadonlySet<number> {
  const held = new Set<number>()
  if (node < 0 || statuses[node] === 'COMPLETED') return held
  const from = shape.from.map((source, edge) => (edges[edge]!.kind === 'OPTIONAL' ? -1 : source))
  const after = adjacencyOf(shape.count, from, shape.to)
  // It grows while it is walked.
  for (const one of held.add(node))
    each(after, one, (target) => neverRan(statuses[target]!) && held.add(target))
  held.delete(node)
  return held
}
