import { and, sql } from 'drizzle-orm'
import type { Transaction } from '../backend.ts'
import type { CutPayload } from '../recording/payload.ts'
import { inParts } from '../parts.ts'
import { type Statement, apart, shapes, statement } from '../sql/statement.ts'
import type { Board } from './board.ts'
import { valuesOf } from './statements.ts'
import type { Scalar } from '../sql/scope.ts'

export type NodeKey = { readonly executionId: string; readonly nodeId: string }

/** The JSON text or the size of a node's output. `null`: history holds it truncated, or there is none. */
type Recorded<Said> = NodeKey & { readonly said: Said | null }

type What = 'json' | 'bytes'

/** Sizes are computed without reading the texts. */
const whole = {
  json: sql`case when node_results.truncated is null then node_results.value end`,
  bytes: sql`case when node_results.truncated is null then octet_length(node_results.value) end`,
}

/** A sub-select per key: a plan made when the table was short would read all of it. */
const recordedOf = shapes((what: What) =>
  apart(
    { of: 'executions', keys: 'keys.executionId' },
    statement<Recorded<Scalar>>('queue.recordedOf', ({ tables: { nodeResults: n }, dialect }) => {
      const keys = dialect.rows('keys', { executionId: 'text', nodeId: 'text' })
      const isOf = and(
        sql`node_results.execution_id = keys."executionId" and node_results.node_id = keys."nodeId"`,
        dialect.implied(dialect.isIn(n.executionId, 'keys.executionId')),
      )
      return sql`
      select keys."executionId", keys."nodeId", (
        select ${whole[what]} from node_results where ${isOf} and node_results.status = 'COMPLETED'
        order by node_results.attempt desc limit 1
      ) as said
      from ${keys}`
    }),
  ),
)

const recordedIn = statement<Recorded<number>>(
  'queue.recordedIn',
  ({ tables: { nodeResults: n }, dialect }) => sql`
    select node_results.execution_id as "executionId", node_results.node_id as "nodeId",
      ${whole.bytes} as said
    from node_results
    where ${dialect.isIn(n.executionId, 'ids')} and node_results.status = 'COMPLETED'
    order by node_results.attempt
  `,
)

const keyOf = ({ executionId, nodeId }: NodeKey) => `${executionId}\0${nodeId}`

/** Notes an output for this flush. If history truncates it, the queue keeps it whole. */
export function keepOutput(
  board: Board,
  { json, ...key }: NodeKey & { readonly json: string },
  { truncated }: CutPayload,
): void {
  board.outputs.set(keyOf(key), json)
  if (truncated.length > 0) board.values.push({ ...key, kind: 'out', json })
}

/** So many bytes are read by one statement: SQLite answers nothing else until it is done. */
export const mostOfRead = 1024 * 1024

/** The outputs of nodes, of so many bytes together at most, from this flush or else from the store. */
export async function outputsOf(
  transaction: Transaction,
  keys: readonly NodeKey[],
  bytes: number,
  own: ReadonlyMap<string, string> = new Map(),
): Promise<(executionId: string, nodeId: string) => string | undefined> {
  const stored = keys.filter((key) => !own.has(keyOf(key)))
  const found = new Map<string, string>()
  for (const part of bytes > mostOfRead ? await partsBySize(transaction, stored) : [stored])
    for (const [key, json] of await storedOf<string>(transaction, 'json', part)) found.set(key, json)
  return (executionId, nodeId) => {
    const key = keyOf({ executionId, nodeId })
    return own.get(key) ?? found.get(key)
  }
}

/** The sizes of nodes' outputs, without reading stored ones: from this flush or else from the store. */
export async function sizesOf(
  transaction: Transaction,
  keys: readonly NodeKey[],
  own: ReadonlyMap<string, string> = new Map(),
): Promise<(key: NodeKey) => number | undefined> {
  const stored = keys.filter((key) => !own.has(keyOf(key)))
  const found = await storedOf<number>(transaction, 'bytes', stored)
  return (key) => {
    const json = own.get(keyOf(key))
    return json === undefined ? found.get(keyOf(key)) : Buffer.byteLength(json)
  }
}

/** The sizes of all outputs that executions have so far. */
export async function allSizesOf(transaction: Transaction, ids: readonly string[]) {
  const rows = await transaction.run(recordedIn, { ids })
  const found = await withKept<number>(transaction, 'bytes', rows)
  return rows.flatMap(({ executionId, nodeId }) => {
    const bytes = found.get(keyOf({ executionId, nodeId }))
    return bytes === undefined ? [] : [{ executionId, nodeId, bytes }]
  })
}

async function partsBySize(transaction: Transaction, keys: readonly NodeKey[]) {
  const sizes = await storedOf<number>(transaction, 'bytes', keys)
  return inParts(keys, (key) => sizes.get(keyOf(key)) ?? 0, mostOfRead)
}

/** Most keys of one statement: SQLite answers nothing else until it is done. */
const mostKeys = 2_000

async function storedOf<Said extends Scalar>(
  transaction: Transaction,
  what: What,
  keys: readonly NodeKey[],
): Promise<Map<string, Said>> {
  const found = new Map<string, Said>()
  for (const part of inParts(keys, () => 1, mostKeys)) {
    const rows = await transaction.run(recordedOf(what) as Statement<Recorded<Said>>, { keys: part })
    for (const [key, said] of await withKept<Said>(transaction, what, rows)) found.set(key, said)
  }
  return found
}

/** Adds the values that the queue keeps whole. */
async function withKept<Said extends Scalar>(
  transaction: Transaction,
  what: What,
  rows: readonly Recorded<Said>[],
): Promise<Map<string, Said>> {
  const keys = rows.flatMap(({ executionId, nodeId, said }) =>
    said === null ? [{ executionId, kind: 'out', nodeId }] : [],
  )
  const values = keys.length === 0 ? [] : await transaction.run(valuesOf(what), { keys })
  const both = [...rows, ...(values as (NodeKey & { said: Said | null })[])]
  return new Map(both.flatMap((row) => (row.said === null ? [] : [[keyOf(row), row.said] as const])))
}
