import type { GraphData, GraphEdge, GraphNode } from './model.ts'

/** Shorter chains stay as they are. */
const leastFolded = 3

export interface Folded extends GraphData {
  /** What stands behind each folded node, from the first to the last. */
  readonly members: ReadonlyMap<string, readonly string[]>
}

/**
 * Puts one node in place of each chain of completed ones. In a chain each node has one way on, to a node that has one
 * way to it. Groups are not mixed, and chains with a node in `open` stay as they are.
 */
export function fold(data: GraphData, open: ReadonlySet<string>): Folded {
  const chains = chainsOf(data).filter(
    (chain) => chain.length >= leastFolded && !chain.some(({ id }) => open.has(id)),
  )
  const standsFor = new Map<string, string>()
  const members = new Map<string, readonly string[]>()
  const chainOf = new Map<string, readonly GraphNode[]>()
  for (const chain of chains) {
    const id = foldedId(chain[0]!.id)
    for (const node of chain) {
      standsFor.set(node.id, id)
      chainOf.set(node.id, chain)
    }
    members.set(id, chain.map((node) => node.id)) // prettier-ignore
  }
  const nameOf = (id: string) => standsFor.get(id) ?? id
  return {
    members,
    nodes: data.nodes.flatMap((node) => foldedNode(node, chainOf.get(node.id))),
    edges: data.edges.flatMap((edge) => {
      const [source, target] = [nameOf(edge.source), nameOf(edge.target)]
      return source === target && edge.source !== edge.target ? [] : [{ ...edge, source, target }]
    }),
    groups: data.groups.map((group) => ({ ...group, nodeIds: [...new Set(group.nodeIds.map(nameOf))] })),
  }
}

/** No id of a node has a NUL in it. */
const foldedId = (first: string) => `\u0000${first}`

/** The first node of a chain becomes all of it, the others go. */
function foldedNode(node: GraphNode, chain: readonly GraphNode[] | undefined): readonly GraphNode[] {
  if (!chain) return [node]
  if (chain[0] !== node) return []
  const contains = chain.map(({ id, label }) => `${id}\n${label}`).join('\n')
  const label = `${chain.length} done`
  return [
    { id: foldedId(node.id), label, kind: 'folded', status: 'COMPLETED', position: node.position, contains },
  ]
}

function chainsOf({ nodes, edges, groups }: GraphData): GraphNode[][] {
  const done = new Map(nodes.filter(({ status }) => status === 'COMPLETED').map((node) => [node.id, node]))
  const groupOf = new Map(groups.flatMap(({ id, nodeIds }) => nodeIds.map((node) => [node, id] as const)))
  const known = new Set(nodes.map(({ id }) => id))
  const real = edges.filter(({ source, target }) => known.has(source) && known.has(target))
  const after = ends(real, 'source', 'target')
  const before = ends(real, 'target', 'source')
  const next = (id: string): string | undefined => {
    const target = after.get(id)
    if (target == null || target === id || before.get(target) !== id || !done.has(target)) return
    return groupOf.get(id) === groupOf.get(target) ? target : undefined
  }
  const follows = new Set([...done.keys()].flatMap((id) => next(id) ?? []))
  return [...done.keys()]
    .filter((id) => !follows.has(id))
    .map((first) => {
      const chain: GraphNode[] = []
      for (let id: string | undefined = first; id !== undefined; id = next(id)) chain.push(done.get(id)!)
      return chain
    })
}

/** The other end of the edges of each node, `null` if there are several. */
function ends(edges: readonly GraphEdge[], near: 'source' | 'target', far: 'source' | 'target') {
  const found = new Map<string, string | null>()
  for (const edge of edges) {
    const [one, other] = [edge[near], edge[far]]
    found.set(one, found.has(one) && found.get(one) !== other ? null : other)
  }
  return found
}
