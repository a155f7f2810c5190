import type { DagRow } from '../../db/executions/largetexts.ts'
import type { ExecutionRow } from '../../db/executions/rows.ts'
import type { Context } from '../context.ts'
import type { DagContent, StoredNode } from '../inputs/dag.ts'
import type { NodeResultOf } from '../loading/executionloaders.ts'
import { loadersOf } from '../lists/nested.ts'
import { newestByNode, openResults } from './openactions.ts'
import type { DagNodeResolvers, DagResolvers, NodeStatus } from '../types.gen.ts'

/** A graph as it is stored, for all that share it. */
export interface StoredDag extends Pick<DagRow, 'hash' | 'nodeCount' | 'size'> {
  readonly content: () => DagContent
}

/** A graph as it is shown for one execution. */
export interface DagOf extends StoredDag {
  /** What its nodes did, by their ids. */
  readonly results: () => Promise<ReadonlyMap<string, NodeResultOf>>
}

export interface NodeOf extends StoredNode {
  readonly of: DagOf
}

/** Reads the content once for all that share it, and only if somebody asks for it. */
export function storedDag({ hash, nodeCount, size, json }: DagRow): StoredDag {
  let content: DagContent | undefined
  return { hash, nodeCount, size, content: () => (content ??= JSON.parse(json!) as DagContent) }
}

/** The results are read when the first of the nodes is asked for its own, and once for all of them. */
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
    context.deliver(nodes.length)
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
