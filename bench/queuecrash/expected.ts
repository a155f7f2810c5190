import { type Graph, type GraphEdge, type GraphNode, graphOf, inputsOf } from './graphs.ts'
import { outputOf } from './work.ts'

/** The outcome that an execution must have, whichever processes were killed meanwhile. */
export interface Expected {
  readonly status: 'COMPLETED' | 'FAILED'
  readonly outputs: Readonly<Record<string, unknown>>
  /** Outputs by node and by element of a map. For one that fails, the outputs that may have been produced before. */
  readonly completed: ReadonlyMap<string, unknown>
  readonly skipped: ReadonlySet<string>
}

/** `undefined`: never decided, because the execution fails before. */
type Settled = { readonly output: unknown } | 'SKIPPED' | undefined

export function expectedOf(seed: number): Expected {
  const graph = graphOf(seed)
  const completed = new Map<string, unknown>()
  const settled = new Map<string, Settled>()
  for (const node of graph.nodes) settled.set(node.id, settle(node, graph, settled, seed, completed))
  const ids = (wanted: (one: Settled) => boolean) =>
    graph.nodes.flatMap(({ id }) => (wanted(settled.get(id)) ? [id] : []))
  const last = graph.nodes.filter(({ id }) => !graph.edges.some(({ source }) => source === id))
  return {
    status: ids((one) => one === undefined).length > 0 ? 'FAILED' : 'COMPLETED',
    outputs: Object.fromEntries(
      last.flatMap(({ id }) => (completed.has(id) ? [[id, completed.get(id)]] : [])),
    ),
    completed,
    skipped: new Set(ids((one) => one === 'SKIPPED')),
  }
}

function settle(
  { id, kind, mapOver }: GraphNode,
  { edges }: Graph,
  settled: ReadonlyMap<string, Settled>,
  seed: number,
  completed: Map<string, unknown>,
): Settled {
  const incoming = edges.filter(({ target }) => target === id)
  if (incoming.some(({ source }) => settled.get(source) === undefined)) return undefined
  const isMissing = (edge: GraphEdge) => edge.kind !== 'OPTIONAL' && !isTaken(edge, settled.get(edge.source))
  if (incoming.some(isMissing)) return 'SKIPPED'
  if (kind === 'doomed') return undefined
  const outputAt = (source: string) => {
    const one = settled.get(source)
    return typeof one === 'object' ? one.output : null
  }
  const done = (nodeId: string, input: unknown) => {
    const output = outputOf({ kind, nodeId, input })
    completed.set(nodeId, output)
    return output
  }
  if (mapOver !== undefined) {
    const output = (outputAt(mapOver) as unknown[]).map((value, place) => done(`${id}[${place}]`, value))
    completed.set(id, output)
    return { output }
  }
  if (incoming.length === 0) return { output: done(id, inputsOf(seed)) }
  // An optional edge that is not taken passes on null.
  const given = incoming
    .filter((edge) => edge.kind !== 'CONTROL')
    .map((edge) => [edge.source, isTaken(edge, settled.get(edge.source)) ? outputAt(edge.source) : null])
  return { output: done(id, Object.fromEntries(given)) }
}

function isTaken({ condition }: GraphEdge, source: Settled): boolean {
  if (typeof source !== 'object') return false
  return condition === undefined || (source.output as { even?: boolean }).even === condition.equals
}
