interface Graph {
  readonly edges: readonly { readonly source: string; readonly kind: string }[]
}

/** The nodes of a stored DAG that nothing depends on without being able to do without: all of their edges are OPTIONAL. */
export function optionalNodesOf(json: string): ReadonlySet<string> {
  const { edges } = JSON.parse(json) as Graph
  const found = new Set(edges.flatMap(({ source, kind }) => (kind === 'OPTIONAL' ? [source] : [])))
  for (const { source, kind } of edges) if (kind !== 'OPTIONAL') found.delete(source)
  return found
}
