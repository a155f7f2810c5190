import type { Transaction } from '../backend.ts'
import { insertAll } from '../recording/writes.ts'
import { advance } from './advance.ts'
import {
  type Board,
  type Decided,
  type HandedOn,
  type Open,
  type SettledNode,
  failNode,
  resultOf,
} from './board.ts'
import { createBreaks } from '../turn.ts'
import { gather, mapOut } from './maps.ts'
import { wholeBytes } from './plan.ts'
import { addReady } from './ready.ts'
import { countJoins, type JoinRow } from './statements.ts'

/** Follows settled and decided nodes until nothing more follows. Ready nodes become actions. */
export async function unfold(
  transaction: Transaction,
  board: Board,
  executions: ReadonlyMap<string, Open>,
  begin: {
    readonly settled: readonly SettledNode[]
    readonly decided: readonly Decided[]
    readonly elements: readonly JoinRow[]
  },
): Promise<void> {
  let { settled, decided } = begin
  let counted = begin.elements
  const breaks = createBreaks()
  while (settled.length + decided.length + counted.length > 0) {
    if (breaks.isDue()) await breaks.take()
    const next = advance(settled)
    const joins = await insertAll(transaction, countJoins, [...next.joins, ...counted])
    const all = joins.filter((join) => join.settled === join.total)
    const isElements = ({ executionId, nodeId }: JoinRow) =>
      !executions.get(executionId)!.plan.nodes.has(nodeId)
    const gathered = await gather(transaction, board, executions, all.filter(isElements))
    const joined = all
      .filter((join) => !isElements(join))
      .map(({ executionId, nodeId, skipped, bytes }): Decided => {
        const execution = executions.get(executionId)!
        const node = execution.plan.nodes.get(nodeId)!
        return { execution, node, skip: skipped === 1, bytes: bytes === null ? null : wholeBytes(bytes) }
      })
    const placed = await place(transaction, board, [...decided, ...next.decided, ...joined])
    settled = [...placed.settled, ...gathered]
    counted = placed.elements
    decided = []
  }
}

/** Handles decided nodes: each is skipped, known from an earlier attempt, mapped over a list, or made ready. */
async function place(transaction: Transaction, board: Board, decided: readonly Decided[]) {
  const settled: SettledNode[] = []
  const mapped: Decided[] = []
  for (const one of decided) {
    const { execution, node, skip } = one
    if (board.failed.has(execution.id)) continue
    const before = skip ? undefined : knownOf(board, one)
    if (skip) {
      board.results.push(resultOf(board, execution, node.id, { status: 'SKIPPED' }))
      settled.push({ execution, node, output: null })
    } else if (before !== undefined) settled.push({ execution, node, output: before })
    else if (node.mapOver !== null) mapped.push(one)
    else makeReady(board, one)
  }
  return { settled, elements: await mapOut(transaction, board, mapped) }
}

const knownOf = ({ known }: Board, { execution, node }: Decided): HandedOn | undefined =>
  known.get(execution.id)?.get(node.id)

/** A claim returns an action's whole input at once, so its size is limited. */
function makeReady(board: Board, { execution, node, bytes }: Decided): void {
  if (bytes === null || bytes <= board.inputBytes)
    addReady(board, execution, node, { nodeId: node.id, bytes })
  else failNode(board, { execution, node }, inputTooLarge(node.id, bytes, board.inputBytes))
}

export const inputTooLarge = (nodeId: string, bytes: number, most: number) =>
  `TOO_LARGE: the input of node ${JSON.stringify(nodeId)} has ${bytes} bytes. The limit for the input of an action is ${most}.`
