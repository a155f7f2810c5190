import { type SQL, and, sql } from 'drizzle-orm'
import { nearNow } from '../status/status.ts'
import type { RunStatus } from '../statuses.ts'
import type { Scope } from '../sql/scope.ts'

/** Part of the runs: those of an indexed outcome, of a flow or of all, or the rows of a table expression called `runs`. */
export type Range =
  | { readonly outcome: SQL; readonly flow: SQL | undefined }
  | { readonly from: SQL; readonly where: SQL }

/** Open runs with a stale heartbeat, as ranges of the index over heartbeats. */
export const staleRanges = (scope: Scope): SQL[] =>
  stale(scope).flatMap((range) => (range === null ? [] : [openRange(range).where]))

/** Up to this many open runs are sorted. Among more, a walk along all open runs soon finds enough. */
const few = 250

/** A flow, and what follows for `flow_id` from that it is the one: see `implied` of the dialect. */
export interface OfFlow {
  readonly flow: SQL
  readonly among: SQL | undefined
}

/**
 * Index ranges that together hold every run of these statuses, of one flow or of all. A range may be wider, never
 * narrower: the status rule is applied on top. Empty if the source has no such index.
 */
export function rangesOf(statuses: readonly RunStatus[], scope: Scope, of?: OfFlow): Range[] {
  if (!scope.runs.indexed) return []
  const flow = of?.flow
  const has = (status: RunStatus) => statuses.includes(status)
  const all = (outcome: number) => ({ outcome: sql.raw(String(outcome)), flow })
  return [
    ...(has('COMPLETED') ? [all(1)] : []),
    ...(has('FAILED') ? [all(2)] : []),
    ...(has('RUNNING') ? [all(3)] : []),
    ...(has('FAILED') && has('RUNNING') ? [all(0)] : []),
    ...(has('FAILED') && !has('RUNNING') ? openRuns(stale(scope), scope, of) : []),
    ...(has('RUNNING') && !has('FAILED') ? openRuns([fresh(scope)], scope, of) : []),
  ]
}

/** Open runs by heartbeat: inclusive bounds, or `null` for those without one. */
type Heartbeats = { readonly from?: SQL; readonly to?: SQL } | null

const fresh = ({ thresholds }: Scope): Heartbeats => nearNow(thresholds.runHeartbeat)

/** Not fresh: too old, too far in the future, or none. */
const stale = ({ thresholds }: Scope): [Heartbeats, Heartbeats, Heartbeats] => {
  const { from, to } = nearNow(thresholds.runHeartbeat)
  return [{ to: sql`${from} - 1` }, { from: sql`${to} + 1` }, null]
}

/**
 * An index range over open runs, of one flow or of all. It is a range of rows in the order of the index: otherwise, a
 * planner that expects many rows would walk another index.
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
  const { least, most, among } = flow
  if (range === null) {
    const where = sql`
      ${open} and runs.flow_id >= ${least} and runs.flow_id <= ${most} and runs.heartbeat_at is null
    `
    return { where: and(where, among)!, orderBy }
  }
  const { from = sql.raw(String(-noTime)), to = sql.raw(String(noTime)) } = range
  const where = sql`${open} and (${orderBy}) >= (${least}, ${from}) and (${orderBy}) <= (${most}, ${to})`
  return { where: and(where, among)!, orderBy }
}

/** A flow as the bounds of a range. If the lower one is null, the range is empty, which is known before the first row. */
interface FlowBounds {
  readonly least: SQL
  readonly most: SQL
  readonly among: SQL | undefined
}

/** Greater than every time. */
const noTime = 2 ** 53

/**
 * Open runs whose heartbeats are in these ranges: along the heartbeats while they are few, else by walking all open
 * runs, of which they are then many. Neither way alone is fast: one sorts every live run, the other passes every run
 * outside the ranges.
 */
function openRuns(heartbeats: readonly Heartbeats[], scope: Scope, of?: OfFlow): Range[] {
  const { from } = scope.runs
  const { flow, among } = of ?? {}
  const most = sql.raw(String(few))
  const all = flow && { least: flow, most: flow, among }
  const areFew = sql`(select count(*) from ${openKeys(heartbeats, from, all)}) <= ${most}`
  // One of the two ways is closed by a bound that matches nothing, which is known before the first row is read.
  const ifFew = (bound: SQL) => sql`case when ${areFew} then ${bound} end`
  const ifMany = (bound: SQL) => sql`case when ${areFew} then null else ${bound} end`
  const keys = openKeys(heartbeats, from, flow && { least: ifFew(flow), most: flow, among })
  const sorted = {
    from: sql`${keys} join ${from} on runs.flow_id = found.flow_id and runs.number = found.number`,
    where: flow ? (among ?? sql`true`) : areFew,
  }
  return [sorted, { outcome: flow ? sql`0` : ifMany(sql`0`), flow: flow && ifMany(flow) }]
}

/** Keys of open runs by heartbeat, at most `few` + 1 of each range. Only the index is read. */
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
