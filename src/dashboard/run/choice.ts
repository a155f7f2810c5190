import type { TaskRowFragment } from './tasks.gen.ts'

export const isFailed = ({ status }: TaskRowFragment) => ['FAILED', 'TIMED_OUT', 'CANCELLED'].includes(status)

/** The execution of a run whose inputs or graph one wants to see first: where it failed, else the last one. */
export function firstChoice(
  rows: readonly TaskRowFragment[],
  origin: string | undefined,
): TaskRowFragment | undefined {
  return rows.find(({ key }) => key === origin) ?? rows.find(isFailed) ?? rows.at(-1)
}

/** The execution with the largest graph, a failed one before others. */
export function graphChoice(rows: readonly TaskRowFragment[]): TaskRowFragment | undefined {
  const worth = (row: TaskRowFragment) => (row.nodeCount > 0 ? row.nodeCount + (isFailed(row) ? 0.5 : 0) : 0)
  return rows.reduce<TaskRowFragment | undefined>(
    (best, row) => (!best || worth(row) > worth(best) ? row : best),
    undefined,
  )
}
