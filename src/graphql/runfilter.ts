import type { Backend } from '../db/backend.ts'
import type { RunFilter as Filter } from '../db/runfilter.ts'
import { type Context, backendNamed } from './context.ts'
import { badInput } from './errors.ts'
import { isId } from './lookup.ts'
import { checkedText } from './texts.ts'
import type { RunFilter } from './types.gen.ts'

const mostValues = 100

/** A filter as the store takes it. Throws a coded error that names the field. */
export function runFilter(input: RunFilter): Filter {
  const filter = {
    flows: storable(input.flow, 'flow'),
    statuses: input.status == null ? undefined : [...new Set(input.status)].toSorted(),
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
export function backendsOf({ backends }: Context, filter: RunFilter | null | undefined): readonly Backend[] {
  if (filter == null) return backends
  const { backend, flow, status, user, tagsAny } = filter
  if ([backend, flow, status, user, tagsAny].some((list) => list?.length === 0)) return []
  if (backend == null) return backends
  const asked = new Set(backend.map((name) => backendNamed(backends, name, 'filter.backend')))
  return backends.filter((one) => asked.has(one))
}

/** Each value once. One that no store can hold matches nothing, as any other that is not there. */
function storable(list: readonly string[] | null | undefined, field: string): readonly string[] | undefined {
  if (list == null) return undefined
  if (list.length > mostValues) {
    const message = `"filter.${field}" may have ${mostValues} values, not ${list.length}.`
    throw badInput(message, { field: `filter.${field}`, limit: mostValues, received: list.length })
  }
  const values = new Set(list.map((value) => (isId(value) ? value : '')))
  return values.size === 0 ? undefined : [...values].toSorted()
}

function between(
  input: RunFilter,
  from: keyof RunFilter,
  to: keyof RunFilter,
  ...names: readonly [string, string]
): Record<string, number | undefined> {
  const [least, most] = [input[from] as number | null | undefined, input[to] as number | null | undefined]
  if (least != null && most != null && least > most) {
    throw badInput(`"filter.${from}" is greater than "filter.${to}", so no run can fit.`, {
      field: `filter.${from}`,
      limit: most,
      received: least,
    })
  }
  return { [names[0]]: least ?? undefined, [names[1]]: most ?? undefined }
}
