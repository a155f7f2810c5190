import { type SQL, type SQLWrapper, sql } from 'drizzle-orm'
import { type Branch, type Outcome, rule } from './rule.ts'
import type { Tables } from '../tables/tables.ts'
import type { RunStatus, ExecutionStatus } from '../statuses.ts'
import type { Scope, Thresholds, Rule, RunFacts } from '../sql/scope.ts'

// The status rules. Nothing else in Execgraph decides a status: every field, filter, count and sort reads these rules.

/** The clock of the reading, in epoch milliseconds. It is bound, so that a reading has one clock and a test needs none. */
export const now = sql`cast(${sql.placeholder('now')} as bigint)`

/** Metaflow's rule. A retry needs an attempt strictly after the failure, and lasts whatever the heartbeat. */
export function runStatus(facts: RunFacts, scope: Scope): Rule<RunStatus> {
  return rule<RunStatus>(
    [
      [isRetrying(facts), 'RUNNING', 'RETRYING'],
      [sql`${facts.endOk} = 1`, 'COMPLETED', 'ATTEMPT_OK'],
      [sql`${facts.endOk} = 0`, 'FAILED', 'ATTEMPT_FAILED'],
      [isFresh(facts, scope), 'RUNNING', 'HEARTBEAT_FRESH'],
      [sql`${facts.heartbeatAt} is not null`, 'FAILED', 'HEARTBEAT_STALE'],
    ],
    ['FAILED', 'NO_HEARTBEAT'],
  )
}

const isRetrying = ({ endOk, endOkAt, endAttemptAt }: RunFacts) =>
  sql`${endOk} = 0 and ${endAttemptAt} > ${endOkAt}`

/** The heartbeat is within the threshold. One that is too far in the future is not fresh, either. */
export const isFresh = ({ heartbeatAt }: Pick<RunFacts, 'heartbeatAt'>, { thresholds }: Scope): SQL =>
  isNear(heartbeatAt, thresholds.runHeartbeat)

/** The times within this many seconds of now, inclusive. */
export function nearNow(seconds: number): { from: SQL; to: SQL } {
  const grace = sql.raw(String(seconds * 1000))
  return { from: sql`${now} - ${grace}`, to: sql`${now} + ${grace}` }
}

function isNear(time: SQLWrapper, seconds: number): SQL {
  const { from, to } = nearNow(seconds)
  return sql`${time} between ${from} and ${to}`
}

/** The clock in whole seconds, as Metaflow measures. */
const wholeNow = sql`(${now} + 500) / 1000 * 1000`

/** 1 if the run's heartbeat is lost, whatever its status: by the rule, a retry that died stays RUNNING. */
export const runHeartbeatStale = (facts: RunFacts, scope: Scope): SQL =>
  sql`
    case
      when (${facts.endOk} is null or ${isRetrying(facts)})
        and ${facts.heartbeatAt} is not null
        and not (${isFresh(facts, scope)}) then 1
      else 0
    end
  `

/** When a run ended: at its verdict, or at the last heartbeat of a silent run. */
export const runFinishedAt = (facts: RunFacts, scope: Scope): SQL =>
  sql`
    case
      when ${isRetrying(facts)} then null
      when ${facts.endOk} is not null then ${facts.endOkAt}
      when ${isFresh(facts, scope)} then null
      else ${facts.heartbeatAt}
    end
  `

/** Metaflow's duration: to the verdict, else to the last heartbeat, else to now in whole seconds unless the run is too old. */
export function runDurationMs(facts: RunFacts, { thresholds }: Scope): SQL {
  const { startedAt, heartbeatAt, endOk, endOkAt } = facts
  const age = sql`abs(${wholeNow} - ${startedAt})`
  const old = sql.raw(String(thresholds.oldTask * 1000))
  return sql`
    case
      when ${isRetrying(facts)} and ${heartbeatAt} is not null then ${heartbeatAt} - ${startedAt}
      when ${endOk} is not null then ${endOkAt} - ${startedAt}
      when ${heartbeatAt} is not null then ${heartbeatAt} - ${startedAt}
      when ${age} > ${old} then null
      else ${age}
    end
  `
}

/** The value of each verdict in the register of an execution. */
export const verdicts = { OPEN: 0, OK: 1, FAILED: 2, CANCELLED: 3, TIMED_OUT: 4 } as const

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

/** The branches of an execution whose current attempt has no verdict. */
const openBranches = (e: Executions): Branch<ExecutionStatus>[] => [
  [sql`${e.attempt} = 0`, 'PENDING', 'QUEUED'],
  [sql`${e.state} is not null`, e.state, 'REPORTED'],
  [isStale(e), 'FAILED', 'HEARTBEAT_STALE'],
  [sql`${e.attempt} > 1`, 'RUNNING', 'RETRYING'],
]

