import { type SQL, and, sql } from 'drizzle-orm'
import type { Scope } from '../sql/statement.ts'
import { type RunFacts, type RunStatus, nearNow } from '../status/status.ts'

/** Where a backend keeps its runs. Whatever it is, statements see a table `runs` with the native columns. */
export interface RunSource {
  /** A table expression called `runs`. */
  readonly from: SQL
  /** Joined behind `runs` wherever the rule is read. */
  readonly joined: SQL
  /** What the rule reads there. */
  readonly facts: RunFacts
  /** What is shown of a run in place of a column, by its key in a row. */
  readonly shown: Readonly<Record<string, SQL>>
  /** The name of the flow, to order by: its bytes decide. */
  readonly flowOrder: SQL
  /** That a run started at a time that a calendar has. Not given where all did. */
  readonly isDated?: SQL
  /** The run has one of the tags, or all of them, that are bound to this name. */
  readonly hasTags: (list: 'anyTags' | 'allTags', scope: Scope) => SQL
  /** `run_tags` joined to `runs`, where an index has the runs of a tag by when they started. */
  readonly byTag?: SQL
  /** The tags of runs, as a table expression called `run_tags` with the native columns. */
  readonly tags: SQL
  /** The flows, as a table expression called `flows` with the native columns. */
  readonly flows: SQL
  /** Whether `outcome`, `known_finished_at` and `known_ms` are columns with indexes. */
  readonly indexed: boolean
}

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
    const where = sql`${open} and runs.flow_id >= ${least} and runs.flow_id <= ${most} and runs.heartbeat_at is null`
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
    const open = sql`select runs.flow_id, runs.number from ${from} where ${where} order by ${orderBy} limit ${sql.raw(String(few + 1))}`
    return sql`select * from (${open}) as ${sql.raw(`open${index}`)}`
  })
  return sql`(${sql.join(parts, sql` union all `)}) as found`
}

export const nativeRuns: RunSource = {
  from: sql`runs`,
  joined: sql``,
  facts: {
    startedAt: sql`runs.started_at`,
    heartbeatAt: sql`runs.heartbeat_at`,
    endOk: sql`runs.end_ok`,
    endOkAt: sql`runs.end_ok_at`,
    endAttemptAt: sql`runs.end_attempt_at`,
  },
  shown: {},
  flowOrder: sql`runs.flow_id`,
  hasTags(list, { dialect, tables }) {
    const found = sql`(select count(*) from run_tags where run_tags.flow_id = runs.flow_id and run_tags.number = runs.number and ${dialect.isIn(tables.runTags.tag, list)})`
    return list === 'anyTags' ? sql`${found} > 0` : sql`${found} = ${sql.placeholder('tagCount')}`
  },
  byTag: sql`run_tags join runs on runs.flow_id = run_tags.flow_id and runs.number = run_tags.number`,
  tags: sql`run_tags`,
  flows: sql`flows`,
  indexed: true,
}
