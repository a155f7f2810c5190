import type { RunningExecution } from '../../db/executions/running.ts'
import type { RunningRun } from '../../db/runs/running.ts'
import type { DurationsRow } from '../../db/sql/durations.ts'
import { percentileOf } from '../durations/percentile.ts'
import type { AttentionItemOf } from '../models.ts'
import { type From, ofExecution, ofRun } from './running.ts'
import { spanText } from './spans.ts'

/** How long the last ones took. */
export interface Took {
  readonly p95Ms: number
  readonly count: number
}

/** Of fewer, there is no telling what is usual. */
const leastCount = 5

/** By the places of what was asked. `undefined`: too few are known. */
export function tookByPlace(rows: readonly DurationsRow[]): readonly (Took | undefined)[] {
  const took: (Took | undefined)[] = []
  for (const { place, durations } of rows) {
    const sorted = Float64Array.from((durations ?? '').split(',').filter(Boolean), Number).toSorted()
    if (sorted.length >= leastCount) took[place] = { p95Ms: percentileOf(sorted, 95), count: sorted.length }
  }
  return took
}

/** What runs longer than this many times the p95 wants attention, if it is more than the least. */
const times = 3
const leastMs = 60_000

/** Executions or runs that are alike, the one that started first in front. */
type Alike<Row> = readonly [Row, ...Row[]]

export const alike = <Row>(rows: readonly Row[], keyOf: (row: Row) => readonly (string | null)[]) =>
  [...Map.groupBy(rows, (row) => JSON.stringify(keyOf(row))).values()] as unknown as Alike<Row>[]

interface Started {
  readonly startedAt: number | null
}
/** Those of which the first runs too long, and how many others do, too. */
function tooLong<Row extends Started>(
  groups: readonly Alike<Row>[],
  usual: readonly (Took | undefined)[],
  now: number,
) {
  return groups.flatMap((rows, index) => {
    const took = usual[index]
    const [first] = rows
    if (!took || first.startedAt === null) return []
    const bound = Math.max(leastMs, times * took.p95Ms)
    const ms = now - first.startedAt
    if (ms <= bound) return []
    const others = rows.filter(({ startedAt }) => startedAt !== null && now - startedAt > bound).length - 1
    return [{ first, took, ms, others, factor: ms / bound, since: first.startedAt }]
  })
}

const longText = (ms: number, { p95Ms, count }: Took) =>
  `Runs for ${spanText(ms)}; 95 % of the last ${count} took at most ${spanText(p95Ms)}.`

const othersText = (count: number, of: string) =>
  count === 0
    ? ''
    : ` ${count} ${count === 1 ? 'other' : 'others'} of the same ${of} also ${count === 1 ? 'runs' : 'run'} too long.`

export const longExecutions = (
  groups: readonly Alike<RunningExecution>[],
  usual: readonly (Took | undefined)[],
  { backend, now }: From,
): AttentionItemOf[] =>
  tooLong(groups, usual, now).map(({ first, took, ms, others, factor, since }) => ({
    ...ofExecution(first, backend),
    kind: 'RUNNING_LONG',
    why: longText(ms, took) + othersText(others, first.step === null ? 'flow' : 'step'),
    since,
    factor,
  }))

export const longRuns = (
  groups: readonly Alike<RunningRun>[],
  usual: readonly (Took | undefined)[],
  { backend, now }: From,
): AttentionItemOf[] =>
  tooLong(groups, usual, now).map(({ first, took, ms, others, factor, since }) => ({
    ...ofRun(first, backend),
    kind: 'RUNNING_LONG',
    why: longText(ms, took) + othersText(others, 'flow'),
    since,
    factor,
  }))
