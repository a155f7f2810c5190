import type { ExecutionRow } from '../../db/executions/rows.ts'
import { type Context, backendNamed } from '../context.ts'
import { isId } from '../inputs/checks.ts'
import { type Found, foundAnywhere } from '../lists/anywhere.ts'

/** The executions with these ids or keys, in their order. An error stands where a backend that may know one failed. */
export function lookUp(
  context: Context,
  ids: readonly string[],
  backend?: string | null,
): Promise<Found<ExecutionRow>[]> {
  const asked = backend == null ? context.backends : [backendNamed(context.backends, backend)]
  return foundAnywhere(context, asked, ids, {
    keyOf: (id) => (isId(id) ? id : null),
    load: (one, own) => context.look().load(one).executions.loadMany(own),
  })
}
