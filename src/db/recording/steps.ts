import { sql } from 'drizzle-orm'
import type { Transaction } from '../backend.ts'
import { runIdOf } from '../changes.ts'
import type { RunKey } from '../runs/rows.ts'
import { insertRows } from '../sql/insert.ts'
import { statement } from '../sql/statement.ts'
import type { ExecutionRecord } from './records.ts'
import { byRun } from './runfacts.ts'
import { runRow } from './runrow.ts'
import { insertAll } from './writes.ts'

/** The heartbeat that a step's record is for its run. */
export interface StepRecord {
  readonly flow: string
  readonly runNumber: number | null
  readonly startedAt: number
  /** When the step finished or had its last heartbeat. */
  readonly aliveAt: number
}

export const stepOf = (
  { flow, runNumber, attempts, heartbeatAt }: ExecutionRecord,
  now: number,
): StepRecord => ({
  flow,
  runNumber,
  startedAt: attempts[0]?.startedAt ?? now,
  aliveAt: Math.min(now, attempts.at(-1)?.finishedAt ?? heartbeatAt ?? now),
})

/** Written at most every ten seconds. */
const addRuns = statement<RunKey>(
  'recording.addRuns',
  ({ tables, dialect }) =>
    sql`
      ${insertRows(tables.runs, dialect)}
      on conflict (flow_id, number)
      do update set
        heartbeat_at = excluded.heartbeat_at, version = runs.version + 1, changed = excluded.changed
      where runs.heartbeat_at is null or runs.heartbeat_at + 10000 <= excluded.heartbeat_at
      returning flow_id as flow, number
    `,
)

/** Stores the runs of steps, or their heartbeats if the runs are known. */
export async function recordSteps(transaction: Transaction, steps: readonly StepRecord[]): Promise<void> {
  const changed = await insertAll(transaction, addRuns, runRows(steps))
  transaction.changed('runs', changed.map(runIdOf))
}

/** The runs of the steps, one row each. */
function runRows(steps: readonly StepRecord[]) {
  const runs = new Map<string, { flow: string; number: number; startedAt: number; heartbeatAt: number }>()
  for (const { flow, runNumber: number, startedAt, aliveAt } of steps) {
    if (number === null) continue
    const key = `${flow}/${number}`
    const known = runs.get(key) ?? { flow, number, startedAt, heartbeatAt: aliveAt }
    known.startedAt = Math.min(known.startedAt, startedAt)
    known.heartbeatAt = Math.max(known.heartbeatAt, aliveAt)
    runs.set(key, known)
  }
  return [...runs.values()].map(runRow).toSorted(byRun)
}
