import { byRun } from './runfacts.ts'
import { runRow } from './runrow.ts'
import type { ExecutionRecord } from './records.ts'

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

/** The runs of the steps, one row each. */
export function runRows(steps: readonly StepRecord[]) {
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
