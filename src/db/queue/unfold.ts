import type { Transaction } from '../backend.ts'
import { type PayloadLimits, cutPayload } from '../cutting.ts'
import { insertAll } from '../executionwrites.ts'
import type { NodeRecord } from '../recordrows.ts'
import { type Decided, type JoinRow, type Open, type Settled, advance } from './board.ts'
import { type PlanNode, elementId, elementsOf } from './plan.ts'
import { keepOutput, outputsOf } from './produced.ts'
import { type ActionRow, type QueueValue, actionStates, countJoins } from './tables.ts'

/** What a flush of the queue is going to write. */
export interface Board {
  readonly now: number
  readonly limits: PayloadLimits
  /** Bytes that the output of a node may have. */
  readonly outputBytes: number
  /** Outputs that an earlier attempt of an execution left, by node. */
  readonly known: ReadonlyMap<string, ReadonlyMap<string, string>>
  /** The attempts that nodes had before, where an execution is tried again. */
  readonly tried: ReadonlyMap<string, ReadonlyMap<string, number>>
  readonly values: QueueValue[]
  /** What this flush hands on, by execution and node. */
  readonly outputs: Map<string, string>
  readonly actions: ActionRow[]
  readonly results: (NodeRecord & { readonly executionId: string })[]
  /** Why executions have failed for good, by id. */
  readonly failed: Map<string, string>
  /** Those that are over: others may begin in their places. */
  readonly ended: string[]
}

export const newBoard = (now: number, limits: PayloadLimits, outputBytes: number): Board => ({
  ...{ now, limits, outputBytes, known: new Map(), tried: new Map() },
  ...{ values: [], outputs: new Map(), actions: [], results: [], failed: new Map(), ended: [] },
})

/** Goes on from nodes that settled or were decided until nothing more follows: what is ready becomes an action. */
export async function unfold(
  transaction: Transaction,
  board: Board,
  executions: ReadonlyMap<string, Open>,
  begin: {
    readonly settled: readonly Settled[]
    readonly decided: readonly Decided[]
    readonly elements: readonly JoinRow[]
  },
): Promise<void> {
  let { settled, decided } = begin
  let counted = begin.elements
  while (settled.length + decided.length + counted.length > 0) {
    const next = advance(settled)
    const joins = await insertAll(transaction, countJoins, [...next.joins, ...counted])
    const all = joins.filter((join) => join.settled === join.total)
    const isElements = ({ executionId, nodeId }: JoinRow) =>
      !executions.get(executionId)!.plan.nodes.has(nodeId)
    const gathered = await gather(transaction, board, executions, all.filter(isElements))
    const joined = all
      .filter((join) => !isElements(join))
      .map(({ executionId, nodeId, skipped }): Decided => {
        const execution = executions.get(executionId)!
        return { execution, node: execution.plan.nodes.get(nodeId)!, skip: skipped === 1 }
      })
    const placed = await place(transaction, board, [...decided, ...next.decided, ...joined])
    settled = [...placed.settled, ...gathered]
    counted = placed.elements
    decided = []
  }
}

/** What becomes of nodes that are decided: skipped, known from before, mapped over a list, or ready. */
async function place(transaction: Transaction, board: Board, decided: readonly Decided[]) {
  const settled: Settled[] = []
  const elements: JoinRow[] = []
  const open = decided.filter(({ execution }) => !board.failed.has(execution.id))
  const mapped = open.filter(
    (one) => !one.skip && one.node.mapOver !== null && knownOf(board, one) === undefined,
  )
  const lists = await listsOf(transaction, board, mapped)
  for (const one of open) {
    const { execution, node, skip } = one
    const before = skip ? undefined : knownOf(board, one)
    if (skip) {
      board.results.push(resultOf(board, execution, node.id, { status: 'SKIPPED' }))
      settled.push({ execution, node, json: null })
    } else if (before !== undefined) settled.push({ execution, node, json: before })
    else if (node.mapOver === null) board.actions.push(readyAction(board, execution, node, node.id))
    else {
      const list = lists.get(`${execution.id}\0${node.id}`)
      if (list) elements.push(mapOut(board, execution, node, list))
      else
        failNode(
          board,
          one,
          `Node ${JSON.stringify(node.id)} maps over the output of ${JSON.stringify(node.mapOver)}, and that is no list of at most ${mostElements} elements.`,
        )
    }
  }
  return { settled, elements }
}

