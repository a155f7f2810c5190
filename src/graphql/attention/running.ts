import type { RunningExecution } from '../../db/executions/running.ts'
import { type RunningRun, dueMs } from '../../db/runs/running.ts'
import type { AttentionItemOf } from '../models.ts'
import { spanText } from './spans.ts'

/** From so many attempts on, an execution goes round. */
export const manyAttempts = 5

export const ofExecution = ({ id, flow }: RunningExecution, backend: string) => ({
  backend,
  about: id,
  flow,
  executionId: id,
})

export const ofRun = ({ flow, number }: RunningRun, backend: string) => ({
  backend,
  about: `${flow}/${number}`,
  flow,
  runNumber: number,
})

/** What the items of one backend are made of. */
export interface From {
  readonly backend: string
  readonly now: number
}

interface Beating {
  readonly heartbeatAt: number | null
  readonly staleAt: number | null
}

/** Whether a heartbeat counts as lost within a minute, and more than half of the time that it may take is over. */
function isDue({ heartbeatAt, staleAt }: Beating, now: number): boolean {
  if (heartbeatAt === null || staleAt === null) return false
  return staleAt >= now && staleAt - now <= dueMs && 2 * (now - heartbeatAt) > staleAt - heartbeatAt
}

function silence({ heartbeatAt, staleAt }: Beating, now: number) {
  const left = staleAt! - now
  const ago = spanText(now - heartbeatAt!)
  return {
    kind: 'HEARTBEAT_DUE' as const,
    why: `The last heartbeat came ${ago} ago. Without another one it counts as failed in ${spanText(left)}.`,
    since: heartbeatAt!,
    factor: 2 - left / dueMs,
  }
}

export const silentExecutions = (rows: readonly RunningExecution[], { backend, now }: From) =>
  rows
    .filter((row) => isDue(row, now))
    .map((row): AttentionItemOf => ({ ...ofExecution(row, backend), ...silence(row, now) }))

/** A retry lasts whatever the heartbeat. */
export const silentRuns = (rows: readonly RunningRun[], { backend, now }: From) =>
  rows
    .filter((row) => row.reason === 'HEARTBEAT_FRESH' && isDue(row, now))
    .map((row): AttentionItemOf => ({ ...ofRun(row, backend), ...silence(row, now) }))

/** `firstAttempt` is the number of the first attempt. */
export const goingRound = (
  rows: readonly RunningExecution[],
  firstAttempt: number,
  { backend }: From,
): AttentionItemOf[] =>
  rows
    .map((row) => ({ row, count: row.attempt - firstAttempt + 1 }))
    .filter(({ count }) => count >= manyAttempts)
    .map(({ row, count }) => ({
      ...ofExecution(row, backend),
      kind: 'ATTEMPTS',
      why: `There were ${count} attempts so far; the last one is in progress.`,
      since: row.startedAt ?? row.sortAt,
      factor: count / manyAttempts,
    }))
