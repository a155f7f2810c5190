import type { RunKey, RunRow } from '../../db/runs/rows.ts'
import type { Context } from '../context.ts'
import { isId } from '../inputs/checks.ts'
import { type Found, foundAnywhere } from '../lists/anywhere.ts'
import { hasRuns } from './filter.ts'

/** The runs with these ids, in their order. An error stands where a backend that may know one failed. */
export const lookUpRuns = (context: Context, ids: readonly string[]): Promise<Found<RunRow>[]> =>
  foundAnywhere(context, context.backends.filter(hasRuns), ids, {
    keyOf: runKey,
    load: (backend, keys) => context.look().load(backend).runs.loadMany(keys),
  })

/** The name of a flow may contain a slash. */
function runKey(id: string): RunKey | null {
  const [, flow = '', digits] = /^(.*)\/(0|[1-9]\d{0,15})$/s.exec(id) ?? []
  const number = Number(digits)
  return isId(flow) && Number.isSafeInteger(number) ? { flow, number } : null
}