/** A node that no worker can help makes its execution fail. Of several, the first is told. */
function failNode(
  board: Board,
  { execution, node }: Pick<Decided, 'execution' | 'node'>,
  error: string,
): void {
  board.results.push(resultOf(board, execution, node.id, { status: 'FAILED', error }))
  if (!board.failed.has(execution.id)) board.failed.set(execution.id, error)
}

const knownOf = ({ known }: Board, { execution, node }: Decided) => known.get(execution.id)?.get(node.id)

/** A map over more is better done by an execution of its own. */
const mostElements = 10_000

async function listsOf(transaction: Transaction, board: Board, mapped: readonly Decided[]) {
  const lists = new Map<string, readonly unknown[]>()
  if (mapped.length === 0) return lists
  const keys = mapped.map(({ execution, node }) => ({ executionId: execution.id, nodeId: node.mapOver! }))
  const values = await outputsOf(transaction, keys, board.outputs)
  for (const { execution, node } of mapped) {
    const json = values(execution.id, node.mapOver!)
    const list: unknown = json === undefined ? undefined : JSON.parse(json)
    if (Array.isArray(list) && list.length <= mostElements) lists.set(`${execution.id}\0${node.id}`, list)
  }
  return lists
}

/** An action for each element that has no output yet. */
function mapOut(board: Board, execution: Open, node: PlanNode, list: readonly unknown[]): JoinRow {
  const known = board.known.get(execution.id)
  let settled = 0
  for (const [index, value] of list.entries()) {
    const nodeId = elementId(node.id, index)
    if (known?.has(nodeId)) settled += 1
    else {
      board.values.push({ executionId: execution.id, kind: 'in', nodeId, json: JSON.stringify(value) })
      board.actions.push(readyAction(board, execution, node, nodeId))
    }
  }
  return { executionId: execution.id, nodeId: elementsOf(node.id), settled, total: list.length, skipped: 0 }
}

/** Maps whose elements are all done: their outputs in order are the output of the node. */
async function gather(
  transaction: Transaction,
  board: Board,
  executions: ReadonlyMap<string, Open>,
  joins: readonly JoinRow[],
): Promise<Settled[]> {
  if (joins.length === 0) return []
  const keys = joins.flatMap(({ executionId, nodeId, total }) =>
    Array.from({ length: total }, (_, index) => ({
      executionId,
      nodeId: elementId(nodeId.slice(0, -2), index),
    })),
  )
  const values = await outputsOf(transaction, keys, board.outputs)
  return joins.flatMap(({ executionId, nodeId: counted, total }) => {
    const execution = executions.get(executionId)!
    const node = execution.plan.nodes.get(counted.slice(0, -2))!
    const outputs = Array.from({ length: total }, (_, index) =>
      values(executionId, elementId(node.id, index))!,
    )
    const json = `[${outputs.join(',')}]`
    if (Buffer.byteLength(json) > board.outputBytes) {
      failNode(
        board,
        { execution, node },
        `The outputs of node ${JSON.stringify(node.id)} have ${Buffer.byteLength(json)} bytes together, and a node's may have ${board.outputBytes}.`,
      )
      return []
    }
    const value = cutPayload(JSON.parse(json), board.limits)
    keepOutput(board, { executionId, nodeId: node.id, json }, value)
    board.results.push(resultOf(board, execution, node.id, { status: 'COMPLETED', value }))
    return [{ execution, node, json }]
  })
}

function readyAction(board: Board, execution: Open, node: PlanNode, nodeId: string): ActionRow {
  const attempt = (board.tried.get(execution.id)?.get(nodeId) ?? 0) + 1
  return {
    executionId: execution.id,
    nodeId,
    seq: execution.nextSeq++,
    kind: node.kind,
    state: actionStates.READY,
    ...{ rank: execution.rank, orderAt: execution.orderAt, attempt, firstAttempt: attempt },
    ...{ dueAt: null, leaseToken: null, worker: null, leasedAt: null, timeoutMs: node.timeoutMs },
  }
}

/** A row of history for one attempt of a node. */
export function resultOf(
  { now, tried }: Board,
  { id }: Open,
  nodeId: string,
  given: Partial<NodeRecord> & Pick<NodeRecord, 'status'>,
): NodeRecord & { executionId: string } {
  const startedAt = given.startedAt ?? null
  const attempt = given.attempt ?? (tried.get(id)?.get(nodeId) ?? 0) + 1
  return {
    ...{ executionId: id, nodeId, startedAt, error: null, value: null },
    finishedAt: Math.max(now, startedAt ?? now),
    ...given,
    attempt,
    durationMs: startedAt === null ? null : Math.max(0, now - startedAt),
  }
}
