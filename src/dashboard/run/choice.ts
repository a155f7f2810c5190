import { endedBadly } from '../../client/standing.ts'
import type { TaskRowFragment } from './tasks.gen.ts'

/** The execution of a run whose inputs or graph one wants to see first: where it failed, else the last one. */
export function firstChoice(
  rows: readonly TaskRowFragment[],
  origin: string | undefined,
): TaskRowFragment | undefined {
  return (
    rows.find(({ key }) => key === origin) ?? rows.find(({ status }) => endedBadly(status)) ?? rows.at(-1)
  )
}

/** The execution with the largest graph, a failed one before others. */
export function graphChoice(rows: readonly TaskRowFragment[]): TaskRowFragment | undefined {
  const worth = (row: TaskRowFragment) =>
    row.nodeCount > 0 ? row.nodeCount + (endedBadly(row.status) ? 0.5 : 0) : 0
  return rows.reduce<TaskRowFragment | undefined>(
    (best, row) => (!best || worth(row) > worth(best) ? row : best),
    undefined,
  )
}
