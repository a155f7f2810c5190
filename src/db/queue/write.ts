import type { Transaction } from '../backend.ts'
import { type CutPayload, cutEntries } from '../recording/payload.ts'
import { addLargeValues, addNodes, insertAll } from '../recording/writes.ts'
import { inParts } from '../parts.ts'
import type { ExecutionPatch } from '../patching/patch.ts'
import { largeRows, nodeRow } from '../recording/rows.ts'
import { applyPatches } from '../patching/update.ts'
import { type Board, type Open, resultOf } from './board.ts'
import { entryBytes, wholeBytes } from './plan.ts'
import { outputsOf, sizesOf } from './produced.ts'
import {
  type QueueRow,
  addActions,
  addValues,
  deleteActions,
  deleteJoins,
  deleteQueued,
  deleteValues,
  moveQueued,
} from './statements.ts'
import { countNodes } from './tried.ts'
import { queueStates } from '../tables/queue.ts'

/** Writes a flush's results for executions that the transaction has locked: actions, history, verdicts. */
export async function writeBoard(
  transaction: Transaction,
  board: Board,
  executions: readonly Open[],
): Promise<void> {
  const done = executions.filter(({ id, openNodes }) => openNodes === 0 && !board.failed.has(id))
  for (const one of done) await checkOutputs(transaction, board, one)
  const failed = executions.filter(({ id }) => board.failed.has(id))
  const finished = done.filter(({ id }) => !board.failed.has(id))
  board.ended.push(...[...failed, ...finished].map(({ id }) => id))
  const over = new Set(board.ended)
  // An execution that has ended leaves its place to another.
  if (board.actions.length + board.ended.length > 0) transaction.changed('work')
  await insertAll(transaction, addValues, board.values.splice(0))
  await insertAll(
    transaction,
    addActions,
    board.actions.filter(({ executionId }) => !board.failed.has(executionId)),
  )
  await endActions(transaction, board, failed)
  await writeResults(transaction, board)
  await insertAll(transaction, moveQueued, [
    ...executions.filter(({ id }) => !over.has(id)).map((one) => moved(one, queueStates.OPEN)),
    ...failed.map((one) => moved(one, queueStates.ENDED)),
  ])
  await writeVerdicts(transaction, board, failed, finished)
  await removeQueued(
    transaction,
    finished.map(({ id }) => id),
  )
}

/** The last nodes' outputs are combined like an action's input, and have the same limit. */
async function checkOutputs(transaction: Transaction, board: Board, one: Open): Promise<void> {
  one.outputBytes ??= await outputBytesOf(transaction, board, one)
  const bytes = wholeBytes(one.outputBytes)
  if (bytes <= board.inputBytes) return
  const error = `TOO_LARGE: the outputs of the last nodes have ${bytes} bytes in total. The limit for the outputs of an execution is ${board.inputBytes}.`
  board.failed.set(one.id, error)
}

/** The size of the outputs, from stored sizes, of an execution that an earlier version began. */
async function outputBytesOf(transaction: Transaction, { outputs }: Board, { id, plan }: Open) {
  const keys = plan.last.map((node) => ({ executionId: id, nodeId: node.id }))
  const sizeOf = await sizesOf(transaction, keys, outputs)
  return plan.last.reduce((sum, node) => {
    const bytes = sizeOf({ executionId: id, nodeId: node.id })
    return bytes === undefined ? sum : sum + entryBytes(node, bytes)
  }, 0)
}

/** Writes verdicts. Outputs are read in parts of bounded size. */
async function writeVerdicts(
  transaction: Transaction,
  board: Board,
  failed: readonly Open[],
  finished: readonly Open[],
): Promise<void> {
  const nodesOf = await countNodes(transaction, failed)
  let patches: ExecutionPatch[] = failed.map(({ id, attempt }) => ({
    ...emptyPatch,
    id,
    finishAttempt: endOf(attempt, 'FAILED', board.failed.get(id)),
    nodeCount: nodesOf(id),
  }))
  const parts = inParts(finished, ({ outputBytes }) => outputBytes ?? board.inputBytes, board.inputBytes)
  for (const part of parts) {
    const madeBy = await outputsFor(transaction, board, part)
    patches.push(...part.map((one) => wellPatch(one, madeBy(one))))
    if (part !== parts.at(-1)) {
      await applyPatches(transaction, patches, board.now)
      patches = []
    }
  }
  await applyPatches(transaction, patches, board.now)
}

/** Ends executions: their actions and joins are deleted, and their outputs are kept for a retry. */
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

export const moved = ({ id, attempt, openNodes, nextSeq, outputBytes }: Open, state: QueueRow['state']) => ({
  id,
  state,
  attempt,
  openNodes,
  nextSeq,
  outputBytes,
})

/** Deletes the queue's rows of finished executions, which have no action left. */
async function removeQueued(transaction: Transaction, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  for (const table of [deleteJoins, deleteValues, deleteQueued]) await transaction.run(table, { ids })
}

/** The outputs of the last nodes, by their ids. */
async function outputsFor(transaction: Transaction, board: Board, finished: readonly Open[]) {
  const keys = finished.flatMap(({ id: executionId, plan }) =>
    plan.last.map(({ id: nodeId }) => ({ executionId, nodeId })),
  )
  const bytes = finished.reduce((sum, { outputBytes }) => sum + (outputBytes ?? board.inputBytes), 0)
  const outputOf = await outputsOf(transaction, keys, bytes, board.outputs)
  return ({ id, plan }: Open): CutPayload => {
    const entries = plan.last.flatMap(({ id: nodeId }) => {
      const json = outputOf(id, nodeId)
      return json === undefined ? [] : [[nodeId, json] as const]
    })
    return cutEntries(entries, board.limits)
  }
}

export const emptyPatch = {
  expectedVersion: null,
  startAttempt: null,
  finishAttempt: null,
  state: undefined,
  report: null,
  heartbeatAt: null,
  heartbeatTimeoutMs: null,
  outputs: null,
  nodeResults: [],
  metadata: [],
  addTags: [],
  removeTags: [],
} as const

/** Ends an attempt at the time of the flush, but not before the attempt began: clocks differ, and a verdict must not be refused for that. */
export const endOf = (
  number: number,
  verdict: 'OK' | 'FAILED' | 'CANCELLED',
  error: string | null = null,
) => ({
  number,
  verdict,
  error,
  finishedAt: null,
})

const wellPatch = ({ id, attempt, plan }: Open, outputs: CutPayload): ExecutionPatch => ({
  ...emptyPatch,
  id,
  finishAttempt: endOf(attempt, 'OK'),
  outputs,
  nodeCount: plan.nodes.size,
})
