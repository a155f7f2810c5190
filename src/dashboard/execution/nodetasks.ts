import type { Bar, Task } from '../timeline/model.ts'
import type { GraphPartsFragment } from './graph.gen.ts'
import { topological } from './topological.ts'

/** What a timeline needs of a result. */
export interface ResultRow {
  readonly nodeId: string
  readonly attempt: number
  readonly status: string
  readonly startedAt: string | null
  readonly finishedAt: string | null
  readonly error: string | null
}

const at = (text: string | null) => (text === null ? undefined : Date.parse(text))
const isOpen = (status: string) => ['RUNNING', 'READY', 'PENDING'].includes(status)

/**
 * The nodes of an execution as rows of a timeline, each below the one before it in the graph. What waits is told from when
 * the last node before it was done.
 */
export function nodeTasks(dag: GraphPartsFragment | null, results: readonly ResultRow[]): readonly Task[] {
  const byNode = Map.groupBy(results, ({ nodeId }) => nodeId)
  const ends = new Map([...byNode].map(([id, all]) => [id, endOf(all)]))
  const before = Map.groupBy(dag?.edges ?? [], ({ target }) => target)
  const nodes = dag
    ? topological(dag.nodes, dag.edges)
    : [...byNode].map(([id, all]) => ({ id, label: id, kind: '', status: all.at(-1)!.status }))
  const known = new Set(nodes.map(({ id }) => id))
  const elements = [...byNode.keys()].filter((id) => !known.has(id))
  return [
    ...nodes.map((node) => taskOf(node, byNode.get(node.id) ?? [], readyAt(before.get(node.id) ?? [], ends))),
    ...elements.map((id) =>
      taskOf({ id, label: id, status: byNode.get(id)!.at(-1)!.status }, byNode.get(id)!, undefined),
    ),
  ]
}

function endOf(results: readonly ResultRow[]): number | undefined {
  const last = results.toSorted((one, other) => one.attempt - other.attempt).at(-1)
  return last && at(last.finishedAt)
}

function readyAt(
  edges: readonly { readonly source: string }[],
  ends: ReadonlyMap<string, number | undefined>,
) {
  const times = edges.flatMap(({ source }) => ends.get(source) ?? [])
  return times.length === 0 || times.length < edges.length ? undefined : Math.max(...times)
}

interface NodeLike {
  readonly id: string
  readonly label: string
  readonly status: string
}

function taskOf(
  { id, label, status }: NodeLike,
  results: readonly ResultRow[],
  ready: number | undefined,
): Task {
  const sorted = results.toSorted((one, other) => one.attempt - other.attempt)
  const bars = sorted.flatMap((one): readonly Bar[] => {
    const start = at(one.startedAt) ?? at(one.finishedAt)
    if (start === undefined) return []
    const end = at(one.finishedAt) ?? (isOpen(one.status) ? undefined : start)
    return [{ number: one.attempt, status: one.status, start, end }]
  })
  return {
    id,
    label,
    group: label,
    parent: undefined,
    status,
    attempt: sorted.at(-1)?.attempt ?? 0,
    bars,
    readyAt: ready,
    note: sorted.at(-1)?.error?.split('\n')[0],
    href: undefined,
  }
}
