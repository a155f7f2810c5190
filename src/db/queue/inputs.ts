import type { Transaction } from '../backend.ts'
import { inParts } from '../parts.ts'
import {
  type Link,
  type PlanNode,
  entryBytes,
  isCarrying,
  isRequired,
  nodeOf,
  refusedBy,
  wholeBytes,
} from './plan.ts'
import { plansOf } from './plans.ts'
import { type NodeKey, mostOfRead, outputsOf, sizesOf } from './produced.ts'
import { type ActionRow, valuesOf } from './statements.ts'

/** An action with its execution's flow and DAG. */
export interface QueuedAction extends ActionRow {
  readonly flow: string
  readonly dagHash: string
}

/** A JSON text. Many actions may have the output of one node in their inputs, so the parts are not put together. */
export type JsonParts = readonly string[]

/** Where the input of an action is stored. */
type Sources =
  /** The queue value with the map's element, or with the execution's inputs. */
  | { readonly given: string }
  /** The outputs of its predecessors. */
  | { readonly links: readonly Link[] }

/** A value that the queue keeps. */
type ValueKey = NodeKey & { readonly kind: 'in' }
type Given = NodeKey & { readonly said: unknown }

type SourcesOf = (action: QueuedAction) => Sources

async function sourcesFor(transaction: Transaction, actions: readonly QueuedAction[]): Promise<SourcesOf> {
  const planOf = await plansOf(
    transaction,
    actions.map(({ dagHash }) => dagHash),
  )
  return ({ dagHash, nodeId }) => {
    const { node, index } = nodeOf(planOf(dagHash), nodeId)!
    if (index !== null) return { given: nodeId }
    return node.before.length === 0 ? { given: '' } : { links: carryingLinks(node) }
  }
}

const carryingLinks = ({ before }: PlanNode) => before.filter(({ edges }) => edges.some(isCarrying))

/** Reads the inputs of actions as JSON, at most this many bytes at a time. */
export async function inputsOf(
  transaction: Transaction,
  actions: readonly QueuedAction[],
  most: number,
): Promise<Map<QueuedAction, JsonParts>> {
  const sourcesOf = await sourcesFor(transaction, actions)
  const inputs = new Map<QueuedAction, JsonParts>()
  for (const part of inParts(actions, ({ inputBytes }) => inputBytes ?? most, most)) {
    const textOf = await textsOf(transaction, part, sourcesOf)
    for (const action of part) inputs.set(action, textOf(action))
  }
  return inputs
}

/** Reads the sources of actions: inputs from the queue's values, outputs from history. */
async function textsOf(transaction: Transaction, actions: readonly QueuedAction[], sourcesOf: SourcesOf) {
  const { given, produced } = keysOf(actions, sourcesOf)
  const bytes = actions.reduce((sum, { inputBytes }) => sum + (inputBytes ?? mostOfRead), 0)
  const rows = await givenIn(transaction, given, bytes)
  const givenTo = new Map(rows.map((row) => [keyOf(row), row.said as string | null]))
  const outputOf = await outputsOf(transaction, produced, bytes)
  return (action: QueuedAction): JsonParts => {
    const { executionId } = action
    const sources = sourcesOf(action)
    if ('given' in sources) return [givenTo.get(keyOf({ executionId, nodeId: sources.given })) ?? 'null']
    const parts = sources.links.flatMap((link, index) => [
      `${index === 0 ? '{' : ','}${JSON.stringify(link.source.id)}:`,
      carried(link, outputOf(executionId, link.source.id)),
    ])
    return parts.length === 0 ? ['{}'] : [...parts, '}']
  }
}

/** The queue's values, of so many bytes together at most. */
async function givenIn(
  transaction: Transaction,
  keys: readonly ValueKey[],
  bytes: number,
): Promise<readonly Given[]> {
  if (keys.length === 0) return []
  if (bytes <= mostOfRead) return transaction.run(valuesOf('json'), { keys })
  const sizes = await transaction.run(valuesOf('bytes'), { keys })
  const sizeOf = new Map(sizes.map((row) => [keyOf(row), row.said as number | null]))
  const parts = inParts(keys, (key) => sizeOf.get(keyOf(key)) ?? 0, mostOfRead)
  const rows: Given[] = []
  for (const part of parts) rows.push(...(await transaction.run(valuesOf('json'), { keys: part })))
  return rows
}

/** Input sizes, without reading the inputs, of actions that an earlier version made ready. */
export async function inputSizesOf(transaction: Transaction, actions: readonly QueuedAction[]) {
  const sourcesOf = await sourcesFor(transaction, actions)
  const { given, produced } = keysOf(actions, sourcesOf)
  const rows = given.length === 0 ? [] : await transaction.run(valuesOf('bytes'), { keys: given })
  const givenTo = new Map(rows.map((row) => [keyOf(row), row.said as number | null]))
  const sizeOf = await sizesOf(transaction, produced)
  return (action: QueuedAction): number => {
    const { executionId } = action
    const sources = sourcesOf(action)
    if ('given' in sources) return givenTo.get(keyOf({ executionId, nodeId: sources.given })) ?? 'null'.length
    const sizes = sources.links.map(({ source }) =>
      entryBytes(source, sizeOf({ executionId, nodeId: source.id }) ?? 'null'.length),
    )
    return wholeBytes(sizes.reduce((sum, bytes) => sum + bytes, 0))
  }
}

const keyOf = ({ executionId, nodeId }: NodeKey) => `${executionId}\0${nodeId}`

function keysOf(actions: readonly QueuedAction[], sourcesOf: SourcesOf) {
  const given = new Map<string, ValueKey>()
  const produced = new Map<string, NodeKey>()
  for (const action of actions) {
    const { executionId } = action
    const sources = sourcesOf(action)
    if ('given' in sources) {
      const key = { executionId, nodeId: sources.given }
      given.set(keyOf(key), { ...key, kind: 'in' })
    } else
      for (const { source } of sources.links) {
        const key = { executionId, nodeId: source.id }
        produced.set(keyOf(key), key)
      }
  }
  return { given: [...given.values()], produced: [...produced.values()] }
}

/** The value that a link hands on: `null` if its source was skipped or its conditions are false. */
function carried(link: Link, json: string | undefined): string {
  if (json === undefined) return 'null'
  const carrying = link.edges.filter(isCarrying)
  if (carrying.some(isRequired)) return json
  const refused = refusedBy([link], json)
  return carrying.some((edge) => !refused.has(edge)) ? json : 'null'
}
