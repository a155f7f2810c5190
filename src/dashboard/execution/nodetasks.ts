import { isOpen } from '../../client/standing.ts'
import type { Bar, Task } from '../timeline/model.ts'

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

/** The graph of an execution, as far as a timeline needs it. */
export interface Outline {
  readonly nodes: readonly NodeLike[]
  readonly edges: readonly { readonly source: string; readonly target: string }[]
}

/**
 * The nodes of an execution as rows of a timeline, then the elements of maps, which are not in the graph. What waits is told
 * from when the last node before it was done.
 */
export function nodeTasks(outline: Outline | undefined, results: readonly ResultRow[]): readonly Task[] {
  const byNode = Map.groupBy(results, ({ nodeId }) => nodeId)
  const ends = new Map([...byNode].map(([id, all]) => [id, endOf(all)]))
  const before = Map.groupBy(outline?.edges ?? [], ({ target }) => target)
  const nodes = outline?.nodes ?? []
  const known = new Set(nodes.map(({ id }) => id))
  const others = [...byNode].filter(([id]) => !known.has(id))
  return [
    ...nodes.map((node) => taskOf(node, byNode.get(node.id) ?? [], readyAt(before.get(node.id) ?? [], ends))),
    ...others.map(([id, all]) => taskOf({ id, label: id, status: all.at(-1)!.status }, all, undefined)),
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

/** An error may be one line of 100 kB. */
const longestNote = 400

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
    note: sorted.at(-1)?.error?.slice(0, longestNote).split('\n')[0],
    href: undefined,
  }
}
