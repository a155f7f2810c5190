import { isWithin } from '../../db/sql/flowlimit.ts'
import type { Context } from '../context.ts'
import { coded } from '../errors.ts'

type Asker = Pick<Context, 'viewer'>

interface OfFlows {
  readonly flow?: readonly string[] | null | undefined
}

/**
 * A filter without the flows that do not exist for the viewer. Where these are named one by one, so that an index has
 * them, the filter names them, too.
 */
export function seenFilter<Filter extends OfFlows>(
  { viewer: { flows: limit } }: Asker,
  filter: Filter | null | undefined,
): Filter | null | undefined {
  if (!limit) return filter
  if (filter?.flow != null) return { ...filter, flow: filter.flow.filter((flow) => isWithin(flow, limit)) }
  return limit.prefixes.length > 0 ? filter : { ...(filter as Filter), flow: limit.names }
}

/** Throws if the viewer may not write into a flow. */
export function checkFlow({ viewer: { flows } }: Asker, flow: string, field: string): void {
  if (flows && !isWithin(flow, flows))
    throw coded('FORBIDDEN', `"${field}" names a flow that this token may not write.`, { field })
}
