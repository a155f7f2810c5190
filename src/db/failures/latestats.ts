import type { Backend, Reading } from '../backend.ts'
import type { ExecutionFilter } from '../executions/filter.ts'
import type { ExecutionRow } from '../executions/rows.ts'
import { mostLookedAt } from '../executions/standingcounts.ts'
import type { StatsRow } from '../executions/stats.ts'
import { lateFailures } from './late.ts'

/** Statistics of the failures of some groups. */
export async function lateStats(
  backend: Backend,
  filter: ExecutionFilter,
  reading: Reading,
): Promise<StatsRow[]> {
  const { failures, isCut } = await lateFailures(backend, filter, reading)
  const rows = failures.map(({ row }) => row)
  const starts = rows.map(({ sortAt }) => sortAt)
  const durations = rows.flatMap(({ durationMs }) => (durationMs === null ? [] : [durationMs]))
  return [
    ...counted('status', rows, ({ status }) => status),
    ...counted('flow', rows, ({ flow }) => flow),
    {
      fact: 'looked',
      name: null,
      count: isCut ? mostLookedAt + 1 : rows.length,
      amount: 1,
      least: starts.at(-1) ?? null,
      most: starts[0] ?? null,
    },
    { fact: 'durations', name: durations.length === 0 ? null : durations.join(',') },
  ]
}

const counted = (
  fact: 'status' | 'flow',
  rows: readonly ExecutionRow[],
  nameOf: (row: ExecutionRow) => string,
) =>
  [...Map.groupBy(rows, nameOf)].map(
    ([name, own]) => ({ fact, name, count: own.length, amount: own.length }) as StatsRow,
  )
