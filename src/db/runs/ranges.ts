import { type SQL, and, sql } from 'drizzle-orm'
import { nearNow } from '../status/status.ts'
import type { RunStatus } from '../statuses.ts'
import type { Scope } from '../sql/scope.ts'

/** Part of the runs: those of an indexed outcome, of a flow or of all, or those of a table expression called `runs`. */
export type Range =
  | { readonly outcome: SQL; readonly flow: SQL | undefined }
  | { readonly from: SQL; readonly where: SQL }

/** Open runs that went silent after a heartbeat, as ranges of the index over heartbeats. */
export const staleRanges = (scope: Scope): SQL[] =>
  stale(scope).flatMap((range) => (range === null ? [] : [openRange(range).where]))

/** Up to so many open runs are sorted. Of more, enough are soon met among all open ones. */
const few = 250

/**
 * Ranges of an index that together hold every run of these statuses, of one flow or of all. A range may be wider,
 * never narrower: the rule itself is applied on top. None where the source has no such index.
 */
export function rangesOf(statuses: readonly RunStatus[], scope: Scope, flow?: SQL): Range[] {
  if (!scope.runs.indexed) return []
  const has = (status: RunStatus) => statuses.includes(status)
  const all = (outcome: number) => ({ outcome: sql.raw(String(outcome)), flow })
  return [
    ...(has('COMPLETED') ? [all(1)] : []),
    ...(has('FAILED') ? [all(2)] : []),
    ...(has('RUNNING') ? [all(3)] : []),
    ...(has('FAILED') && has('RUNNING') ? [all(0)] : []),
    ...(has('FAILED') && !has('RUNNING') ? openRuns(stale(scope), scope, flow) : []),
    ...(has('RUNNING') && !has('FAILED') ? openRuns([fresh(scope)], scope, flow) : []),
  ]
}

/** Open runs by their heartbeat: at least, at most, both inclusive, or none at all. */
type Heartbeats = { readonly from?: SQL; readonly to?: SQL } | null

const fresh = ({ thresholds }: Scope): Heartbeats => nearNow(thresholds.runHeartbeat)

/** What is not fresh: too long ago, too far in the future, or never. */
const stale = ({ thresholds }: Scope): [Heartbeats, Heartbeats, Heartbeats] => {
  const { from, to } = nearNow(thresholds.runHeartbeat)
  return [{ to: sql`${from} - 1` }, { from: sql`${to} + 1` }, null]
}

/**
 * A range of an index over open runs, of one flow or of all. As a range of rows in the order of the index: a planner
 * that expects many would rather walk something else for them.
 */
function openRange(range: Heartbeats, flow?: FlowBounds): { where: SQL; orderBy: SQL } {
  const open = sql`runs.end_ok is null`
  if (!flow) {
    const { from, to } = range ?? {}
    const bounds = [from && sql`runs.heartbeat_at >= ${from}`, to && sql`runs.heartbeat_at <= ${to}`]
    const where = range === null ? sql`runs.heartbeat_at is null` : and(...bounds)!
    return { where: sql`${open} and ${where}`, orderBy: sql`runs.heartbeat_at` }
  }
  const orderBy = sql`runs.flow_id, runs.heartbeat_at`
  const { least, most } = flow
  if (range === null) {
    const where = sql`
      ${open} and runs.flow_id >= ${least} and runs.flow_id <= ${most} and runs.heartbeat_at is null
    `
    return { where, orderBy }
  }
  const { from = sql.raw(String(-noTime)), to = sql.raw(String(noTime)) } = range
  const where = sql`${open} and (${orderBy}) >= (${least}, ${from}) and (${orderBy}) <= (${most}, ${to})`
  return { where, orderBy }
}

/** A flow as the bounds of a range. Where the lower one is null, the range is empty, which is known at its start. */
interface FlowBounds {
  readonly least: SQL
  readonly most: SQL
}

/** Beyond every time there is. */
const noTime = 2 ** 53

/**
 * Open runs whose heartbeats lie in these ranges: along the heartbeats while they are few, else by walking all open
 * runs, of which they are then many. Neither way alone is good: one sorts every run that is alive, the other passes
 * every run that is not meant.
 */
function openRuns(heartbeats: readonly Heartbeats[], scope: Scope, flow?: SQL): Range[] {
  const { from } = scope.runs
  const most = sql.raw(String(few))
  const all = flow && { least: flow, most: flow }
  const areFew = sql`(select count(*) from ${openKeys(heartbeats, from, all)}) <= ${most}`
  // Of the two ways one is closed by a bound that no row meets: it is known before the first row is read.
  const ifFew = (bound: SQL) => sql`case when ${areFew} then ${bound} end`
  const ifMany = (bound: SQL) => sql`case when ${areFew} then null else ${bound} end`
  const keys = openKeys(heartbeats, from, flow && { least: ifFew(flow), most: flow })
  const sorted = {
    from: sql`${keys} join ${from} on runs.flow_id = found.flow_id and runs.number = found.number`,
    where: flow ? sql`true` : areFew,
  }
  return [sorted, { outcome: flow ? sql`0` : ifMany(sql`0`), flow: flow && ifMany(flow) }]
}

/** The keys of open runs by their heartbeats, one more than are few of each range. Only what the index holds. */
function openKeys(heartbeats: readonly Heartbeats[], from: SQL, flow?: FlowBounds): SQL {
  const parts = heartbeats.map((range, index) => {
    const { where, orderBy } = openRange(range, flow)
    const open = sql`
      select runs.flow_id, runs.number
      from ${from}
      where ${where}
      order by ${orderBy}
      limit ${sql.raw(String(few + 1))}
    `
    return sql`select * from (${open}) as ${sql.raw(`open${index}`)}`
  })
  return sql`(${sql.join(parts, sql` union all `)}) as found`
}
