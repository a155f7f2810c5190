import { type SQL, sql } from 'drizzle-orm'
import type { Scope } from './statement.ts'
import { isFresh, now, runDurationMs } from './status.ts'

export type RunOrderField = 'STARTED' | 'FINISHED' | 'DURATION' | 'FLOW'

/** What a run without the value has in its place: the greatest value, as Postgres orders nulls, on every dialect. */
export const noValue = Number.MAX_SAFE_INTEGER

/** Part of the runs, in the order of one index. */
export interface Stretch {
  /** The value that orders its runs: an expression of an index, or the same for all of them. */
  readonly value: SQL
  readonly constant?: true
  readonly where?: SQL
}

/** The parts that runs come in when ordered by a value that the clock moves: each is a walk along an index. */
export function stretches(order: Exclude<RunOrderField, 'FLOW' | 'STARTED'>, scope: Scope): Stretch[] {
  const { runs } = scope.tables
  const nothing = sql.raw(String(noValue))
  const open = sql`${runs.outcome} = 0`
  const fresh = isFresh(runs, scope)
  if (order === 'FINISHED') {
    return [
      { value: sql`${runs.knownFinishedAt}`, where: sql`${runs.knownFinishedAt} is not null` },
      {
        value: sql`${runs.heartbeatAt}`,
        where: sql`${open} and ${runs.heartbeatAt} is not null and not (${fresh})`,
      },
      { value: nothing, constant: true, where: sql`${open} and ${fresh}` },
      { value: nothing, constant: true, where: sql`${open} and ${runs.heartbeatAt} is null` },
      { value: nothing, constant: true, where: sql`${runs.outcome} = 3` },
    ]
  }
  const unknown = sql`${open} and ${runs.heartbeatAt} is null`
  const duration = runDurationMs(runs, scope)
  const recent = sql`${runs.startedAt} between ${now} - ${sql.raw(String((scope.thresholds.oldTask + 1) * 1000))} and ${now} + ${sql.raw(String((scope.thresholds.oldTask + 1) * 1000))}`
  return [
    { value: sql`${runs.knownMs}`, where: sql`${runs.knownMs} is not null` },
    { value: duration, where: sql`${unknown} and ${recent} and ${duration} is not null` },
    { value: nothing, constant: true, where: sql`${unknown} and ${duration} is null` },
  ]
}
