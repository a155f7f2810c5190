import type { ExecutionRow } from '../../db/executions/rows.ts'
import type { RunRow } from '../../db/runs/rows.ts'
import type { DurationsRow } from '../../db/sql/durations.ts'
import type { Context } from '../context.ts'
import { loadersOf } from '../lists/nested.ts'
import type { UsualDuration } from '../types.gen.ts'
import { percentileOf } from './percentile.ts'

/** Of fewer, it is not told what is usual. */
const leastUsual = 5

/** How long executions like this one usually take. One that has not finished is compared as of now. */
export async function usualOfExecution(
  { backend, flow, step, startedAt, durationMs }: ExecutionRow,
  _: object,
  context: Context,
): Promise<UsualDuration | null> {
  const { now } = context.look()
  const { usualExecutions } = loadersOf(context, backend)
  const found = await usualExecutions.load({ flow, step, began: startedAt ?? now })
  const open = startedAt === null ? null : Math.max(0, now - startedAt)
  return usualDuration(found, durationMs ?? open)
}

/** The same for a run. */
export async function usualOfRun(
  { backend, flow, startedAt, durationMs }: RunRow,
  _: object,
  context: Context,
): Promise<UsualDuration | null> {
  const { usualRuns } = loadersOf(context, backend)
  return usualDuration(await usualRuns.load({ flow, began: startedAt ?? context.look().now }), durationMs)
}

function usualDuration(found: DurationsRow | null, ms: number | null): UsualDuration | null {
  const sorted = Float64Array.from((found?.durations ?? '').split(',').filter(Boolean), Number).toSorted()
  const count = sorted.length
  if (count < leastUsual) return null
  const [p50Ms, p95Ms] = [percentileOf(sorted, 50), percentileOf(sorted, 95)]
  const ratio = ms === null || p50Ms === 0 ? null : Math.round((ms / p50Ms) * 100) / 100
  return { p50Ms, p95Ms, count, ratio }
}
