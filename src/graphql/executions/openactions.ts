import type { NodeResultRow, OpenAction } from '../../db/executions/details.ts'
import type { ExecutionRow } from '../../db/executions/rows.ts'
import { mapNamed } from '../../db/queue/plan.ts'
import { compareText } from '../../db/sql/textorder.ts'
import type { Asked } from '../lists/connections.ts'
import type { Context } from '../context.ts'
import { loadersOf } from '../lists/nested.ts'

/** An execution in these statuses has no actions in the queue: it has not begun, or is over. */
const withoutActions = new Set(['PENDING', 'COMPLETED', 'FAILED', 'CANCELLED', 'TIMED_OUT', 'UNKNOWN'])

/** The open actions of an execution, as results that do not exist yet. */
export async function openResults(
  { backend, id, dagHash, status }: ExecutionRow,
  context: Context,
): Promise<NodeResultRow[]> {
  if (dagHash === null || withoutActions.has(status)) return []
  const actions = await loadersOf(context, backend).openActions.load({ id })
  return actions.map((action) => resultOf(action, backend))
}

const resultOf = (
  { executionId, nodeId, attempt, held, leasedAt }: OpenAction,
  backend: string,
): NodeResultRow => ({
  backend,
  executionId,
  nodeId,
  attempt,
  status: held === 1 ? 'RUNNING' : 'READY',
  startedAt: leasedAt,
  finishedAt: null,
  durationMs: null,
  error: null,
  bytes: null,
  truncated: null,
})

/** Merges both in the order of nodes and attempts, up to the page's limit. */
export function mergedResults(
  rows: readonly NodeResultRow[],
  open: readonly NodeResultRow[],
  { from, backward, limit }: Asked,
): NodeResultRow[] {
  const sign = backward ? -1 : 1
  const compare = (a: Place, b: Place) => sign * (compareText(a.nodeId, b.nodeId) || a.attempt - b.attempt)
  const start = from as Place | undefined
  const beyond = start ? open.filter((one) => compare(one, start) > 0) : open
  return beyond.length === 0 ? [...rows] : [...rows, ...beyond].toSorted(compare).slice(0, limit)
}

interface Place {
  readonly nodeId: string
  readonly attempt: number
}

/** The newest result of each node, by id. A map with open elements is RUNNING. */
export function newestByNode(
  results: readonly NodeResultRow[],
  open: readonly NodeResultRow[],
  nodeIds: ReadonlySet<string>,
): ReadonlyMap<string, NodeResultRow> {
  const newest = new Map(results.map((row) => [row.nodeId, row]))
  for (const row of open) {
    newest.set(row.nodeId, row)
    const map = nodeIds.has(row.nodeId) ? undefined : mapNamed(row.nodeId)
    if (map !== undefined) newest.set(map, { ...row, nodeId: map, status: 'RUNNING' })
  }
  return newest
}
