import { type SQL, and, sql } from 'drizzle-orm'
import { noValue } from '../source/runs.ts'
import { now } from '../status/status.ts'
import type { Scope } from '../sql/scope.ts'
import { type Range, rangesOf, staleRanges } from './ranges.ts'

export type RunOrderField = 'STARTED' | 'FINISHED' | 'DURATION' | 'FLOW'
type ValueOrder = Exclude<RunOrderField, 'FLOW' | 'STARTED'>

/** Part of the runs, in the order of an index. */
interface Stretch {
  /** The column that orders the index. */
  readonly column: SQL
  /** The difference between the value that orders all runs and the column. */
  readonly offset: number
  readonly range?: Range
  readonly where?: SQL
}

/** The value by which a run is sorted. */
export function orderValue(order: ValueOrder, scope: Scope): SQL {
  const { startedAt: start, finishedAt, durationMs } = scope.runs
  const value = order === 'FINISHED' ? finishedAt : durationMs
  return sql`coalesce(${value}, ${sql.raw(String(noValue))} + coalesce(${start}, 0))`
}

/** The parts in which runs come when sorted by a value that depends on the clock. Each part is a walk along an index. */
export function stretches(order: ValueOrder, scope: Scope): Stretch[] {
  if (!scope.runs.indexed) return [{ column: orderValue(order, scope), offset: 0 }]
  return order === 'FINISHED' ? byFinish(scope) : byDuration(scope)
}

const startedAt = sql`runs.started_at`
const silent = sql`runs.end_ok is null and runs.heartbeat_at is null`
const isDated = ({ runs }: Scope) => (runs.isDated ? { where: runs.isDated } : {})

/** Runs without the value whose start is no date of a calendar, either: only their keys order them. */
const undated = (value: SQL, { runs }: Scope): Stretch[] =>
  runs.isDated
    ? [
        {
          column: sql`cast(0 as bigint)`,
          offset: noValue,
          where: sql`not (${runs.isDated}) and ${value} is null`,
        },
      ]
    : []

function byFinish(scope: Scope): Stretch[] {
  const stale = staleRanges(scope).map((where) => ({ column: sql`runs.heartbeat_at`, offset: 0, where }))
  const running = rangesOf(['RUNNING'], scope).map((range) => ({
    column: startedAt,
    offset: noValue,
    range,
    ...isDated(scope),
  }))
  return [
    { column: sql`runs.known_finished_at`, offset: 0, where: sql`runs.known_finished_at is not null` },
    ...stale,
    ...running,
    { column: startedAt, offset: noValue, where: and(silent, isDated(scope).where)! },
    ...undated(scope.runs.finishedAt, scope),
  ]
}

function byDuration(scope: Scope): Stretch[] {
  const duration = scope.runs.durationMs
  const old = sql.raw(String((scope.thresholds.oldTask + 1) * 1000))
  const recent = sql`runs.started_at between ${now} - ${old} and ${now} + ${old}`
  return [
    { column: sql`runs.known_ms`, offset: 0, where: sql`runs.known_ms is not null` },
    { column: duration, offset: 0, where: sql`${silent} and ${recent} and ${duration} is not null` },
    {
      column: startedAt,
      offset: noValue,
      where: and(silent, sql`${duration} is null`, isDated(scope).where)!,
    },
    ...undated(duration, scope),
  ]
}
