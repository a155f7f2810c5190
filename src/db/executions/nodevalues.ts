import { sql } from 'drizzle-orm'
import type { Backend, Reading } from '../backend.ts'
import { type Encoded, decodedRows } from '../source/encoded.ts'
import { type Sized, as } from '../sql/select.ts'
import type { Scope } from '../sql/scope.ts'
import { longTexts, scan } from '../sql/statement.ts'
import { encodingIn, ofExecution } from './largetexts.ts'

export interface NodeResultKey {
  readonly executionId: string
  readonly nodeId: string
  readonly attempt: number
}

/** The results of nodes that the rows called `keys` name, and their key. */
export function resultsByKey({ tables: { nodeResults: n }, dialect, executions }: Scope) {
  const { key, nodeResults: source } = executions
  if (!source) return undefined
  const keys = dialect.rows('keys', { ...key.types, nodeId: 'text', attempt: 'bigint' })
  const shown = [as(n.executionId, 'executionId'), as(n.nodeId, 'nodeId'), as(n.attempt, 'attempt')]
  const ofNode = source.order ? sql`and ${source.order.by} = ${source.order.at(sql`keys."nodeId"`)}` : sql``
  const same = sql`
    ${key.isOf('node_results', 'keys')} ${ofNode}
      and ${n.nodeId} = keys."nodeId" and ${n.attempt} = keys.attempt
  `
  return {
    key: sql.join(shown, sql`, `),
    from: sql`${keys} join ${source.from} on ${same}`,
    encoding: encodingIn('node_results', executions),
  }
}

export type NodeSizeRow = NodeResultKey & { readonly bytes: number }

const nodeSizes = scan<NodeSizeRow>('executions.nodeSizes', (scope) => {
  const { value } = scope.tables.nodeResults
  const results = resultsByKey(scope)
  return (
    results &&
    sql`
      select ${results.key}, octet_length(${value}) as bytes from ${results.from} where ${value} is not null
    `
  )
})

/** The sizes of the values of node results that lists have not measured. */
export const nodeSizesOf = (
  backend: Backend,
  keys: readonly NodeResultKey[],
  reading: Reading,
): Promise<NodeSizeRow[]> =>
  backend.read(nodeSizes, { keys: keys.map(ofExecution), now: reading.now }, reading)

/** `encoding`: as in `DecodedJson`. */
export type NodeValueRow = NodeResultKey &
  Sized &
  Encoded & {
    readonly value: string | null
    /** What was truncated, as JSON. */
    readonly truncated: string | null
  }

const nodeValues = longTexts<NodeValueRow>('executions.nodeValues', (scope) => {
  const { nodeResults: n } = scope.tables
  const results = resultsByKey(scope)
  const size = sql`octet_length(${n.value}) + coalesce(octet_length(${n.truncated}), 0)`
  return (
    results &&
    sql`
    select ${results.key}, ${size} as size,
      case when ${size} <= ${sql.placeholder('each')} then ${n.value} end as value,
      case when ${size} <= ${sql.placeholder('each')} then ${n.truncated} end as truncated
      ${results.encoding}
    from ${results.from}
    where ${n.value} is not null`
  )
})

/** The values of node results. Values of more than `each` bytes are not read. */
export async function nodeValuesOf(
  backend: Backend,
  keys: readonly NodeResultKey[],
  each: number,
  reading: Reading,
): Promise<NodeValueRow[]> {
  const values = { keys: keys.map(ofExecution), each, now: reading.now }
  return decodedRows(await backend.read(nodeValues, values, reading), 'value')
}
