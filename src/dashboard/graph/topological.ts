import { adjacencyOf, degree, each } from './adjacency.ts'
import type { Shape } from './layout.ts'
import { withoutCircles } from './layers.ts'

/** Each node after those that it needs. What closes a circle is not waited for. */
export function topological(shape: Shape): number[] {
  const edges = withoutCircles(shape.count, shape)
  const after = adjacencyOf(shape.count, edges.from, edges.to)
  const before = adjacencyOf(shape.count, edges.to, edges.from)
  const left = Int32Array.from({ length: shape.count }, (_, node) => degree(before, node))
  const sorted = Array.from(left.keys()).filter((node) => left[node] === 0)
  // It grows while it is walked.
  for (const node of sorted) each(after, node, (target) => --left[target]! === 0 && sorted.push(target))
  return sorted
}
