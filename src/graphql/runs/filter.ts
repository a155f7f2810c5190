import type { Backend } from '../../db/backend.ts'
import type { RunFilter as Filter } from '../../db/runs/filter.ts'
import type { Context } from '../context.ts'
import {
  type Fields,
  backendsAmong,
  checkRange,
  conditionsOf,
  matchesNothing,
  milliseconds,
  runStatuses,
  storable,
} from '../lists/filters.ts'
import { badInput } from '../errors.ts'
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
  checkRange(input, 'minDurationMs', 'maxDurationMs', milliseconds)
  return conditionsOf(input, fields)
}

/** The backends that a filter of runs reads. None if it matches nothing. */
export function backendsOf(
  context: Pick<Context, 'backends'>,
  filter: RunFilter | null | undefined,
): readonly Backend[] {
  if (filter && matchesNothing(filter)) return []
  return thoseWithRuns(backendsAmong(context, filter?.backend))
}

export const hasRuns = ({ hasRuns: has }: Backend): boolean => has !== false

/** Leaves out the backends that have executions alone. Throws if no other was asked. */
export function thoseWithRuns(asked: readonly Backend[]): readonly Backend[] {
  const found = asked.filter(hasRuns)
  if (found.length > 0 || asked.length === 0) return found
  const names = asked.map(({ name, kind }) => `"${name}" (${kind})`).join(', ')
  const message = `There are no runs in ${names}, only executions. Ask for executionHistory, or name another backend in "filter.backend".`
  throw badInput(message, { field: 'filter.backend' })
}
