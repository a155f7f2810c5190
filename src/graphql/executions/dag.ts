import type { ExecutionRow } from '../../db/executions/rows.ts'
import type { Context } from '../context.ts'
import { loadersOf } from '../lists/nested.ts'
import { newestByNode, openResults } from './openactions.ts'
import type { DagNodeResolvers, DagResolvers, NodeStatus } from '../types.gen.ts'
import type { StoredDag, DagOf } from '../models.ts'

/** The results are read once for all nodes, when the first node asks for its own. */
export function dagOf(stored: StoredDag, execution: ExecutionRow, context: Context): DagOf {
  let results: ReturnType<DagOf['results']> | undefined
  const read = async () => {
    const { backend, id } = execution
    const [rows, open] = await Promise.all([
      loadersOf(context, backend).newestNodeResults.load({ id }),
      openResults(execution, context),
    ])
    return newestByNode(rows, open, new Set(stored.content().nodes.map((node) => node.id)))
  }
  return { ...stored, results: () => (results ??= read()) }
}

export const Dag: DagResolvers = {
  title: ({ content }) => content().title ?? null,
  nodes(dag, _, context) {
    const { nodes } = dag.content()
    // Many executions of an answer may share a graph, and each shows all of its nodes.
    context.look().deliver(nodes.length)
    return nodes.map((node) => ({ ...node, of: dag }))
  },
  edges: ({ content }) => content().edges,
  groups: ({ content }) => content().groups,
  layoutDirection: ({ content }) => content().layoutDirection ?? null,
  bounds: ({ content }) => content().bounds ?? null,
}

export const DagNode: DagNodeResolvers = {
  status: async ({ id, of }) => ((await of.results()).get(id)?.status ?? 'PENDING') as NodeStatus,
  result: async ({ id, of }) => (await of.results()).get(id) ?? null,
}
