interface Edge {
  readonly source: string
  readonly target: string
}

/** Each node after all that it depends on; those of a circle at the end, in the order given. */
export function topological<Node extends { readonly id: string }>(
  nodes: readonly Node[],
  edges: readonly Edge[],
): readonly Node[] {
  const known = new Map(nodes.map((node) => [node.id, node]))
  const within = edges.filter(({ source, target }) => known.has(source) && known.has(target))
  const waitsFor = new Map<string, number>()
  for (const { target } of within) waitsFor.set(target, (waitsFor.get(target) ?? 0) + 1)
  const after = Map.groupBy(within, ({ source }) => source)
  const sorted = nodes.filter(({ id }) => !waitsFor.has(id))
  // It grows while it is walked.
  for (const { id } of sorted) {
    for (const { target } of after.get(id) ?? []) {
      const left = waitsFor.get(target)! - 1
      waitsFor.set(target, left)
      if (left === 0) sorted.push(known.get(target)!)
    }
  }
  const done = new Set(sorted)
  return [...sorted, ...nodes.filter((node) => !done.has(node))]
}
