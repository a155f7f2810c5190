import { type SQL, and, sql } from 'drizzle-orm'
import type { Transaction } from '../backend.ts'
import { groupOf, mostRead } from '../fingerprint/fingerprint.ts'
import { updateRows } from '../sql/insert.ts'
import { as } from '../sql/select.ts'
import { apart, statement } from '../sql/statement.ts'
import { hasFailed } from '../tables/execution.ts'
import { createBreaks } from '../turn.ts'
import { insertAll } from './writes.ts'

/**
 * The error of an execution's node that failed first, by its end and id. It reads no more of it than a group needs.
 * `among`: what follows for the column with the id, as `implied` of the dialect says it.
 */
export const firstNodeError = (id: SQL, among: (column: SQL) => SQL | undefined = () => undefined) => sql`
  (
    select ${beginningOf(sql`failed.error`)}
    from node_results failed
    where ${and(sql`failed.execution_id = ${id}`, among(sql`failed.execution_id`))}
      and failed.status = 'FAILED' and failed.error is not null
      and failed.attempt = (
        select max(other.attempt)
        from node_results other
        where ${and(sql`other.execution_id = failed.execution_id`, among(sql`other.execution_id`))}
          and other.node_id = failed.node_id
      )
    order by case when failed.finished_at is null then 1 else 0 end, failed.finished_at, failed.node_id
    limit 1
  )
`

/** As much of a text as a group is made from. */
const beginningOf = (text: SQL) => sql`substr(${text}, 1, ${sql.raw(String(mostRead))})`

/** What makes the group of a failure. */
interface StoredFailure {
  readonly id: string
  readonly bytes: number
  readonly error: string | null
  readonly nodeError: string | null
}

/** The failures among these executions, with the beginnings of their errors. */
const failuresAmong = apart(
  { of: 'executions', keys: 'ids' },
  statement<StoredFailure>(
    'recording.failuresAmong',
    ({ tables: { executions: e }, dialect }) => sql`
    select ${as(e.id, 'id')}, coalesce(octet_length(${e.error}), 0) as bytes,
      ${beginningOf(sql`${e.error}`)} as error, ${firstNodeError(sql`${e.id}`, (column) => dialect.implied(dialect.isIn(column, 'ids')))} as "nodeError"
    from ${e}
    where ${dialect.isIn(e.id, 'ids')} and ${sql.raw(hasFailed('executions.verdict'))}
    order by ${e.id} ${dialect.forUpdate}
  `,
  ),
)

const setGroups = statement('recording.setGroups', ({ tables: { executions: e }, dialect }) =>
  updateRows({ table: e, key: e.id, names: ['failureGroup', 'failureBytes'] }, dialect),
)

/** Makes the groups of these executions from what is stored. It is no change that listeners or versions tell of. */
export async function regroup(transaction: Transaction, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  const rows: { id: string; failureGroup: string | null; failureBytes: number }[] = []
  const breaks = createBreaks()
  for (const { id, bytes, error, nodeError } of await transaction.run(failuresAmong, { ids })) {
    const failureGroup = (error && groupOf(error)) || (nodeError && groupOf(nodeError)) || null
    rows.push({ id, failureGroup, failureBytes: bytes })
    if (breaks.isDue()) await breaks.take()
  }
  await insertAll(transaction, setGroups, rows)
}