/** The promised heartbeat of an execution is overdue. */
export const isOverdue = (staleAt: SQLWrapper): SQL => sql`${staleAt} < ${now}`

/** The ranges in which it is not overdue: it is due later, or none was promised. */
export const isAlive = (staleAt: SQLWrapper): SQL[] => [sql`${staleAt} >= ${now}`, sql`${staleAt} is null`]

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

/** What Metaflow's rule for tasks reads of one attempt. `ok`, `began`, `ended` and `followed` are 1 or 0, and `ok` may be null. */
export interface TaskFacts {
  readonly step: SQLWrapper
  readonly number: SQLWrapper
  readonly ok: SQLWrapper
  readonly began: SQLWrapper
  readonly ended: SQLWrapper
  /** The attempt with the next number began. */
  readonly followed: SQLWrapper
  readonly startedAt: SQLWrapper
  readonly endedAt: SQLWrapper
  readonly followedAt: SQLWrapper
  /** The heartbeat of the task, from whichever attempt. */
  readonly heartbeatAt: SQLWrapper
  /** When the task was registered. */
  readonly createdAt: SQLWrapper
}

/** The step that holds the parameters of a run. Metaflow's client writes its task itself, and begins no attempt of it. */
export const parametersStep = '_parameters'

/** Metaflow's rule for one attempt of a task. The status of a task is that of its highest attempt. */
export function taskStatus(facts: TaskFacts, thresholds: Thresholds): Rule {
  const { step, number, ok, began, ended, followed, heartbeatAt } = facts
  const isWritten = sql`${step} = ${sql.raw(`'${parametersStep}'`)} and ${began} = 0`
  return rule<ExecutionStatus>(
    [
      [sql`${ok} = 1`, 'COMPLETED', 'ATTEMPT_OK'],
      [sql`${ok} = 0`, 'FAILED', 'ATTEMPT_FAILED'],
      [isWritten, 'COMPLETED', 'NO_VERDICT'],
      [sql`${ended} = 1`, 'UNKNOWN', 'NO_VERDICT'],
      [sql`${followed} = 1`, 'FAILED', 'NEXT_ATTEMPT_STARTED'],
      [isSilent(facts, thresholds), 'FAILED', 'HEARTBEAT_STALE'],
      [isTooOld(facts, thresholds), 'FAILED', 'NEVER_FINISHED'],
      [sql`${heartbeatAt} is null and ${began} = 0`, 'PENDING', 'QUEUED'],
      [sql`${number} > 0`, 'RUNNING', 'RETRYING'],
      [sql`${heartbeatAt} is not null`, 'RUNNING', 'HEARTBEAT_FRESH'],
    ],
    started,
  )
}

const isSilent = ({ heartbeatAt }: TaskFacts, { taskHeartbeat }: Thresholds) =>
  sql`${heartbeatAt} is not null and not (${isNear(heartbeatAt, taskHeartbeat)})`

/** By the exact clock: only durations are measured in whole seconds. */
const isTooOld = ({ heartbeatAt, startedAt, createdAt }: TaskFacts, { oldTask }: Thresholds) =>
  sql`
    ${heartbeatAt} is null
      and abs(${now} - coalesce(${startedAt}, ${createdAt})) > ${sql.raw(String(oldTask * 1000))}
  `

/** When an attempt of a task ended: at its end, at the start of the next one, or at the last heartbeat of a silent task. */
export const taskFinishedAt = (facts: TaskFacts, thresholds: Thresholds): SQL =>
  sql`
    case
      when ${facts.ended} = 1 then ${facts.endedAt}
      when ${facts.followed} = 1 then ${facts.followedAt}
      when ${isSilent(facts, thresholds)} then ${facts.heartbeatAt}
    end
  `

/** Metaflow's duration of an attempt: to its end or the next attempt, else to the last heartbeat, else to now unless it is too old. */
export function taskDurationMs(facts: TaskFacts, thresholds: Thresholds): SQL {
  const { began, ended, followed, startedAt, endedAt, followedAt, heartbeatAt, createdAt } = facts
  const untimed = sql`
    ${ended} = 0 and (${isTooOld(facts, thresholds)} or (${heartbeatAt} is null and ${began} = 0))
  `
  const until = sql`
    case
      when ${ended} = 1 then ${endedAt}
      when ${followed} = 1 then ${followedAt}
      else coalesce(${heartbeatAt}, ${wholeNow})
    end
  `
  return sql`case when ${untimed} then null else ${until} - coalesce(${startedAt}, ${createdAt}) end`
}
