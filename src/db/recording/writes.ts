import { sql } from 'drizzle-orm'
import type { Transaction } from '../backend.ts'
import { turn } from '../turn.ts'
import { charactersOf, insertRows, largeRow, upsertRows } from '../sql/insert.ts'
import { type Statement, statement } from '../sql/statement.ts'
import type { Scalar, Values } from '../sql/scope.ts'

type Rows = readonly Readonly<Record<string, Scalar>>[]

/** Most values of one insert, so that it is short. Others are served before the next one. */
const mostValues = 15_000

const mostCharacters = 600_000

/** Before more rows than this are written, others are served. */
const manyRows = 2_000

/** Inserts all rows; in several statements if they are very many or very large, in none if there are none. */
export async function insertAll<Row>(
  transaction: Transaction,
  into: Statement<Row>,
  rows: Rows,
  values: Values = {},
): Promise<Row[]> {
  if (rows.length > manyRows) await turn()
  const added: Row[] = []
  for (let first = 0; first < rows.length;) {
    const count = fitting(rows, first)
    const some = count === rows.length ? rows : rows.slice(first, first + count)
    for (const row of await transaction.run(into, { ...values, rows: some })) added.push(row)
    first += count
  }
  return added
}

/** How many rows, from the first on, one insert takes: at least one. A large row is inserted alone. */
function fitting(rows: Rows, first: number): number {
  const columns = Object.keys(rows[first]!)
  const most = Math.min(rows.length - first, Math.ceil(mostValues / columns.length))
  let characters = 0
  for (let count = 0; count < most; count += 1) {
    const row = rows[first + count]!
    const own = charactersOf(row, columns)
    characters += own
    if (count > 0 && (characters > mostCharacters || own > largeRow)) return count
    if (own > largeRow) return 1
  }
  return most
}

const hour = sql.raw(String(3_600_000))

/** A DAG is marked as used at most once an hour, since many executions share it. */
export const addDags = statement(
  'recording.addDags',
  ({ tables, dialect }) =>
    sql`
      ${insertRows(tables.dags, dialect)}
      on conflict (dag_hash)
      do update set last_used_at = excluded.last_used_at
      where dags.last_used_at + ${hour} <= excluded.last_used_at
    `,
)

export const addFacts = statement('recording.addFacts', ({ tables, dialect }) =>
  insertRows(tables.executionMetadata, dialect),
)

export const addTags = statement(
  'recording.addTags',
  ({ tables, dialect }) => sql`${insertRows(tables.executionTags, dialect)} on conflict do nothing`,
)

export const addPayloads = statement('recording.addPayloads', ({ tables: { payloads: p }, dialect }) =>
  upsertRows(p, [p.executionId, p.kind], dialect),
)

export const addNodes = statement('recording.addNodes', ({ tables: { nodeResults: n }, dialect }) =>
  upsertRows(n, [n.executionId, n.nodeId, n.attempt], dialect),
)

/** Like `addNodes`, but a result without a value keeps the stored one. */
export const mergeNodes = statement('recording.mergeNodes', ({ tables: { nodeResults: n }, dialect }) => {
  const kept = (column: string) =>
    sql.raw(`case when excluded.value is null then node_results.${column} else excluded.${column} end`)
  return upsertRows(n, [n.executionId, n.nodeId, n.attempt], dialect, {
    value: kept('value'),
    bytes: kept('bytes'),
    truncated: kept('truncated'),
  })
})

export const addLargeValues = statement(
  'recording.addLargeValues',
  ({ tables: { largeValues: l }, dialect }) => upsertRows(l, [l.executionId, l.kind, l.name], dialect),
)
