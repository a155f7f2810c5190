import { useMemo } from 'react'
import { timeOf } from '../address/time.ts'
import { useAsk } from '../data/ask.ts'
import { now, useNow } from '../data/clock.ts'
import type { Conditions } from '../filter/conditions.ts'
import { rfc, spanOf } from '../filter/span.ts'
import { runFilter } from '../filter/variables.ts'
import { type Part, partsOf } from '../histogram/scale.ts'
import type { RunStatus } from '../schema.gen.ts'
import { RunsOverviewDocument } from './list.gen.ts'

const renewMs = 10_000
/** Of all time, the histogram shows the last days. */
const mostDays = '-30d'

/** Counts of the chips, which do not depend on which of them are pressed, and the bars over them. */
export function useOverview(conditions: Conditions, anchor: number) {
  const minute = useNow(60_000)
  const variables = useMemo(() => {
    const all = { ...conditions, status: [] }
    const filter = runFilter(all, anchor)
    const span = spanOf(conditions, anchor)
    const to = span.to ?? Math.max(minute, now())
    const parts = partsOf(span.from ?? timeOf(mostDays, to)!, to)
    const drawn = { ...filter, startedAfter: rfc(parts.from), startedBefore: rfc(parts.to) }
    return { counted: filter, drawn, buckets: parts.count, hasHistogram: true }
  }, [conditions, anchor, minute])
  const answer = useAsk(RunsOverviewDocument, variables, { everyMs: renewMs })
  const { runHistogram, statusCounts } = answer.data ?? {}
  const parts = useMemo(
    () =>
      runHistogram?.buckets.map(({ from, to, counts }): Part => {
        const value = (status: RunStatus) => counts.find((one) => one.status === status)?.value ?? 0
        return {
          from: Date.parse(from),
          to: Date.parse(to),
          failed: value('FAILED'),
          running: value('RUNNING'),
          completed: value('COMPLETED'),
        }
      }),
    [runHistogram],
  )
  return { counts: statusCounts?.counts, parts, isExact: runHistogram?.isExact ?? true }
}
export type Overview = ReturnType<typeof useOverview>
