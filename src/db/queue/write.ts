import type { Transaction } from '../backend.ts'
import { cutPayload } from '../cutting.ts'
import { addLargeValues, addNodes, insertAll } from '../executionwrites.ts'
import type { ExecutionPatch } from '../patch.ts'
import { largeRows, nodeRow } from '../recordrows.ts'
import { applyPatches } from '../update.ts'
import type { Open } from './board.ts'
import { outputsOf } from './produced.ts'
import {
  type QueueRow,
  addActions,
  addValues,
  deleteActions,
  deleteJoins,
  deleteQueued,
  deleteValues,
  moveQueued,
  queueStates,
} from './tables.ts'
import { countNodes } from './tried.ts'
import { type Board, resultOf } from './unfold.ts'

/** Writes what a flush has made of executions that the transaction has locked: actions, history, verdicts. */
export async function writeBoard(
  transaction: Transaction,
  board: Board,
  executions: readonly Open[],
): Promise<void> {
  const failed = executions.filter(({ id }) => board.failed.has(id))
  const finished = executions.filter(({ id, openNodes }) => openNodes === 0 && !board.failed.has(id))
  board.ended.push(...[...failed, ...finished].map(({ id }) => id))
  const going = executions.filter((one) => !failed.includes(one) && !finished.includes(one))
  await insertAll(transaction, addValues, board.values.splice(0))
  await insertAll(
    transaction,
    addActions,
    board.actions.filter(({ executionId }) => !board.failed.has(executionId)),
  )
  await endActions(transaction, board, failed)
  await writeResults(transaction, board)
  await insertAll(transaction, moveQueued, [
    ...going.map((one) => moved(one, queueStates.OPEN)),
    ...failed.map((one) => moved(one, queueStates.ENDED)),
  ])
  const outputs = await outputsFor(transaction, board, finished)
  const nodesOf = await countNodes(transaction, failed)
  await applyPatches(
    transaction,
    [
      ...finished.map((one) => wellPatch(one, board, outputs(one))),
      ...failed.map(({ id, attempt }) => ({
        ...emptyPatch,
        id,
        finishAttempt: endOf(attempt, 'FAILED', board.failed.get(id)),
        nodeCount: nodesOf(id),
      })),
    ],
    board.now,
  )
  await removeQueued(
    transaction,
    finished.map(({ id }) => id),
  )
}

/** Ends executions for good: nothing of them is worked on any more, but what they have produced is kept for a retry. */
export async function endActions(
  transaction: Transaction,
  board: Board,
  executions: readonly Open[],
): Promise<void> {
  if (executions.length === 0) return
  const ids = executions.map(({ id }) => id)
  const byId = new Map(executions.map((one) => [one.id, one]))
  for (const { executionId, nodeId, attempt, leasedAt } of await transaction.run(deleteActions, { ids })) {
    const given = { status: 'CANCELLED', attempt, startedAt: leasedAt } as const
    board.results.push(resultOf(board, byId.get(executionId)!, nodeId, given))
  }
  await transaction.run(deleteJoins, { ids })
}

export async function writeResults(transaction: Transaction, { results }: Board): Promise<void> {
  await insertAll(
    transaction,
    addNodes,
    results.map(({ executionId, ...node }) => nodeRow(executionId, node)),
  )
  await insertAll(
    transaction,
    addLargeValues,
    results.flatMap(({ executionId: id, ...node }) =>
      largeRows({ id, inputs: null, outputs: null, nodeResults: [node] }),
    ),
  )
}

export const moved = ({ id, attempt, openNodes, nextSeq }: Open, state: QueueRow['state']) => ({
  ...{ id, state, attempt, openNodes, nextSeq },
})

/** Removes what the queue holds of executions that are done with: of these no action is left. */
async function removeQueued(transaction: Transaction, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  for (const table of [deleteJoins, deleteValues, deleteQueued]) await transaction.run(table, { ids })
}

/** The outputs of the last nodes, by their ids. */
async function outputsFor(transaction: Transaction, board: Board, finished: readonly Open[]) {
  const keys = finished.flatMap(({ id: executionId, plan }) =>
    plan.last.map(({ id: nodeId }) => ({ executionId, nodeId })),
  )
  const outputOf = await outputsOf(transaction, keys, board.outputs)
  return ({ id, plan }: Open): string => {
    const entries = plan.last.flatMap(({ id: nodeId }) => {
      const json = outputOf(id, nodeId)
      return json === undefined ? [] : [`${JSON.stringify(nodeId)}:${json}`]
    })
    return `{${entries.join(',')}}`
  }
}

export const emptyPatch = {
  ...{ expectedVersion: null, startAttempt: null, finishAttempt: null, state: undefined, report: null },
  ...{ heartbeatAt: null, heartbeatTimeoutMs: null, outputs: null, nodeResults: [], metadata: [] },
  ...{ addTags: [], removeTags: [] },
} as const

/** At the time of the flush, but not before it began: clocks differ, and a verdict must not be refused for that. */
export const endOf = (
  number: number,
  verdict: 'OK' | 'FAILED' | 'CANCELLED',
  error: string | null = null,
) => ({
  ...{ number, verdict, error, finishedAt: null },
})

const wellPatch = ({ id, attempt, plan }: Open, { limits }: Board, outputs: string): ExecutionPatch => ({
  ...emptyPatch,
  id,
  finishAttempt: endOf(attempt, 'OK'),
  outputs: cutPayload(JSON.parse(outputs), limits),
  nodeCount: plan.nodes.size,
})
