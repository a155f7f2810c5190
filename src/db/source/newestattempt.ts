import { type SQL, sql } from 'drizzle-orm'
import type { AttemptSource, ExecutionSource } from '../sql/scope.ts'
import { unlessLong } from '../sql/select.ts'

interface Newest {
  /** The condition that an execution has an attempt. */
  readonly where: SQL
  /** If it is not that of the execution. */
  readonly rule?: ExecutionSource['rule']
}

/** Attempts of an engine that keeps the newest alone, in the row of its execution. */
export function newestAttempts(
  source: ExecutionSource,
  { where, rule = source.rule }: Newest,
): AttemptSource {
  const { from, key, shown, finishedAt, durationMs } = source
  const { attempt = sql`executions.attempt`, error = unlessLong(sql`executions.error`) } = shown
  return {
    rows: sql`
      select executions.execution_id as execution, ${attempt} as number, executions.started_at,
        ${finishedAt} as finished_at, ${durationMs} as duration_ms, ${rule.status} as status,
        ${rule.reason} as reason, ${error} as error
      from parents
      join ${from} on ${key.isOf('executions', 'parents')}
      where ${where}
    `,
    joined: sql``,
    shown: {
      startedAt: sql`a.started_at`,
      finishedAt: sql`a.finished_at`,
      durationMs: sql`a.duration_ms`,
      status: sql`a.status`,
      statusReason: sql`a.reason`,
      error: sql`a.error`,
      errorId: sql`cast(null as text)`,
    },
  }
}
