import { sql } from 'drizzle-orm'
import type { Transaction } from '../backend.ts'
import type { CutPayload } from '../cutting.ts'
import { statement } from '../statement.ts'
import { valuesOf } from './tables.ts'
import type { Board } from './unfold.ts'

export type NodeKey = { readonly executionId: string; readonly nodeId: string }

/** What a node handed on, as JSON text. */
type Produced = NodeKey & { readonly json: string }

/** `null`: history holds it cut, or there is none. */
type Recorded = NodeKey & { readonly json: string | null }

const whole = sql`case when node_results.truncated is null then node_results.value end`

/** Each is looked up by itself: a plan that knew the table when it was short would read all of it. */
const recordedOf = statement<Recorded>(({ dialect }) => {
  const keys = dialect.rows('keys', { executionId: 'text', nodeId: 'text' })
  return sql`select keys."executionId", keys."nodeId", (select ${whole} from node_results where node_results.execution_id = keys."executionId" and node_results.node_id = keys."nodeId" and node_results.status = 'COMPLETED' order by node_results.attempt desc limit 1) as json from ${keys}`
})

const recordedIn = statement<Recorded>(
  ({ tables: { nodeResults: n }, dialect }) =>
    sql`select node_results.execution_id as "executionId", node_results.node_id as "nodeId", ${whole} as json from node_results where ${dialect.isIn(n.executionId, 'ids')} and node_results.status = 'COMPLETED' order by node_results.attempt`,
)

const keyOf = ({ executionId, nodeId }: NodeKey) => `${executionId}\0${nodeId}`

/** Notes an output: history has it, and what history holds cut is kept whole beside it. */
export function keepOutput(board: Board, produced: Produced, { truncated }: CutPayload): void {
  const { executionId, nodeId, json } = produced
  board.outputs.set(keyOf(produced), json)
  if (truncated.length > 0) board.values.push({ executionId, kind: 'out', nodeId, json })
}

/** The outputs of nodes: what this flush makes, else what is stored. */
export async function outputsOf(
  transaction: Transaction,
  keys: readonly NodeKey[],
  own: ReadonlyMap<string, string> = new Map(),
): Promise<(executionId: string, nodeId: string) => string | undefined> {
  const stored = keys.filter((key) => !own.has(keyOf(key)))
  const rows = stored.length === 0 ? [] : await transaction.run(recordedOf, { keys: stored })
  const found = new Map((await withKept(transaction, rows)).map((one) => [keyOf(one), one.json]))
  return (executionId, nodeId) => {
    const key = keyOf({ executionId, nodeId })
    return own.get(key) ?? found.get(key)
  }
}

/** All outputs that executions have so far. */
export const allOutputsOf = async (transaction: Transaction, ids: readonly string[]): Promise<Produced[]> =>
  withKept(transaction, await transaction.run(recordedIn, { ids }))

/** With what was kept beside history. */
async function withKept(transaction: Transaction, rows: readonly Recorded[]): Promise<Produced[]> {
  const keys = rows.flatMap(({ executionId, nodeId, json }) =>
    json === null ? [{ executionId, kind: 'out', nodeId }] : [],
  )
  const values = keys.length === 0 ? [] : await transaction.run(valuesOf, { keys })
  const kept = new Map(values.map((value) => [keyOf(value), value.json]))
  return rows.flatMap((row) => {
    const json = row.json ?? kept.get(keyOf(row))
    return json == null ? [] : [{ ...row, json }]
  })
}
