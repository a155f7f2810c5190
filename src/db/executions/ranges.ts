import { type SQL, and, sql } from 'drizzle-orm'
import { isAlive, isOverdue, verdicts } from '../status/status.ts'
import type { ExecutionStatus } from '../statuses.ts'

/** The values of the column `standing`. The status of an open execution that promised a heartbeat depends on the clock. */
const standings = {
  PROMISED: verdicts.OPEN,
  COMPLETED: verdicts.OK,
  FAILED: verdicts.FAILED,
  CANCELLED: verdicts.CANCELLED,
  TIMED_OUT: verdicts.TIMED_OUT,
  PENDING: 5,
  WAITING: 6,
  PAUSED: 7,
  RUNNING: 8,
} as const

/** Executions of a standing, in an index; none if `unless` is true. */
export interface StandingRange {
  readonly standing: SQL
  /** The standing where a row is compared with a position. */
  readonly beyond?: SQL
  readonly unless?: SQL
}

/** Rows that are read only if they are few, as a table expression called `executions`. */
export interface Gated {
  readonly from: SQL
  readonly areFew: SQL
}

/** Up to this many open executions are sorted. Among more, a walk along all that promised a heartbeat soon finds enough. */
const few = 250

const staleAt = sql`executions.stale_at`
const is = (standing: number): SQL => sql.raw(String(standing))

/** Open executions that promised a heartbeat. The index over heartbeats covers this, too. */
export const openRange: SQL = sql`executions.standing = ${is(standings.PROMISED)}`

/** The first rows along an index, in its order. Planners do not see through the limit. */
const firstOf = (columns: SQL, where: SQL, by: SQL, most: number) =>
  sql`select ${columns} from executions where ${where} order by ${by} limit ${sql.raw(String(most))}`

/** All rows of a range of an index, if they are few. */
export function gated(where: SQL, by: SQL, most: number): Gated {
  const first = (columns: SQL) => firstOf(columns, where, by, most + 1)
  return {
    from: sql`(${first(sql`executions.*`)}) as executions`,
    areFew: sql`(select count(*) from (${first(sql`1`)}) as few) <= ${sql.raw(String(most))}`,
  }
}

/** A bound of a range, or one that matches nothing, which is known before the first row is read. */
export function closable(bound: SQL, unless: readonly (SQL | undefined)[]): SQL {
  const closed = unless.filter((condition) => condition !== undefined)
  if (closed.length === 0) return bound
  return sql`case ${sql.join(
    closed.map((condition) => sql`when ${condition} then null`),
    sql` `,
  )} else ${bound} end`
}

/**
 * Postgres is not to know the greatest standing when it plans: it would take it that no row is beyond it, and walk those
 * of all flows.
 */
const standingRange = (standing: number): StandingRange =>
  standing === standings.RUNNING
    ? { standing: is(standing), beyond: sql`(select ${is(standing)})` }
    : { standing: is(standing) }

/** Index ranges that together hold every execution of these statuses. A range may be wider, never narrower: the status rule is applied on top. */
export function rangesOfStandings(statuses: readonly ExecutionStatus[]): (StandingRange | Gated)[] {
  const has = (status: ExecutionStatus) => statuses.includes(status)
  const known = statuses.flatMap((status) =>
    status in standings ? [standingRange(standings[status as keyof typeof standings])] : [],
  )
  if (has('RUNNING') && has('FAILED')) return [...known, { standing: is(standings.PROMISED) }]
  if (has('FAILED')) return [...known, ...openRanges(isOverdue(staleAt))]
  if (has('RUNNING')) return [...known, ...openRanges(isAlive(staleAt))]
  // There is no such execution: the range matches nothing.
  return known.length > 0 ? known : [{ standing: sql`cast(null as bigint)` }]
}

/**
 * Open executions by the heartbeat that they promised: along the heartbeats while they are few, else by walking all
 * that promised one, of which they are then many. Neither way alone is fast: one sorts every live execution, the other
 * passes every one outside the range.
 */
function openRanges(heartbeat: SQL): (StandingRange | Gated)[] {
  const sorted = gated(and(openRange, heartbeat)!, staleAt, few)
  return [sorted, { standing: is(standings.PROMISED), unless: sorted.areFew }]
}

type Place = { readonly status: ExecutionStatus; readonly where: SQL }

const known: readonly Place[] = Object.entries(standings).flatMap(([name, standing]) =>
  name === 'PROMISED'
    ? []
    : [{ status: name as ExecutionStatus, where: sql`executions.standing = ${is(standing)}` }],
)

/** The statuses that an index and the clock determine, each with a range of its executions. */
export const places: readonly Place[] = [
  ...known,
  { status: 'FAILED', where: and(openRange, isOverdue(staleAt))! },
  { status: 'RUNNING', where: and(openRange, isAlive(staleAt))! },
]

/** A range, because for an equality Postgres would use the index over the heartbeats of all flows. */
const openOfFlow = sql`executions.standing between ${is(standings.PROMISED)} and ${is(standings.PROMISED)}`

/** Like `places`, for some flows. */
export const placesOfFlow: readonly Place[] = [
  ...known,
  { status: 'FAILED', where: openOfFlow },
  { status: 'RUNNING', where: openOfFlow },
]
