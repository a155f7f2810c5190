import type { Backend, Reading } from '../../db/backend.ts'
import type { ExecutionFilter as Filter } from '../../db/executions/filter.ts'
import { countCandidates } from '../../db/executions/list.ts'
import { mostCandidates } from '../../db/executions/walks.ts'
import type { Context } from '../context.ts'
import { badInput, coded } from '../errors.ts'
import { backendsAmong, between, executionStatuses, storable, storableOne } from '../lists/filters.ts'
import { checkedText } from '../inputs/checks.ts'
import type { ExecutionFilter } from '../types.gen.ts'

/** What a path of a script may have. */
const longestPath = 1_024
const longestPart = 255

/** Looks for a part of a text, which no index holds. */
const searches = ['scriptContains', 'errorContains'] as const

/** A filter as the store takes it. Throws a coded error that names the field. */
export function executionFilter(input: ExecutionFilter): Filter {
  const filter: { [name in keyof Filter]: Filter[name] | undefined } = {
    flows: storable(input.flow, 'flow'),
    statuses: input.status == null ? undefined : executionStatuses(input.status, 'filter.status'),
    sources: storable(input.source, 'source'),
    run: input.run == null ? undefined : { flow: storableOne(input.run.flow), number: input.run.number },
    parentId: input.parent == null ? undefined : storableOne(input.parent),
    scriptPath: text(input, 'scriptPath', longestPath),
    scriptPrefix: text(input, 'scriptPrefix', longestPath),
    anyTags: storable(input.tagsAny, 'tagsAny'),
    allTags: storable(input.tagsAll, 'tagsAll'),
    ...between(input, 'startedAfter', 'startedBefore', 'startedFrom', 'startedTo'),
    ...between(input, 'minDurationMs', 'maxDurationMs', 'durationFrom', 'durationTo'),
    scriptContains: part(input, 'scriptContains'),
    errorContains: part(input, 'errorContains'),
  }
  const given = Object.entries(filter).filter(([, value]) => value !== undefined)
  const searched = searches.find((field) => filter[field] !== undefined)
  const isAlone = given.every(([field]) => (searches as readonly string[]).includes(field))
  if (searched && isAlone && !isEmpty(input)) throw tooMany(searched)
  return Object.fromEntries(given)
}

type Texts = 'scriptPath' | 'scriptPrefix' | 'scriptContains' | 'errorContains'

const text = (input: ExecutionFilter, field: Texts, most: number) =>
  checkedText(input[field], `filter.${field}`, most) ?? undefined

function part(input: ExecutionFilter, field: Texts): string | undefined {
  if (input[field] !== '') return text(input, field, longestPart)
  throw badInput(`"filter.${field}" must not be empty.`, { field: `filter.${field}`, limit: 1, received: 0 })
}

/** A list that is empty lets nothing through. */
const isEmpty = ({ backend, flow, status, source, tagsAny }: ExecutionFilter) =>
  [backend, flow, status, source, tagsAny].some((list) => list?.length === 0)

/** The backends that a filter asks. None when it lets nothing through: then no store need be asked. */
export const executionBackends = (
  context: Context,
  filter: ExecutionFilter | null | undefined,
): readonly Backend[] => (filter && isEmpty(filter) ? [] : backendsAmong(context, filter?.backend))

/** A part of a text is only looked for among so many executions. */
export async function checkCandidates(backend: Backend, filter: Filter, reading: Reading): Promise<void> {
  const field = searches.find((one) => filter[one] !== undefined)
  if (field && (await countCandidates(backend, filter, reading)) > mostCandidates)
    throw tooMany(field, backend.name)
}

function tooMany(field: (typeof searches)[number], backend?: string) {
  const where = backend === undefined ? '' : ` In "${backend}" there are more.`
  const message = `"filter.${field}" is looked for in at most ${mostCandidates} executions: narrow them down by one flow, statuses, a run, a parent, a script, a tag or a time.${where}`
  return coded('QUERY_TOO_EXPENSIVE', message, {
    field: `filter.${field}`,
    limit: mostCandidates,
    ...(backend !== undefined && { backend }),
  })
}
