import { sql } from 'drizzle-orm'
import type { Transaction } from '../backend.ts'
import type { CutPayload } from '../recording/payload.ts'
import { inParts } from '../parts.ts'
import { type Statement, shapes, statement } from '../sql/statement.ts'
import type { Board } from './board.ts'
import { valuesOf } from './statements.ts'
import type { Scalar } from '../sql/scope.ts'

export type NodeKey = { readonly executionId: string; readonly nodeId: string }

/** Of what a node handed on, its JSON text or its bytes. `null`: history holds it cut, or there is none. */
type Recorded<Said> = NodeKey & { readonly said: Said | null }

type What = 'json' | 'bytes'

/** Sizes are told without reading the texts. */
const whole = {
  json: sql`case when node_results.truncated is null then node_results.value end`,
  bytes: sql`case when node_results.truncated is null then octet_length(node_results.value) end`,
}

/** Each is looked up by itself: a plan that knew the table when it was short would read all of it. */
const recordedOf = shapes((what: What) =>
  statement<Recorded<Scalar>>('queue.recordedOf', ({ dialect }) => {
    const keys = dialect.rows('keys', { executionId: 'text', nodeId: 'text' })
    return sql`
      select keys."executionId", keys."nodeId", (
        select ${whole[what]} from node_results
        where node_results.execution_id = keys."executionId" and node_results.node_id = keys."nodeId"
          and node_results.status = 'COMPLETED'
        order by node_results.attempt desc limit 1
      ) as said
      from ${keys}`
  }),
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

/** Notes an output: history has it, and what history holds cut is kept whole beside it. */
export function keepOutput(
  board: Board,
  { json, ...key }: NodeKey & { readonly json: string },
  { truncated }: CutPayload,
): void {
  board.outputs.set(keyOf(key), json)
  if (truncated.length > 0) board.values.push({ ...key, kind: 'out', json })
}

/** The outputs of nodes: what this flush makes, else what is stored. */
export async function outputsOf(
  transaction: Transaction,
  keys: readonly NodeKey[],
  own: ReadonlyMap<string, string> = new Map(),
): Promise<(executionId: string, nodeId: string) => string | undefined> {
  const stored = keys.filter((key) => !own.has(keyOf(key)))
  const found = await storedOf<string>(transaction, 'json', stored)
  return (executionId, nodeId) => {
    const key = keyOf({ executionId, nodeId })
    return own.get(key) ?? found.get(key)
  }
}

/** Bytes of the outputs of nodes, without reading them: of what this flush makes, else of what is stored. */
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

/** Bytes of all outputs that executions have so far. */
export async function allSizesOf(transaction: Transaction, ids: readonly string[]) {
  const rows = await transaction.run(recordedIn, { ids })
  const found = await withKept<number>(transaction, 'bytes', rows)
  return rows.flatMap(({ executionId, nodeId }) => {
    const bytes = found.get(keyOf({ executionId, nodeId }))
    return bytes === undefined ? [] : [{ executionId, nodeId, bytes }]
  })
}

/** One statement for so many: on SQLite nothing else is answered until it is done. */
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

/** With what was kept beside history. */
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
