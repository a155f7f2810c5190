import type { Backend } from '../../db/backend.ts'
import type { RunFilter as Filter } from '../../db/runs/filter.ts'
import type { Context } from '../context.ts'
import { backendsAmong, between, runStatuses, storable } from '../lists/filters.ts'
import { checkedText } from '../inputs/checks.ts'
import type { RunFilter } from '../types.gen.ts'

/** A filter as the store takes it. Throws a coded error that names the field. */
export function runFilter(input: RunFilter): Filter {
  const filter = {
    flows: storable(input.flow, 'flow'),
    statuses: input.status == null ? undefined : runStatuses(input.status, 'filter.status'),
    users: storable(input.user, 'user'),
    anyTags: storable(input.tagsAny, 'tagsAny'),
    allTags: storable(input.tagsAll, 'tagsAll'),
    ...between(input, 'startedAfter', 'startedBefore', 'startedFrom', 'startedTo'),
    ...between(input, 'heartbeatAfter', 'heartbeatBefore', 'heartbeatFrom', 'heartbeatTo'),
    ...between(input, 'minDurationMs', 'maxDurationMs', 'durationFrom', 'durationTo'),
    refPrefix: checkedText(input.refPrefix, 'filter.refPrefix', 255) ?? undefined,
  }
  return Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== undefined))
}

/** The backends that a filter asks. None when it lets nothing through: then no store need be asked. */
export const backendsOf = (context: Context, filter: RunFilter | null | undefined): readonly Backend[] => {
  const { backend, flow, status, user, tagsAny } = filter ?? {}
  if ([flow, status, user, tagsAny].some((list) => list?.length === 0)) return []
  return backendsAmong(context, backend)
}
