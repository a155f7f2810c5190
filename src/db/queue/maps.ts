import type { Transaction } from '../backend.ts'
import { cutText } from '../recording/payload.ts'
import { insertAll } from '../recording/writes.ts'
import { inParts } from '../parts.ts'
import { type Board, type Decided, type Open, type SettledNode, failNode, resultOf } from './board.ts'
import { createBreaks } from '../turn.ts'
import { splitList } from './lists.ts'
import { elementId, elementsOf, refusedBy, wholeBytes } from './plan.ts'
import { keepOutput, outputsOf, sizesOf } from './produced.ts'
import { addReady } from './ready.ts'
import { type JoinRow, addValues } from './statements.ts'

/** Most elements of a map. Larger maps belong in an execution of their own. */
const mostElements = 10_000

/** Adds an action for each element of the lists that nodes map over. Lists are read in parts of bounded size. */
export async function mapOut(
  transaction: Transaction,
  board: Board,
  mapped: readonly Decided[],
): Promise<JoinRow[]> {
  const elements: JoinRow[] = []
  const parts = inParts(mapped, ({ bytes }) => bytes ?? board.inputBytes, board.inputBytes)
  for (const [index, part] of parts.entries()) {
    if (index > 0) await letGo(transaction, board)
    const keys = part.map(({ execution, node }) => ({ executionId: execution.id, nodeId: node.mapOver! }))
    const listOf = await outputsOf(transaction, keys, bytesOf(part), board.outputs)
    for (const one of part) {
      const { execution, node } = one
      const json = listOf(execution.id, node.mapOver!)
      const list = json === undefined ? undefined : await splitList(json, mostElements)
      if (list) elements.push(await addElements(board, one, list))
      else
        failNode(
          board,
          one,
          `Node ${JSON.stringify(node.id)} maps over the output of ${JSON.stringify(node.mapOver)}, which is not a list of at most ${mostElements} elements.`,
        )
    }
  }
  return elements
}

const bytesOf = (part: readonly { readonly bytes: number | null }[]) =>
  part.reduce((sum, { bytes }) => sum + (bytes ?? 0), 0)

/** Adds an action for each element that has no output yet. */
async function addElements(
  board: Board,
  { execution, node }: Decided,
  list: readonly string[],
): Promise<JoinRow> {
  const { id: executionId } = execution
  const known = board.known.get(executionId)
  let [settled, bytes] = [0, 0]
  const breaks = createBreaks()
  for (const [index, json] of list.entries()) {
    const nodeId = elementId(node.id, index)
    const before = known?.get(nodeId)
    if (before) {
      settled += 1
      bytes += before.bytes + 1
    } else {
      board.values.push({ executionId, kind: 'in', nodeId, json })
      addReady(board, execution, node, { nodeId, bytes: Buffer.byteLength(json) })
    }
    if (breaks.isDue()) await breaks.take()
  }
  return { executionId, nodeId: elementsOf(node.id), settled, total: list.length, skipped: 0, bytes }
}

/**
 * Completes maps whose elements are all done: the node's output lists the elements' outputs in order. Its size is known
 * before they are read, and they are read in parts of bounded size.
 */
export async function gather(
  transaction: Transaction,
  board: Board,
  executions: ReadonlyMap<string, Open>,
  joins: readonly JoinRow[],
): Promise<SettledNode[]> {
  const maps: Gathered[] = []
  for (const join of joins) {
    const execution = executions.get(join.executionId)!
    const node = execution.plan.nodes.get(join.nodeId.slice(0, -2))!
    const bytes = await listBytes(transaction, board, join)
    if (bytes <= board.inputBytes) maps.push({ execution, node, bytes, total: join.total })
    else failNode(board, { execution, node }, listTooLarge(node.id, bytes, board.inputBytes))
  }
  const settled: SettledNode[] = []
  for (const [index, part] of inParts(maps, ({ bytes }) => bytes, board.inputBytes).entries()) {
    if (index > 0) await letGo(transaction, board)
    const keys = part.flatMap(elementKeys)
    const outputOf = await outputsOf(transaction, keys, bytesOf(part), board.outputs)
    for (const one of part) settled.push(await gathered(board, one, outputOf))
  }
  return settled
}

interface Gathered extends Pick<Decided, 'execution' | 'node'> {
  readonly bytes: number
  readonly total: number
}

const elementKeys = ({ execution, node, total }: Gathered) =>
  Array.from({ length: total }, (_, index) => ({
    executionId: execution.id,
    nodeId: elementId(node.id, index),
  }))

/** The counted size. If an earlier version counted the first elements, the sizes are read. */
async function listBytes(
  transaction: Transaction,
  { outputs }: Board,
  { executionId, nodeId, total, bytes }: JoinRow,
): Promise<number> {
  if (bytes !== null) return wholeBytes(bytes)
  const id = nodeId.slice(0, -2)
  const keys = Array.from({ length: total }, (_, index) => ({ executionId, nodeId: elementId(id, index) }))
  const sizeOf = await sizesOf(transaction, keys, outputs)
  return wholeBytes(keys.reduce((sum, key) => sum + sizeOf(key)! + 1, 0))
}

async function gathered(
  board: Board,
  { execution, node, bytes, total }: Gathered,
  outputOf: (executionId: string, nodeId: string) => string | undefined,
): Promise<SettledNode> {
  const breaks = createBreaks()
  const { id: executionId } = execution
  const outputs = Array.from({ length: total }, (_, index) =>
    outputOf(executionId, elementId(node.id, index))!,
  )
  const json = `[${outputs.join(',')}]`
  if (breaks.isDue()) await breaks.take()
  const value = cutText(json, board.limits, bytes)
  keepOutput(board, { executionId, nodeId: node.id, json }, value)
  board.results.push(resultOf(board, execution, node.id, { status: 'COMPLETED', value }))
  return { execution, node, output: { bytes, refused: refusedBy(node.behind, json) } }
}

const listTooLarge = (nodeId: string, bytes: number, most: number) =>
  `TOO_LARGE: the outputs of node ${JSON.stringify(nodeId)} have ${bytes} bytes in total. The limit for the list of a map is ${most}.`

/** Writes the collected values and frees them before more are read. */
async function letGo(transaction: Transaction, board: Board): Promise<void> {
  const values = board.values.splice(0)
  await insertAll(transaction, addValues, values)
  for (const { executionId, nodeId, kind } of values)
    if (kind === 'out') board.outputs.delete(`${executionId}\0${nodeId}`)
}
