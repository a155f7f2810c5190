import { mostLookedAt } from '../../db/executions/standingcounts.ts'
import { type StatsRow, executionStats as stats } from '../../db/executions/stats.ts'
import { everyExecutionStatus } from '../../db/executions/filter.ts'
import { keepsNoGroups } from '../../db/failures/late.ts'
import { lateStats } from '../../db/failures/latestats.ts'
import { seenFilter } from '../access/flows.ts'
import type { Context } from '../context.ts'
import { percentileOf } from '../durations/percentile.ts'
import { checkCandidates, executionBackends, executionFilter } from './filter.ts'
import { compareText } from '../../db/sql/textorder.ts'
import { safeDuration, safeInstant } from '../scalars.ts'
import { sharesOf } from '../lists/shares.ts'
import type { ExecutionStatus, QueryExecutionStatsArgs } from '../types.gen.ts'

/** How many flows are listed. */
const mostFlows = 20

/** Statistics of the executions that match a filter, over all backends. */
export async function executionStats(context: Context, { filter: given }: QueryExecutionStatsArgs) {
  const input = seenFilter(context, given)
  const filter = executionFilter(input ?? {})
  const shares = await sharesOf(context, executionBackends(context, input), async (backend, reading) => {
    await checkCandidates(context, backend, filter, reading)
    const isOfGroups = filter.failureGroups !== undefined && keepsNoGroups(backend)
    return (isOfGroups ? lateStats : stats)(backend, filter, reading)
  })
  if (shares === null) return null
  const asked = everyExecutionStatus.filter((status) => input?.status?.includes(status) ?? true)
  const rows = shares.answers.flat()
  const times = rows.flatMap((row) => (row.fact === 'looked' ? [row.least, row.most] : []))
  const known = times.filter((time) => time !== null)
  return {
    counts: asked.map((status) => countOf(status, shares.answers)),
    oldest: known.length === 0 ? null : safeInstant(Math.min(...known)),
    newest: known.length === 0 ? null : safeInstant(Math.max(...known)),
    durations: percentiles(rows),
    flows: flowsOf(rows),
    isExact: shares.answers.every(isWhole),
    unavailable: shares.unavailable,
  }
}

/** Whether a backend looked at all executions that match the filter. */
const isWhole = (answer: readonly StatsRow[]) =>
  answer.every((row) => row.fact !== 'looked' || row.count <= mostLookedAt)

const isOfLookedAt = (answer: readonly StatsRow[]) =>
  answer.some((row) => row.fact === 'looked' && row.amount === 1)

function countOf(status: ExecutionStatus, answers: readonly (readonly StatsRow[])[]) {
  const shares = answers.map((answer) => {
    const found = answer.filter((row) => row.fact === 'status').filter(({ name }) => name === status)
    const count = sum(found.map((row) => row.count))
    const value = Math.min(count, mostLookedAt)
    const stands = count === 0 ? 0 : (sum(found.map((row) => row.amount)) * value) / count
    return { value, stands, isExact: isOfLookedAt(answer) ? isWhole(answer) : count <= mostLookedAt }
  })
  return {
    status,
    value: sum(shares.map(({ value }) => value)),
    estimate: Math.min(Math.round(sum(shares.map(({ stands }) => stands))), Number.MAX_SAFE_INTEGER),
    isExact: shares.every(({ isExact }) => isExact),
  }
}

function percentiles(rows: readonly StatsRow[]) {
  const texts = rows.flatMap((row) => (row.fact === 'durations' && row.name !== null ? [row.name] : []))
  const sorted = Float64Array.from(texts.flatMap((text) => text.split(',').map(Number))).toSorted()
  const count = sorted.length
  if (count === 0) return null
  const at = (percent: number) => safeDuration(percentileOf(sorted, percent))
  return { count, p50Ms: at(50), p90Ms: at(90), p95Ms: at(95), p99Ms: at(99), maxMs: at(100) }
}

function flowsOf(rows: readonly StatsRow[]) {
  const byName = Map.groupBy(
    rows.filter((row) => row.fact === 'flow'),
    ({ name }) => name,
  )
  return [...byName]
    .map(([flow, same]) => ({
      flow,
      count: sum(same.map(({ count }) => count)),
      failed: sum(same.map(({ amount }) => amount)),
    }))
    .toSorted((a, b) => b.count - a.count || compareText(a.flow, b.flow))
    .slice(0, mostFlows)
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0)
