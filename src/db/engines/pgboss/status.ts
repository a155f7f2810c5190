import { type SQL, sql } from 'drizzle-orm'
import type { Rule } from '../../sql/scope.ts'
import type { ExecutionStatus } from '../../statuses.ts'
import { type Branch, rule } from '../../status/rule.ts'
import { isOverdue } from '../../status/status.ts'

type State = 'created' | 'retry' | 'active' | 'completed' | 'cancelled' | 'failed'

/** Written out, as the conditions of their indexes are. The values are those of an enum, compared as they are. */
const isIn = (...states: readonly State[]): SQL =>
  sql.raw(`executions.state in (${states.map((state) => `'${state}'`).join(', ')})`)

/** What pg-boss puts in place of an error when it ends a job itself. A larger value is not read for it. */
const saysOnly = (message: string): SQL =>
  sql.raw(
    `(pg_column_size(executions.output) < 200 and executions.output = '{"value":{"message":"${message}"}}'::jsonb)`,
  )

const isTimedOut = saysOnly('job timed out')
const isLost = saysOnly('job heartbeat timeout')

/** The heartbeat of an active job is overdue, and no monitor has ended it so far. */
export const isSilent = sql`
  ${isIn('active')} and ${isOverdue(sql`executions.heartbeat_at + executions.heartbeat_timeout_ms`)}
`

const failures = (...states: readonly State[]): Branch<ExecutionStatus>[] => [
  [sql`${isIn(...states)} and ${isTimedOut}`, 'TIMED_OUT', 'TIMED_OUT'],
  [sql`${isIn(...states)} and ${isLost}`, 'FAILED', 'HEARTBEAT_STALE'],
  [isIn(...states), 'FAILED', 'ATTEMPT_FAILED'],
]

const ofState: readonly Branch<ExecutionStatus>[] = [
  [isIn('completed'), 'COMPLETED', 'ATTEMPT_OK'],
  [isIn('cancelled'), 'CANCELLED', 'CANCELLED'],
  [isSilent, 'FAILED', 'HEARTBEAT_STALE'],
  [sql`${isIn('active')} and executions.retries > 0`, 'RUNNING', 'RETRYING'],
  [isIn('active'), 'RUNNING', 'ATTEMPT_STARTED'],
  [sql`${isIn('created', 'retry')} and executions.blocked`, 'WAITING', 'REPORTED'],
  [isIn('created', 'retry'), 'PENDING', 'QUEUED'],
]

/** The states whose jobs may have a status. One that a later version adds is UNKNOWN. */
const statesOf: Readonly<Record<Exclude<ExecutionStatus, 'UNKNOWN'>, readonly State[]>> = {
  PENDING: ['created', 'retry'],
  WAITING: ['created', 'retry'],
  RUNNING: ['active'],
  PAUSED: [],
  COMPLETED: ['completed'],
  FAILED: ['failed', 'active'],
  TIMED_OUT: ['failed'],
  CANCELLED: ['cancelled'],
}

const byState = rule<ExecutionStatus>([...ofState, ...failures('failed')], ['UNKNOWN', 'REPORTED'])

/** The rule for a job. As a condition it says by states first what it asks for: of some, an index has all jobs. */
export const jobStatus: Rule<ExecutionStatus> = {
  ...byState,
  isOneOf(statuses) {
    const known = statuses.flatMap((status) => (status === 'UNKNOWN' ? [] : statesOf[status]))
    if (statuses.includes('UNKNOWN')) return byState.isOneOf(statuses)
    return known.length === 0
      ? sql`1 = 0`
      : sql`(${isIn(...new Set(known))} and ${byState.isOneOf(statuses)})`
  },
}

/** The rule for the newest attempt of a job, which has failed if another one is to follow. */
export const newestAttemptStatus: Rule<ExecutionStatus> = rule<ExecutionStatus>(
  [...failures('failed', 'retry'), ...ofState],
  ['UNKNOWN', 'REPORTED'],
)

/** The error of a job that failed or is to be tried again: the message of what was thrown, else all of it. */
export const errorOf = (job: string): SQL => {
  const output = sql.raw(`${job}.output`)
  return sql`
    case
      when ${sql.raw(job)}.state in ('failed', 'retry') then coalesce(
        ${output} ->> 'message',
        ${output} -> 'value' ->> 'message',
        case when jsonb_typeof(${output} -> 'value') = 'string' then ${output} ->> 'value' end,
        ${output}::text
      )
    end
  `
}
