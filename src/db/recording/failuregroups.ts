import { groupOf } from '../fingerprint/fingerprint.ts'
import { compareText } from '../sql/textorder.ts'
import { failedVerdicts } from '../tables/execution.ts'
import type { NodeRecord } from './records.ts'

/** What an execution keeps of the group of its error. */
interface GroupedFailure {
  readonly failureGroup: string | null
  /** How many bytes its own error had when this was made. */
  readonly failureBytes: number | null
}

/** Of an execution that did not fail, and of one whose group is not made yet. */
export const ungrouped: GroupedFailure = { failureGroup: null, failureBytes: null }

/** Whether the execution failed or timed out. Those that were cancelled or are silent have no group. */
export const isFailure = ({ verdict }: { readonly verdict: number }): boolean =>
  failedVerdicts.includes(verdict)

type FailedNode = Pick<NodeRecord, 'nodeId' | 'attempt' | 'status' | 'finishedAt' | 'error'>

/** The group of a failure: by its own error or, if that says nothing, by that of the node that failed first. */
export const groupedFailure = (error: string | null, nodes: readonly FailedNode[]): GroupedFailure => ({
  failureGroup: (error && groupOf(error)) || groupOfNodes(nodes),
  failureBytes: error === null ? 0 : Buffer.byteLength(error),
})

function groupOfNodes(nodes: readonly FailedNode[]): string | null {
  const newest = new Map<string, FailedNode>()
  for (const node of nodes) {
    const known = newest.get(node.nodeId)
    if (!known || known.attempt < node.attempt) newest.set(node.nodeId, node)
  }
  const failed = [...newest.values()].filter(({ status, error }) => status === 'FAILED' && error !== null)
  const [first] = failed.toSorted((a, b) => endOf(a) - endOf(b) || compareText(a.nodeId, b.nodeId))
  return first ? groupOf(first.error!) : null
}

const endOf = ({ finishedAt }: FailedNode) => finishedAt ?? Number.MAX_SAFE_INTEGER
