import { type SQL, type SQLWrapper, and, sql } from 'drizzle-orm'
import { attemptFacts } from '../status/facts.ts'
import { attemptStatus, executionFinishedAt, executionStatus } from '../status/status.ts'
import type { Tables } from '../tables/tables.ts'
import type { Dialect } from '../sql/dialect.ts'
import type { ExecutionSource, KeyOfExecutions, AttemptSource } from '../sql/scope.ts'

/** Never below 0, since clocks may disagree. */
export const elapsed = (from: SQLWrapper, to: SQLWrapper) =>
  sql`case when ${to} < ${from} then 0 else ${to} - ${from} end`

export function nativeExecutions(tables: Tables, dialect: Dialect): ExecutionSource {
  const { executions: e, nodeResults: n } = tables
  const rule = executionStatus(e)
  const finishedAt = executionFinishedAt(e)
  const key = keyById(dialect)
  const judged = { from: sql`executions`, rule, finishedAt }
  return {
    ...judged,
    durationMs: elapsed(e.startedAt, finishedAt),
    shown: {},
    key,
    byIds: key.rowsOf(judged.from, e.id),
    steps: stepsFrom(tables, { ...judged, shown: {} }),
    attempts: nativeAttempts(e),
    metadata: { from: sql`execution_metadata`, order: sql`execution_metadata.id` },
    nodeResults: { from: sql`node_results`, isNewest: sql`${n.attempt} = (${newestAttempt(n)})` },
    openActions: sql`actions`,
    queued: sql`queue_executions`,
    dags: sql`dags`,
    tags: sql`execution_tags`,
    hasTags: tagsAmong(tables, dialect, sql`execution_tags`),
    byTag: sql`execution_tags join executions on executions.execution_id = execution_tags.execution_id`,
    indexed: true,
    payloads: sql`join payloads on payloads.execution_id = keys.id and payloads.kind = keys.kind`,
    largeValues: sql`large_values`,
  }
}

/** Ids are the column `execution_id` of every table. */
export const keyById = (dialect: Dialect): KeyOfExecutions => ({
  types: { id: 'text' },
  isOf(table, keys) {
    const id = sql.raw(`${table}.execution_id`)
    return and(sql`${id} = ${sql.raw(keys)}.id`, dialect.implied(dialect.isIn(id, `${keys}.id`)))!
  },
  rowsOf: (from, id) => sql`${from} where ${dialect.isIn(id, 'ids')}`,
})

/** For each step of the runs called `keys`, how many executions have which status, from executions that name their run. */
export function stepsFrom(
  { executions: e }: Tables,
  {
    from,
    joined = sql``,
    rule,
    finishedAt,
    shown: { attempt = sql`${e.attempt}`, startedAt = sql`${e.startedAt}` },
    ofRun,
  }: Pick<ExecutionSource, 'from' | 'joined' | 'rule' | 'finishedAt' | 'shown' | 'ofRun'>,
): SQL {
  const keys = { flow: sql`keys.flow`, number: sql`keys.number` }
  const run = ofRun ? keys : { flow: sql`${e.flow}`, number: sql`${e.runNumber}` }
  const isOf =
    ofRun?.isOf(keys.flow, keys.number) ?? sql`${e.flow} = ${keys.flow} and ${e.runNumber} = ${keys.number}`
  return sql`
    select ${run.flow} as flow, ${run.number} as number, ${e.step} as step, ${rule.status} as status,
      count(*) as count, min(${startedAt}) as "startedAt", max(${finishedAt}) as "finishedAt",
      max(${attempt}) as attempt
    from keys
    join ${from} on ${isOf} ${joined}
    where ${e.step} is not null
    group by 1, 2, 3, 4
  `
}

/** Looks for the tags of an execution in a table expression. */
export const tagsAmong =
  ({ executionTags }: Tables, dialect: Dialect, tags: SQL): ExecutionSource['hasTags'] =>
  (list) => {
    const found = sql`
      (
        select count(*)
        from ${tags}
        where execution_tags.execution_id = executions.execution_id
          and ${dialect.isIn(executionTags.tag, list)}
      )
    `
    return list === 'anyTags' ? sql`${found} > 0` : sql`${found} = ${sql.placeholder('tagCount')}`
  }

/** The highest attempt of a node in its execution. */
const newestAttempt = (n: Tables['nodeResults']) => sql`
  select max(other.attempt)
  from ${n} as other
  where other.execution_id = ${n.executionId} and other.node_id = ${n.nodeId}
`

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
