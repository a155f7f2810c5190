import type { Backend } from '../../db/backend.ts'
import type { RunFilter as Filter } from '../../db/runs/filter.ts'
import type { Context } from '../context.ts'
import {
  type Fields,
  backendsAmong,
  checkRange,
  conditionsOf,
  matchesNothing,
  runStatuses,
  storable,
} from '../lists/filters.ts'
import { checkedText } from '../inputs/checks.ts'
import type { RunFilter } from '../types.gen.ts'

const fields: Fields<RunFilter, Filter> = {
  backend: () => ({}),
  flow: (names) => ({ flows: storable(names, 'flow') }),
  status: (list) => ({ statuses: runStatuses(list, 'filter.status') }),
  user: (names) => ({ users: storable(names, 'user') }),
  tagsAny: (tags) => ({ anyTags: storable(tags, 'tagsAny') }),
  tagsAll: (tags) => ({ allTags: storable(tags, 'tagsAll') }),
  startedAfter: (startedFrom) => ({ startedFrom }),
  startedBefore: (startedTo) => ({ startedTo }),
  heartbeatAfter: (heartbeatFrom) => ({ heartbeatFrom }),
  heartbeatBefore: (heartbeatTo) => ({ heartbeatTo }),
  minDurationMs: (durationFrom) => ({ durationFrom }),
  maxDurationMs: (durationTo) => ({ durationTo }),
  refPrefix: (text) => ({ refPrefix: checkedText(text, 'filter.refPrefix', 255) ?? undefined }),
}

/** Converts a filter to the store's. Throws a coded error that names the field. */
export function runFilter(input: RunFilter): Filter {
  checkRange(input, 'startedAfter', 'startedBefore')
  checkRange(input, 'heartbeatAfter', 'heartbeatBefore')
  checkRange(input, 'minDurationMs', 'maxDurationMs')
  return conditionsOf(input, fields)
}

/** The backends that a filter reads. None if it matches nothing. */
export const backendsOf = (
  context: Pick<Context, 'backends'>,
  filter: RunFilter | null | undefined,
): readonly Backend[] => {
  if (filter && matchesNothing(filter)) return []
  return backendsAmong(context, filter?.backend)
}
