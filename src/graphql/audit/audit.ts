import { type AuditFilter as Filter, type AuditRow, listAudit } from '../../db/audit/list.ts'
import type { Backend } from '../../db/backend.ts'
import { compareText } from '../../db/sql/textorder.ts'
import { auditActions } from '../../db/tables/audit.ts'
import { wholeOf } from '../access/whole.ts'
import type { Context } from '../context.ts'
import {
  type Fields,
  backendsAmong,
  checkRange,
  conditionsOf,
  eachOnce,
  matchesNothing,
  storable,
} from '../lists/filters.ts'
import { type MergedList, mergedPage } from '../lists/merged.ts'
import type { AuditEntryResolvers, AuditFilter, QueryAuditArgs } from '../types.gen.ts'

const fields: Fields<AuditFilter, Filter> = {
  backend: () => ({}),
  action: (list) => ({ actions: eachOnce(list, auditActions.length, 'filter.action') }),
  actor: (names) => ({ actors: storable(names, 'actor') }),
  since: (since) => ({ since }),
  until: (until) => ({ until }),
}

export const AuditEntry: AuditEntryResolvers = {
  id: ({ backend, id }) => `${backend}:${id}`,
  ids: ({ ids }) => JSON.parse(ids) as string[],
}

/** What was changed in all stores, the newest first. */
export function audit(context: Context, { filter: input, ...page }: QueryAuditArgs) {
  if (input) checkRange(input, 'since', 'until')
  const filter = conditionsOf(input ?? {}, fields)
  return mergedPage(context, storesIn(context, input), page, byTime(filter))
}

/** In the order `(time, backend, id)`. */
const byTime = (filter: Filter): MergedList<AuditRow> => ({
  identity: ['audit', filter],
  position: { at: 'number', id: 'string' },
  positionOf: ({ at, id }) => ({ at, id }),
  compare: (a, b) => b.at - a.at || compareText(b.backend, a.backend) || compareText(b.id, a.id),
  placeIn({ at, id, backend }, name) {
    if (name === backend) return { at: at!, id: id! }
    return { at: Number(at) + (compareText(name, backend) < 0 ? 1 : 0), id: '' }
  },
  ends: [
    { at: Number.MAX_SAFE_INTEGER, id: '' },
    { at: Number.MIN_SAFE_INTEGER, id: '' },
  ],
  read: (backend, one, reading) => listAudit(backend, filter, one, reading),
})

/**
 * The stores that are asked: all that are written to, and that of the tokens. Whoever may ask sees all flows, and needs
 * no other scope.
 */
function storesIn(
  { backends: seen, tokens }: Context,
  filter: AuditFilter | null | undefined,
): readonly Backend[] {
  if (filter && matchesNothing(filter)) return []
  const backends = seen.map(wholeOf)
  if (tokens && !backends.includes(tokens.backend)) backends.push(tokens.backend)
  return backendsAmong({ backends }, filter?.backend).filter(({ readOnly }) => !readOnly)
}
