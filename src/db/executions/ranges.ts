import { type SQL, and, sql } from 'drizzle-orm'
import { isAlive, isOverdue, queuedAgain, verdicts } from '../status/status.ts'
import type { ExecutionStatus } from '../statuses.ts'
import type { Scope } from '../sql/scope.ts'
import type { ExecutionShape } from './filter.ts'

/** The values of the column `standing` that are a status. That of an open execution may depend on the clock. */
const standings = {
  COMPLETED: verdicts.OK,
  FAILED: verdicts.FAILED,
  CANCELLED: verdicts.CANCELLED,
  TIMED_OUT: verdicts.TIMED_OUT,
  PENDING: queuedAgain,
  WAITING: 6,
  PAUSED: 7,
} as const

/** Executions of a standing, in an index. */
export interface StandingRange {
  readonly standing: SQL
}

/** Open executions that an index of their own holds; none if `unless` is true. */
export interface OpenRange {
  readonly open: keyof typeof opens
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
const isOpen = sql`not (executions.standing > ${is(verdicts.OPEN)})`

/** Open executions by whether they promised a heartbeat, in the words of the indexes over them. */
export const opens = {
  promised: sql`${isOpen} and ${staleAt} is not null`,
  unpromised: sql`${isOpen} and ${staleAt} is null`,
}

/** Open executions along their heartbeats, in the words of the index over these. */
export const byHeartbeat = (heartbeat: SQL, { dialect }: Scope): SQL =>
  and(dialect.isCommon(sql`executions.standing = ${is(verdicts.OPEN)}`), heartbeat)!

/** The first rows along an index, in its order. Planners do not see through the limit. */
export const firstOf = (columns: SQL, where: SQL, by: SQL, most: SQL) =>
  sql`select ${columns} from executions where ${where} order by ${by} limit ${most}`

/** All rows of a range of an index, if they are few. Otherwise none is read. */
export function gated(where: SQL, by: SQL, most: number, { dialect }: Scope): Gated {
  const [all, more] = [most, most + 1].map((count) => sql.raw(String(count)))
  const areFew = sql`(select count(*) from (${firstOf(sql`1`, where, by, more!)}) as few) <= ${all}`
  const few = dialect.readIf(areFew, all!)
  const rows = firstOf(sql`executions.*`, and(where, few.where)!, by, few.limit)
  return { from: sql`(${rows}) as executions`, areFew }
}

/** A bound of a range, or one that matches nothing, which is known before the first row is read. */
export function closable(bound: SQL, unless: readonly SQL[]): SQL {
  if (unless.length === 0) return bound
  return sql`case ${sql.join(
    unless.map((condition) => sql`when ${condition} then null`),
    sql` `,
  )} else ${bound} end`
}

/** Index ranges that together hold every execution of these statuses. A range may be wider, never narrower: the status rule is applied on top. */
export function rangesOfStandings(
  statuses: readonly ExecutionStatus[],
  scope: Scope,
): (StandingRange | OpenRange | Gated)[] {
  const has = (status: ExecutionStatus) => statuses.includes(status)
  const known = statuses.flatMap((status) =>
    status in standings ? [{ standing: is(standings[status as keyof typeof standings]) }] : [],
  )
  if (has('RUNNING') && has('FAILED')) return [...known, { standing: is(verdicts.OPEN) }]
  if (has('FAILED')) return [...known, ...promisedRanges(isOverdue(staleAt), scope)]
  if (has('RUNNING')) return [...known, { open: 'unpromised' }, ...promisedRanges(isAlive(staleAt), scope)]
  // There is no such execution: the range matches nothing.
  return known.length > 0 ? known : [{ standing: sql`cast(null as bigint)` }]
}

/**
 * Open executions by the heartbeat that they promised: along the heartbeats while they are few, else by walking all
 * that promised one, of which they are then many. Neither way alone is fast: one sorts every live execution, the other
 * passes every one outside the range.
 */
function promisedRanges(heartbeat: SQL, scope: Scope): (OpenRange | Gated)[] {
  const sorted = gated(byHeartbeat(heartbeat, scope), staleAt, few, scope)
  return [sorted, { open: 'promised', unless: sorted.areFew }]
}

/** The executions of a status, which an index and the clock determine, and the next column of that index. */
export interface Place {
  readonly status: ExecutionStatus
  readonly where: SQL
  readonly by: SQL
}

const sortAt = sql`executions.sort_at`

const known: readonly Place[] = Object.entries(standings).map(([name, standing]) => ({
  status: name as ExecutionStatus,
  where: sql`executions.standing = ${is(standing)}`,
  by: sortAt,
}))

/** Every execution of a status is in one of its places. Each is counted along an index. */
export function places({ flows, startedFrom, startedTo }: ExecutionShape, scope: Scope): Place[] {
  const promised = (heartbeat: SQL) =>
    flows || startedFrom || startedTo
      ? { where: and(opens.promised, heartbeat)!, by: sortAt }
      : { where: byHeartbeat(heartbeat, scope), by: staleAt }
  return [
    ...known,
    { status: 'FAILED', ...promised(isOverdue(staleAt)) },
    { status: 'RUNNING', ...promised(isAlive(staleAt)) },
    { status: 'RUNNING', where: opens.unpromised, by: sortAt },
  ]
}
