import { type SQL, type SQLWrapper, sql } from 'drizzle-orm'
import { type Branch, type Outcome, rule } from './rule.ts'
import type { Tables } from '../tables/tables.ts'
import type { ExecutionStatus } from '../statuses.ts'
import type { Rule } from '../sql/scope.ts'

// The clock of the status rules, and Execgraph's own rule. A source brings the rules of its runs, executions and
// attempts. Nothing else decides a status: every field, filter, count and sort reads these rules.

/** The clock of the reading, in epoch milliseconds. It is bound, so that a reading has one clock and a test needs none. */
export const now = sql`cast(${sql.placeholder('now')} as bigint)`

/** The times within this many seconds of now, inclusive. */
export function nearNow(seconds: number): { from: SQL; to: SQL } {
  const grace = sql.raw(String(seconds * 1000))
  return { from: sql`${now} - ${grace}`, to: sql`${now} + ${grace}` }
}

/** The time is within this many seconds of now, inclusive. */
export function isNear(time: SQLWrapper, seconds: number): SQL {
  const { from, to } = nearNow(seconds)
  return sql`${time} between ${from} and ${to}`
}

/** The clock in whole seconds, as Metaflow measures. */
export const wholeNow = sql`(${now} + 500) / 1000 * 1000`

/** The value of each verdict in the register of an execution. */
export const verdicts = { OPEN: 0, OK: 1, FAILED: 2, CANCELLED: 3, TIMED_OUT: 4 } as const

/**
 * The register of verdicts of an execution that is to be tried again, until its next attempt begins. What the attempt
 * before ended with stands in its facts. The column `standing`, made from this register, has the value for all that is
 * pending.
 */
export const queuedAgain = 5

export type Verdict = Exclude<keyof typeof verdicts, 'OPEN'>

function verdictBranches(verdict: SQLWrapper): Branch<ExecutionStatus>[] {
  const is = (name: Verdict) => sql`${verdict} = ${sql.raw(String(verdicts[name]))}`
  return [
    [is('OK'), 'COMPLETED', 'ATTEMPT_OK'],
    [is('FAILED'), 'FAILED', 'ATTEMPT_FAILED'],
    [is('CANCELLED'), 'CANCELLED', 'CANCELLED'],
    [is('TIMED_OUT'), 'TIMED_OUT', 'TIMED_OUT'],
  ]
}

type Executions = Tables['executions']

/** The branches of an execution whose current attempt has no verdict, or is to be followed by another. */
const openBranches = (e: Executions): Branch<ExecutionStatus>[] => [
  [sql`${e.attempt} = 0 or ${e.verdict} = ${sql.raw(String(queuedAgain))}`, 'PENDING', 'QUEUED'],
  [sql`${e.state} is not null`, e.state, 'REPORTED'],
  [isStale(e), 'FAILED', 'HEARTBEAT_STALE'],
  [sql`${e.attempt} > 1`, 'RUNNING', 'RETRYING'],
]

/** The promised heartbeat of an execution is overdue. */
export const isOverdue = (staleAt: SQLWrapper): SQL => sql`${staleAt} < ${now}`

/** The promised heartbeat of an execution is due later. */
export const isAlive = (staleAt: SQLWrapper): SQL => sql`${staleAt} >= ${now}`

const isStale = (e: Executions) => isOverdue(e.staleAt)
const started: Outcome<ExecutionStatus> = ['RUNNING', 'ATTEMPT_STARTED']

/** Execgraph's rule, by attempt number: the highest attempt's newest verdict, else what the open attempt reports. */
export const executionStatus = (e: Executions): Rule<ExecutionStatus> =>
  rule([...verdictBranches(e.verdict), ...openBranches(e)], started)

/** When an execution ended: at its verdict, or at the last heartbeat of a silent execution. */
export const executionFinishedAt = (e: Executions): SQL =>
  sql`
    case
      when ${e.verdict} = 0
        and ${e.attempt} > 0
        and ${e.state} is null
        and ${isStale(e)} then ${e.heartbeatAt}
      else ${e.finishedAt}
    end
  `

/** The status of one attempt: its own verdict; without one, it failed if another attempt followed. */
export const attemptStatus = (
  e: Executions,
  attempt: { number: SQLWrapper; verdict: SQLWrapper },
): Rule<ExecutionStatus> =>
  rule(
    [
      ...verdictBranches(attempt.verdict),
      [sql`${attempt.number} < ${e.attempt}`, 'FAILED', 'NEXT_ATTEMPT_STARTED'],
      ...openBranches(e),
    ],
    started,
  )
