import type { Rule } from '../status/rule.ts'
import { type SQL, type SQLWrapper, sql } from 'drizzle-orm'
import { attemptFacts } from '../status/facts.ts'
import type { Dialect, RowTypes } from '../backend.ts'
import type { ColumnOf } from '../sql/statement.ts'
import {
  type ExecutionStatus,
  attemptStatus,
  executionFinishedAt,
  executionStatus,
} from '../status/status.ts'
import type { Tables } from '../tables/tables.ts'

/** Where a backend keeps its executions. Whatever it is, statements see a table `executions` with the native columns. */
export interface ExecutionSource {
  /** A table expression called `executions`. */
  readonly from: SQL
  /** Joined behind `executions` wherever the rule is read. */
  readonly joined?: SQL
  readonly rule: Rule<ExecutionStatus>
  /** What is shown of an execution in place of a column or beside them, by its key in a row. */
  readonly shown: Readonly<Record<string, SQL>>
  readonly key: KeyOfExecutions
  /** `executions` and what is joined behind them, narrowed down to those whose ids are bound to `ids`. */
  readonly byIds: SQL
  /** Rows of `flow`, `number`, `step`, `status`, `count`, `startedAt` and `finishedAt` for the runs called `keys`. */
  readonly steps: SQL
  readonly attempts: AttemptSource
  /** Table expressions with the native names and columns. Facts come with what orders them as they were recorded. */
  readonly metadata: { readonly from: SQL; readonly order: SQL }
  readonly runMetadata: { readonly from: SQL; readonly order: SQL }
  readonly nodeResults: SQL
  /** A table expression called `execution_tags`. */
  readonly tags: SQL
  /** The execution has one of the tags, or all of them, that are bound to this name. */
  readonly hasTags: (list: 'anyTags' | 'allTags') => SQL
  /** `execution_tags` joined to `executions`, where an index has the executions of a tag by when they started. */
  readonly byTag?: SQL
  /** Whether `standing` and `stale_at` are columns with indexes, as what else a filter asks for. */
  readonly indexed: boolean
  /** Joined behind `keys`, the keys of executions with a `kind`: a table expression called `payloads`. */
  readonly payloads: SQL
}

/** How the id of an execution finds what belongs to it. */
export interface KeyOfExecutions {
  /** What is bound of each id, as a row of parameters. */
  readonly types: RowTypes
  /** A column of what is bound, where it is not simply one of the row's. */
  readonly columnOf?: ColumnOf
  /** A row of a table expression belongs to the execution that a row of parameters names. */
  readonly isOf: (table: string, keys: string) => SQL
}

/** The attempts of the executions called `parents`. */
export interface AttemptSource {
  /** One row for each, with `execution`, `number` and whatever else its fields need. */
  readonly rows: SQL
  /** Joined behind these rows, which are called `a`. */
  readonly joined: SQL
  /** What is shown of an attempt, by its key in a row. */
  readonly shown: Readonly<Record<string, SQL>>
}

/** Where clocks disagree, nothing took less than no time. */
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
    shown: {
      finishedAt,
      durationMs: elapsed(e.startedAt, finishedAt),
      status: rule.status,
      statusReason: rule.reason,
    },
    key,
    byIds: sql`executions where ${dialect.isIn(e.id, 'ids')}`,
    steps: sql`select ${e.flow} as flow, ${e.runNumber} as number, ${e.step} as step, ${rule.status} as status, count(*) as count, min(${e.startedAt}) as "startedAt", max(${finishedAt}) as "finishedAt"
from keys join executions on ${e.flow} = keys.flow and ${e.runNumber} = keys.number where ${e.step} is not null group by 1, 2, 3, 4`,
    attempts: nativeAttempts(e),
    metadata: { from: sql`execution_metadata`, order: sql`execution_metadata.id` },
    runMetadata: { from: sql`run_metadata`, order: sql`run_metadata.id` },
    nodeResults: sql`node_results`,
    tags: sql`execution_tags`,
    hasTags(list) {
      const found = sql`(select count(*) from execution_tags where execution_tags.execution_id = executions.execution_id and ${dialect.isIn(executionTags.tag, list)})`
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
    },
  }
}
