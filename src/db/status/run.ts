import { type SQL, type SQLWrapper, sql } from 'drizzle-orm'
import type { RunStatus } from '../statuses.ts'
import type { Rule, RunRules, Thresholds } from '../sql/scope.ts'
import { rule } from './rule.ts'
import { isNear, wholeNow } from './status.ts'

/** What the rule of runs reads: the newest verdict and attempt of the step `end`, the start and the heartbeat. */
export interface RunFacts {
  readonly startedAt: SQLWrapper
  readonly heartbeatAt: SQLWrapper
  readonly endOk: SQLWrapper
  readonly endOkAt: SQLWrapper
  readonly endAttemptAt: SQLWrapper
}

/** Metaflow's rule, which is that of native runs, too. */
export const runRules = (facts: RunFacts, thresholds: Thresholds): RunRules => ({
  rule: statusOf(facts, thresholds),
  startedAt: facts.startedAt,
  finishedAt: finishedAt(facts, thresholds),
  durationMs: durationMs(facts, thresholds),
  heartbeatStale: heartbeatStale(facts, thresholds),
})

/** A retry needs an attempt strictly after the failure, and lasts whatever the heartbeat. */
function statusOf(facts: RunFacts, thresholds: Thresholds): Rule<RunStatus> {
  return rule<RunStatus>(
    [
      [isRetrying(facts), 'RUNNING', 'RETRYING'],
      [sql`${facts.endOk} = 1`, 'COMPLETED', 'ATTEMPT_OK'],
      [sql`${facts.endOk} = 0`, 'FAILED', 'ATTEMPT_FAILED'],
      [isFresh(facts, thresholds), 'RUNNING', 'HEARTBEAT_FRESH'],
      [sql`${facts.heartbeatAt} is not null`, 'FAILED', 'HEARTBEAT_STALE'],
    ],
    ['FAILED', 'NO_HEARTBEAT'],
  )
}

const isRetrying = ({ endOk, endOkAt, endAttemptAt }: RunFacts) =>
  sql`${endOk} = 0 and ${endAttemptAt} > ${endOkAt}`

/** The heartbeat is within the threshold. One that is too far in the future is not fresh, either. */
export const isFresh = ({ heartbeatAt }: Pick<RunFacts, 'heartbeatAt'>, { runHeartbeat }: Thresholds): SQL =>
  isNear(heartbeatAt, runHeartbeat)

/** 1 if the run's heartbeat is lost, whatever its status: by the rule, a retry that died stays RUNNING. */
const heartbeatStale = (facts: RunFacts, thresholds: Thresholds): SQL =>
  sql`
    case
      when (${facts.endOk} is null or ${isRetrying(facts)})
        and ${facts.heartbeatAt} is not null
        and not (${isFresh(facts, thresholds)}) then 1
      else 0
    end
  `

/** When a run ended: at its verdict, or at the last heartbeat of a silent run. */
const finishedAt = (facts: RunFacts, thresholds: Thresholds): SQL =>
  sql`
    case
      when ${isRetrying(facts)} then null
      when ${facts.endOk} is not null then ${facts.endOkAt}
      when ${isFresh(facts, thresholds)} then null
      else ${facts.heartbeatAt}
    end
  `

/** Metaflow's duration: to the verdict, else to the last heartbeat, else to now in whole seconds unless the run is too old. */
function durationMs(facts: RunFacts, { oldTask }: Thresholds): SQL {
  const { startedAt, heartbeatAt, endOk, endOkAt } = facts
  const age = sql`abs(${wholeNow} - ${startedAt})`
  const old = sql.raw(String(oldTask * 1000))
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
