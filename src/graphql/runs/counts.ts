import { runFacets as facets } from '../../db/runs/facets.ts'
import { countRuns } from '../../db/runs/counts.ts'
import { type BucketCount, runHistogram as histogram } from '../../db/runs/histogram.ts'
import { edgeOf } from '../../db/runs/hours.ts'
import { seenFilter } from '../access/flows.ts'
import type { Context } from '../context.ts'
import { badInput } from '../errors.ts'
import { backendsOf, runFilter } from './filter.ts'
import { sharesOf } from '../lists/shares.ts'
import { checkedWhole } from '../inputs/checks.ts'
import type { QueryRunFacetsArgs, QueryRunHistogramArgs, RunFilter, RunStatus } from '../types.gen.ts'

const allStatuses: readonly RunStatus[] = ['RUNNING', 'COMPLETED', 'FAILED']

/** Maximum count in each backend. */
const cap = 10_000

export async function statusCounts(context: Context, given: RunFilter | null | undefined) {
  const input = seenFilter(context, given)
  const filter = runFilter(input ?? {})
  const shares = await sharesOf(context, backendsOf(context, input), (backend, reading) =>
    countRuns(backend, filter, cap, reading),
  )
  if (shares === null) return null
  const statuses = allStatuses.filter((status) => input?.status?.includes(status) ?? true)
  const counts = statuses.map((status) => {
    const found = shares.answers.flatMap((counts) => counts.filter((count) => count.status === status))
    const value = found.reduce((sum, { count }) => sum + Math.min(count, cap), 0)
    return { status, value, isExact: found.every(({ stopped }) => stopped === 0) }
  })
  return { counts, unavailable: shares.unavailable }
}

const defaultSpan = 30 * 86_400_000
const mostBuckets = 500

export async function runHistogram(context: Context, { filter: given, buckets }: QueryRunHistogramArgs) {
  const input = seenFilter(context, given)
  const count = checkedWhole(buckets ?? 30, 'buckets', 1, mostBuckets)
  const filter = runFilter(input ?? {})
  const { from, to } = histogramTime(input ?? {}, count, context.look().now)
  const shares = await sharesOf(context, backendsOf(context, input), (backend, reading) =>
    histogram(backend, filter, { from, to, count }, reading),
  )
  if (shares === null) return null
  const found = shares.answers.flat()
  return {
    buckets: Array.from({ length: count }, (_, index) => ({
      from: edgeOf({ from, to, count }, index),
      to: edgeOf({ from, to, count }, index + 1),
      counts: bucketCounts(found.filter(({ bucket }) => bucket === index)),
    })),
    isExact: found.every(({ weight }) => weight === 1),
    unavailable: shares.unavailable,
  }
}

/** The time span of a histogram: it ends now if no end is given. */
function histogramTime({ startedAfter, startedBefore }: RunFilter, buckets: number, now: number) {
  const field = 'filter.startedAfter'
  const to = startedBefore ?? now
  const from = startedAfter ?? to - defaultSpan
  if (from > to) {
    const message = `"${field}" is in the future, and without "filter.startedBefore" the histogram ends now. Give an earlier "${field}", or "filter.startedBefore".`
    throw badInput(message, { field, limit: to, received: from })
  }
  if (to - from >= buckets) return { from, to }
  const message = `The histogram covers ${to - from} ms, from "${field}" to ${startedBefore == null ? 'now' : '"filter.startedBefore"'}. That must be at least ${buckets} ms, one for each bucket.`
  throw badInput(message, { field, limit: buckets, received: to - from })
}

function bucketCounts(found: readonly BucketCount[]) {
  return allStatuses.map((status) => {
    const counts = found.filter((one) => one.status === status)
    const value = counts.reduce((sum, { count, weight }) => sum + count * weight, 0)
    return { status, value, isExact: counts.every(({ weight }) => weight === 1) }
  })
}

export async function runFacets(context: Context, { filter: given, first }: QueryRunFacetsArgs) {
  const input = seenFilter(context, given)
  const most = checkedWhole(first ?? 20, 'first', 1, 100)
  const filter = runFilter(input ?? {})
  const shares = await sharesOf(context, backendsOf(context, input), (backend, reading) =>
    // One more than the cap shows that there are more.
    facets(backend, filter, { limit: cap + 1, values: most }, reading),
  )
  if (shares === null) return null
  const rows = shares.answers.flat()
  const values = (facet: 'user' | 'tag') => {
    const sums = Map.groupBy(
      rows.filter((row) => row.facet === facet),
      ({ value }) => value!,
    )
    return [...sums]
      .map(([value, same]) => ({ value, count: same.reduce((sum, { count }) => sum + count, 0) }))
      .toSorted((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1))
      .slice(0, most)
  }
  const isExact = rows.every(({ facet, count }) => facet !== 'total' || count <= cap)
  return { users: values('user'), tags: values('tag'), isExact, unavailable: shares.unavailable }
}
