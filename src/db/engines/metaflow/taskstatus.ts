import { type SQL, type SQLWrapper, sql } from 'drizzle-orm'
import type { Rule, Thresholds } from '../../sql/scope.ts'
import { rule } from '../../status/rule.ts'
import { isNear, now, wholeNow } from '../../status/status.ts'
import type { ExecutionStatus } from '../../statuses.ts'

/** What the rule reads of one attempt. `ok`, `began`, `ended` and `followed` are 1 or 0, and `ok` may be null. */
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

/** The rule for one attempt of a task. The status of a task is that of its highest attempt. */
export function taskStatus(facts: TaskFacts, thresholds: Thresholds): Rule<ExecutionStatus> {
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
    ['RUNNING', 'ATTEMPT_STARTED'],
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
