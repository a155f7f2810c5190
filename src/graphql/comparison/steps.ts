import type { StepRow } from '../../db/runs/details.ts'
import type { ExecutionStatus } from '../../db/statuses.ts'
import type { StepState } from '../types.gen.ts'

/** The status of a step is the first of these that one of its executions has. */
const worstFirst: readonly ExecutionStatus[] = [
  'FAILED',
  'TIMED_OUT',
  'CANCELLED',
  'RUNNING',
  'WAITING',
  'PAUSED',
  'PENDING',
  'UNKNOWN',
  'COMPLETED',
]

/** The steps of a run by name, in the order they started. */
export function stepStates(rows: readonly StepRow[]): Map<string, StepState> {
  const steps = [...Map.groupBy(rows, ({ step }) => step)].map(
    ([name, same]) => [name, stateOf(same)] as const,
  )
  return new Map(
    steps.toSorted(
      ([a, { startedAt: one }], [b, { startedAt: other }]) =>
        (one ?? Infinity) - (other ?? Infinity) || (a < b ? -1 : 1),
    ),
  )
}

/** A row for each status that the step's executions have. */
function stateOf(rows: readonly StepRow[]): StepState {
  const statuses = new Set(rows.map(({ status }) => status))
  const status = worstFirst.find((one) => statuses.has(one)) ?? null
  const times = (pick: (row: StepRow) => number | null) => rows.map(pick).filter((time) => time !== null)
  const starts = times(({ startedAt }) => startedAt)
  const ends = times(({ finishedAt }) => finishedAt)
  const startedAt = starts.length === 0 ? null : Math.min(...starts)
  const finishedAt = ends.length === 0 ? null : Math.max(...ends)
  const isOver = rows.every((row) => row.finishedAt !== null)
  return {
    status,
    counts: rows.flatMap((row) => (row.status === null ? [] : [{ status: row.status, value: row.count }])),
    attempt: Math.max(...rows.map(({ attempt }) => attempt ?? 0)),
    startedAt,
    finishedAt,
    durationMs: isOver && startedAt !== null ? finishedAt! - startedAt : null,
  }
}
