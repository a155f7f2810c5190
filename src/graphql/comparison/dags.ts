import type { ExecutionRow } from '../../db/executions/rows.ts'
import { createBreaks } from '../../db/turn.ts'
import type { Context } from '../context.ts'
import { dagOf } from '../executions/dag.ts'
import { loadersOf } from '../lists/nested.ts'
import type { DagOf, ExecutionSides, NodeOf } from '../models.ts'
import type { DagEdge, DifferenceKind } from '../types.gen.ts'
import { checkedFirst } from './payloads.ts'

/** Compares the DAGs of two executions. If they follow the same one, it is not read. */
export async function comparedDags(
  { left, right }: ExecutionSides,
  args: { readonly first?: number | null },
  context: Context,
) {
  const first = checkedFirst(args.first)
  if (!left || (left.dagHash === null && right.dagHash === null)) return null
  if (left.dagHash === right.dagHash) return { nodes: [], edges: [], hasMore: false }
  const [before, after] = await Promise.all([shownDag(left, context), shownDag(right, context)])
  const look = context.look()
  look.deliver((before?.nodeCount ?? 0) + (after?.nodeCount ?? 0))
  const compared = differentParts(before, after, first)
  // The results of the nodes are read when all comparisons of the level are there.
  void look.hold(settled(compared))
  return compared
}

const settled = async (work: Promise<unknown>) => void (await Promise.allSettled([work]))

async function shownDag(execution: ExecutionRow, context: Context): Promise<DagOf | null> {
  const { backend, dagHash } = execution
  const stored = dagHash === null ? null : await loadersOf(context, backend).dags.load(dagHash)
  return stored && dagOf(stored, execution, context)
}

async function differentParts(before: DagOf | null, after: DagOf | null, first: number) {
  const nodes = await differentOf(nodesOf(before), nodesOf(after), first)
  const edges = await differentOf(edgesOf(before), edgesOf(after), first)
  return {
    nodes: nodes.shown.map(({ key: id, ...node }) => ({ id, ...node })),
    edges: edges.shown.map(({ kind, left, right }) => {
      const { source, target } = (right ?? left)!
      return { source, target, kind, left, right }
    }),
    hasMore: nodes.hasMore || edges.hasMore,
  }
}

/** Parts of a DAG by what makes them the same part in another one, each with what is compared. */
type Parts<Part> = ReadonlyMap<string, { readonly part: Part; readonly text: string }>

/** Where a node is drawn is no difference. */
const nodesOf = (dag: DagOf | null): Parts<NodeOf> =>
  new Map(
    dag?.content().nodes.map((node) => {
      const { position: _, ...compared } = node
      return [node.id, { part: { ...node, of: dag }, text: JSON.stringify(compared) }]
    }),
  )

/** The first edge from a node to another one is compared with the first one there, and so on. */
function edgesOf(dag: DagOf | null): Parts<DagEdge> {
  const times = new Map<string, number>()
  return new Map(
    dag?.content().edges.map((edge) => {
      const ends = JSON.stringify([edge.source, edge.target])
      const time = times.get(ends) ?? 0
      times.set(ends, time + 1)
      const { id: _, ...compared } = edge
      return [`${ends} ${time}`, { part: edge, text: JSON.stringify(compared) }]
    }),
  )
}

interface Different<Part> {
  readonly kind: DifferenceKind
  readonly key: string
  readonly left: Part | null
  readonly right: Part | null
}

async function differentOf<Part>(before: Parts<Part>, after: Parts<Part>, first: number) {
  const breaks = createBreaks()
  const shown: Different<Part>[] = []
  for (const key of new Set([...before.keys(), ...after.keys()])) {
    if (breaks.isDue()) await breaks.take()
    const [left, right] = [before.get(key), after.get(key)]
    if (left?.text === right?.text) continue
    if (shown.length === first) return { shown, hasMore: true }
    const kind = left ? (right ? 'CHANGED' : 'REMOVED') : 'ADDED'
    shown.push({ kind, key, left: left?.part ?? null, right: right?.part ?? null })
  }
  return { shown, hasMore: false }
}
