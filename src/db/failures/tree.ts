import { compareText } from '../sql/textorder.ts'
import type { FailedNode, FailedPart } from './parts.ts'

/** What was read of failed executions: their failed parts, by the id of the execution. */
export interface FailedTree {
  readonly children: ReadonlyMap<string, readonly FailedPart[]>
  readonly nodes: ReadonlyMap<string, readonly FailedNode[]>
}

/** Where a failure may have begun: an execution without failed parts of its own, or a failed node. */
export interface Beginning {
  readonly execution: FailedPart
  readonly node: FailedNode | null
}

export interface Walked {
  /** By its id, the execution above each that was met. */
  readonly above: ReadonlyMap<string, FailedPart | null>
  readonly beginnings: readonly Beginning[]
}

/** How many levels below what was asked are looked at, and how many executions a path has. */
export const mostLevels = 50

/** Walks down from each of these parts. One that was met below another is not walked again. */
export function beginningsBelow(parts: readonly FailedPart[], tree: FailedTree): Walked {
  const above = new Map<string, FailedPart | null>()
  const beginnings: Beginning[] = []
  const own = new Set(parts.map(({ id }) => id))
  const isBelowAnother = ({ parentId }: FailedPart) => parentId !== null && own.has(parentId)
  // Those of a circle are below one another: they are walked last, if they were not met by then.
  for (const part of [...parts.filter((one) => !isBelowAnother(one)), ...parts.filter(isBelowAnother)])
    if (!above.has(part.id)) walk(part, tree, above, beginnings)
  return { above, beginnings }
}

function walk(top: FailedPart, tree: FailedTree, above: Map<string, FailedPart | null>, found: Beginning[]) {
  above.set(top.id, null)
  let level = [top]
  for (let depth = 1; level.length > 0; depth += 1) {
    const next: FailedPart[] = []
    for (const execution of level) {
      const nodes = tree.nodes.get(execution.id) ?? []
      // An execution has one parent, so that a circle can only lead back to the top.
      const below = (tree.children.get(execution.id) ?? []).filter(({ id }) => id !== top.id)
      for (const node of nodes) found.push({ execution, node })
      if (nodes.length + below.length === 0 || depth > mostLevels) found.push({ execution, node: null })
      for (const child of below) {
        if (!above.has(child.id)) next.push(child)
        above.set(child.id, execution)
      }
    }
    level = depth > mostLevels ? [] : next
  }
}

const endOf = ({ execution, node }: Beginning) => (node ?? execution).finishedAt ?? Number.POSITIVE_INFINITY

/** By end, then executions before nodes (a child may be what a node ran), then by id. */
export function compareBeginnings(a: Beginning, b: Beginning): number {
  const [one, other] = [endOf(a), endOf(b)]
  if (one !== other) return one - other
  if ((a.node === null) !== (b.node === null)) return a.node === null ? -1 : 1
  return (
    compareText(a.execution.id, b.execution.id) || compareText(a.node?.nodeId ?? '', b.node?.nodeId ?? '')
  )
}

/** The executions from the topmost one that was met down to this one. */
export function pathTo(execution: FailedPart, above: Walked['above']): FailedPart[] {
  const path: FailedPart[] = []
  let next: FailedPart | null | undefined = execution
  while (next && path.length <= mostLevels) {
    path.push(next)
    next = above.get(next.id)
  }
  return path.toReversed()
}
