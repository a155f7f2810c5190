import { type SQL, sql } from 'drizzle-orm'
import type { Scope } from './statement.ts'
import { type RunStatus, isFresh } from './status.ts'

/** Where a backend keeps its runs. Whatever it is, statements see a table `runs` with the native columns. */
export interface RunSource {
  /** A table expression called `runs`. */
  readonly from: SQL
  /** The tags of runs, as a table expression called `run_tags` with the native columns. */
  readonly tags: SQL
  /** The flows, as a table expression called `flows` with the native columns. */
  readonly flows: SQL
  /**
   * Ranges of an index that together hold every run of these statuses. A range may be wider, never narrower: the rule
   * itself is applied on top. None where the source has no such index.
   */
  readonly ranges: (statuses: readonly RunStatus[], scope: Scope) => readonly Range[]
  /** Which statuses the runs of an outcome can have, where a flow's runs can be walked by outcome, newest first. */
  readonly newest: readonly { readonly outcome: number; readonly statuses: readonly RunStatus[] }[]
}

/** Part of the runs: those of one indexed outcome, or those of a table expression called `runs`. */
export interface Range {
  readonly outcome?: 0 | 1 | 2 | 3
  readonly from?: SQL
  /** Whether the range is to be read at all. Does not depend on its rows. */
  readonly when?: SQL
}

/** Up to so many open runs with a fresh heartbeat are sorted. Of more, the newest are soon met among all open ones. */
const fewFresh = 1_000

/** The native tables, and whatever else has an indexed `outcome` and `heartbeat_at`. */
export function rangesByOutcome(from: SQL) {
  return (statuses: readonly RunStatus[], scope: Scope): Range[] => {
    const has = (status: RunStatus) => statuses.includes(status)
    const ended: Range[] = [
      ...(has('COMPLETED') ? [{ outcome: 1 as const }] : []),
      ...(has('FAILED') ? [{ outcome: 2 as const }] : []),
      ...(has('RUNNING') ? [{ outcome: 3 as const }] : []),
    ]
    if (has('FAILED')) return [...ended, { outcome: 0 }]
    return has('RUNNING') ? [...ended, ...freshRuns(from, scope)] : ended
  }
}

/** Open runs that are alive: by their heartbeats while they are few, else by walking the open runs. */
function freshRuns(from: SQL, scope: Scope): Range[] {
  const isFreshRun = isFresh({ heartbeatAt: sql`runs.heartbeat_at` }, scope)
  const fresh = (columns: SQL) =>
    sql`(select ${columns} from ${from} where runs.outcome = 0 and ${isFreshRun} limit ${sql.raw(String(fewFresh + 1))})`
  const count = sql`(select count(*) from ${fresh(sql`1`)} as fresh)`
  const most = sql.raw(String(fewFresh))
  return [
    { from: sql`${fresh(sql`runs.*`)} as runs`, when: sql`${count} <= ${most}` },
    { outcome: 0, when: sql`${count} > ${most}` },
  ]
}

export const statusesByOutcome = [
  { outcome: 0, statuses: ['RUNNING', 'FAILED'] },
  { outcome: 1, statuses: ['COMPLETED'] },
  { outcome: 2, statuses: ['FAILED'] },
  { outcome: 3, statuses: ['RUNNING'] },
] as const

export const nativeRuns: RunSource = {
  from: sql`runs`,
  tags: sql`run_tags`,
  flows: sql`flows`,
  ranges: rangesByOutcome(sql`runs`),
  newest: statusesByOutcome,
}
