import type { Backend, Reading } from '../../db/backend.ts'
import type { ExecutionFilter as Filter } from '../../db/executions/filter.ts'
import { countCandidates } from '../../db/executions/list.ts'
import { mostCandidates } from '../../db/executions/walks.ts'
import type { Context } from '../context.ts'
import { badInput, coded } from '../errors.ts'
import {
  type Fields,
  backendsAmong,
  checkRange,
  conditionsOf,
  executionStatuses,
  storable,
  storableOne,
  matchesNothing,
  milliseconds,
} from '../lists/filters.ts'
import { checkedText, checkedWhole } from '../inputs/checks.ts'
import type { ExecutionFilter } from '../types.gen.ts'

/** Maximum length of a script's path. */
const longestPath = 1_024
const longestPart = 255

/** Filters on a part of a text, which no index supports. */
const searches = ['scriptContains', 'errorContains'] as const

const fields: Fields<ExecutionFilter, Filter> = {
  backend: () => ({}),
  flow: (names) => ({ flows: storable(names, 'flow') }),
  status: (list) => ({ statuses: executionStatuses(list, 'filter.status') }),
  source: (names) => ({ sources: storable(names, 'source') }),
  run: ({ flow, number }) => ({ run: { flow: storableOne(flow), number } }),
  parent: (id) => ({ parentId: storableOne(id) }),
  scriptPath: (path) => ({ scriptPath: text(path, 'scriptPath', longestPath) }),
  scriptPrefix: (path) => ({ scriptPrefix: text(path, 'scriptPrefix', longestPath) }),
  scriptContains: (found) => ({ scriptContains: part(found, 'scriptContains') }),
  tagsAny: (tags) => ({ anyTags: storable(tags, 'tagsAny') }),
  tagsAll: (tags) => ({ allTags: storable(tags, 'tagsAll') }),
  startedAfter: (startedFrom) => ({ startedFrom }),
  startedBefore: (startedTo) => ({ startedTo }),
  minDurationMs: (ms) => ({ durationFrom: duration(ms, 'minDurationMs') }),
  maxDurationMs: (ms) => ({ durationTo: duration(ms, 'maxDurationMs') }),
  errorContains: (found) => ({ errorContains: part(found, 'errorContains') }),
  failureGroup: (ids) => ({ failureGroups: storable(ids, 'failureGroup') }),
}

/** Converts a filter to the store's. Throws a coded error that names the field. */
export function executionFilter(input: ExecutionFilter): Filter {
  checkRange(input, 'startedAfter', 'startedBefore')
  checkRange(input, 'minDurationMs', 'maxDurationMs', milliseconds)
  const filter = conditionsOf(input, fields)
  const searched = searches.find((field) => filter[field] !== undefined)
  const isAlone = Object.keys(filter).every((field) => (searches as readonly string[]).includes(field))
  if (searched && isAlone && !matchesNothing(input)) throw tooMany(searched)
  return filter
}

const text = (value: string, field: string, most: number) =>
  checkedText(value, `filter.${field}`, most) ?? undefined

const duration = (ms: number, field: string) =>
  checkedWhole(ms, `filter.${field}`, 0, Number.MAX_SAFE_INTEGER)

function part(value: string, field: string): string | undefined {
  if (value !== '') return text(value, field, longestPart)
  throw badInput(`"filter.${field}" must not be empty.`, { field: `filter.${field}`, limit: 1, received: 0 })
}

/** The backends that a filter reads. None if it matches nothing. */
export const executionBackends = (
  context: Context,
  filter: ExecutionFilter | null | undefined,
): readonly Backend[] => (filter && matchesNothing(filter) ? [] : backendsAmong(context, filter?.backend))

/** Throws if a search for a part of a text has too many candidates. They are counted once per look. */
export async function checkCandidates(context: Context, backend: Backend, filter: Filter, reading: Reading) {
  const field = searches.find((one) => filter[one] !== undefined)
  if (!field) return
  const key = `candidates ${backend.name} ${JSON.stringify(filter)}`
  const count = await context.look().once(key, () => countCandidates(backend, filter, reading))
  if (count > mostCandidates) throw tooMany(field, backend.name)
}

const narrower = 'one flow, statuses, a run, a parent, a script, a tag or a time'

function tooMany(field: (typeof searches)[number], backend?: string) {
  const name = `"filter.${field}"`
  const message =
    backend === undefined
      ? `${name} searches at most ${mostCandidates} executions, so it needs a condition beside it: ${narrower}.`
      : `${name} searches at most ${mostCandidates} executions, and "${backend}" has more that match the rest of the filter. Narrow it by ${narrower}.`
  return coded('QUERY_TOO_EXPENSIVE', message, {
    field: `filter.${field}`,
    limit: mostCandidates,
    ...(backend !== undefined && { backend }),
  })
}
