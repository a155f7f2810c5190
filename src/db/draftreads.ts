import { sql } from 'drizzle-orm'
import { attemptFacts } from './attemptfacts.ts'
import type { Transaction } from './backend.ts'
import {
  type Draft,
  type KnownAttempt,
  type KnownNode,
  type Standing,
  changedColumns,
  fixedColumns,
  newDraft,
} from './draft.ts'
import type { ExecutionPatch } from './patch.ts'
import { as } from './select.ts'
import { statement } from './statement.ts'

const lockStanding = statement<Standing>(({ tables: { executions: e }, dialect }) => {
  const columns = [...fixedColumns, ...changedColumns].map((name) => as(e[name], name))
  return sql`select ${sql.join(columns, sql`, `)} from ${e} where ${dialect.isIn(e.id, 'ids')} order by ${e.id} ${dialect.forUpdate}`
})

const attemptsOf = statement<KnownAttempt & { execution: string; number: number }>(
  ({ dialect }) =>
    sql`with parents as (select parents.* from ${dialect.rows('parents', { id: 'text' })}) select execution, number, began_at as "startedAt", coalesce(verdict, 0) as verdict from (${attemptFacts}) as attempts where began_at is not null`,
)

const nodesOf = statement<KnownNode>(({ tables: { nodeResults: n }, dialect }) => {
  const columns = { executionId: n.executionId, nodeId: n.nodeId, attempt: n.attempt, status: n.status }
  const shown = Object.entries({
    ...columns,
    startedAt: n.startedAt,
    finishedAt: n.finishedAt,
    error: n.error,
  }).map(([name, column]) => as(column, name))
  const keys = dialect.rows('keys', { executionId: 'text', nodeId: 'text' })
  return sql`select ${sql.join(shown, sql`, `)} from ${keys} join ${n} on ${n.executionId} = keys."executionId" and ${n.nodeId} = keys."nodeId"`
})

/** The executions as they stand, with what the patches need to know of their attempts and nodes. */
export async function readDrafts(
  transaction: Transaction,
  patches: readonly ExecutionPatch[],
): Promise<Map<string, Draft>> {
  const ids = [...new Set(patches.map(({ id }) => id))]
  const rows = new Map((await transaction.run(lockStanding, { ids })).map((row) => [row.id, row]))
  const nodeKeys = new Map(
    patches.flatMap(({ id, nodeResults }) =>
      rows.has(id)
        ? nodeResults.map(
            ({ nodeId }) => [JSON.stringify([id, nodeId]), { executionId: id, nodeId }] as const,
          )
        : [],
    ),
  )
  const keys = [...nodeKeys.values()]
  const nodes = keys.length === 0 ? [] : await transaction.run(nodesOf, { keys })
  // Of the current attempt the registers tell.
  const isEarlier = ({ id, startAttempt, finishAttempt }: ExecutionPatch) =>
    [startAttempt?.number, finishAttempt?.number].some(
      (number) => number != null && number < (rows.get(id)?.attempt ?? 0),
    )
  const parents = [...new Set(patches.filter(isEarlier).map(({ id }) => id))].map((id) => ({ id }))
  const attempts = parents.length === 0 ? [] : await transaction.run(attemptsOf, { parents })
  const byId = Map.groupBy(attempts, ({ execution }) => execution)
  const nodesById = Map.groupBy(nodes, ({ executionId }) => executionId)
  return new Map(
    [...rows].map(([id, row]) => {
      const known = (byId.get(id) ?? []).map(
        ({ number, ...attempt }) => [number, attempt] as [number, KnownAttempt],
      )
      return [id, newDraft(row, known, nodesById.get(id) ?? [])]
    }),
  )
}
