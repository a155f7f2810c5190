import { type SQLWrapper, sql } from 'drizzle-orm'
import { attemptFacts } from '../status/facts.ts'
import { attemptStatus, executionFinishedAt, executionStatus } from '../status/status.ts'
import type { Tables } from '../tables/tables.ts'
import type { Dialect, ExecutionSource, KeyOfExecutions, AttemptSource } from '../sql/scope.ts'

/** Never below 0, since clocks may disagree. */
const elapsed = (from: SQLWrapper, to: SQLWrapper) =>
  sql`case when ${to} < ${from} then 0 else ${to} - ${from} end`

export function nativeExecutions(
  { executions: e, executionTags }: Tables,
  dialect: Dialect,
): ExecutionSource {
  const rule = executionStatus(e)
  const finishedAt = executionFinishedAt(e)
  const key: KeyOfExecutions = {
    types: { id: 'text' },
    isOf: (table, keys) => sql.raw(`${table}.execution_id = ${keys}.id`),
  }
  return {
    from: sql`executions`,
    rule,
    finishedAt,
    durationMs: elapsed(e.startedAt, finishedAt),
    shown: {},
    key,
    byIds: sql`executions where ${dialect.isIn(e.id, 'ids')}`,
    steps: sql`
      select ${e.flow} as flow, ${e.runNumber} as number, ${e.step} as step, ${rule.status} as status,
        count(*) as count, min(${e.startedAt}) as "startedAt", max(${finishedAt}) as "finishedAt"
      from keys
      join executions on ${e.flow} = keys.flow and ${e.runNumber} = keys.number
      where ${e.step} is not null
      group by 1, 2, 3, 4
    `,
    attempts: nativeAttempts(e),
    metadata: { from: sql`execution_metadata`, order: sql`execution_metadata.id` },
    runMetadata: { from: sql`run_metadata`, order: sql`run_metadata.id` },
    nodeResults: sql`node_results`,
    tags: sql`execution_tags`,
    hasTags(list) {
      const found = sql`
        (
          select count(*)
          from execution_tags
          where execution_tags.execution_id = executions.execution_id
            and ${dialect.isIn(executionTags.tag, list)}
        )
      `
      return list === 'anyTags' ? sql`${found} > 0` : sql`${found} = ${sql.placeholder('tagCount')}`
    },
    byTag: sql`execution_tags join executions on executions.execution_id = execution_tags.execution_id`,
    indexed: true,
    payloads: sql`join payloads on payloads.execution_id = keys.id and payloads.kind = keys.kind`,
  }
}

function nativeAttempts(e: Tables['executions']): AttemptSource {
  const { status, reason } = attemptStatus(e, { number: sql`a.number`, verdict: sql`coalesce(a.verdict, 0)` })
  return {
    rows: attemptFacts,
    joined: sql`join executions on ${e.id} = a.execution`,
    shown: {
      startedAt: sql`a.began_at`,
      finishedAt: sql`a.ended_at`,
      durationMs: elapsed(sql`a.began_at`, sql`a.ended_at`),
      status,
      statusReason: reason,
      error: sql`a.error`,
      errorId: sql`a.error_id`,
    },
  }
}
