import type { Backend, Reading } from '../../db/backend.ts'
import type { ExecutionFilter as Filter } from '../../db/executions/filter.ts'
import { listExecutions } from '../../db/executions/list.ts'
import { keepsNoGroups } from '../../db/failures/late.ts'
import { lateFailuresPage } from '../../db/failures/lategroups.ts'
import type { ExecutionRow } from '../../db/executions/rows.ts'
import type { Page } from '../../db/sql/page.ts'
import { countTexts } from '../answers/longtexts.ts'
import { seenFilter } from '../access/flows.ts'
import type { Context } from '../context.ts'
import { checkCandidates, executionBackends, executionFilter } from './filter.ts'
import { compareText } from '../../db/sql/textorder.ts'
import { type MergedList, mergedPage } from '../lists/merged.ts'
import type { QueryExecutionHistoryArgs } from '../types.gen.ts'

/** Executions of all backends that match a filter, in the order `(sortAt, backend, id)`. */
export function executionHistory(
  context: Context,
  { filter: given, orderBy, ...page }: QueryExecutionHistoryArgs,
) {
  const input = seenFilter(context, given)
  const filter = executionFilter(input ?? {})
  const list = history(context, filter, orderBy?.direction !== 'ASC')
  return mergedPage(context, executionBackends(context, input), page, list)
}

function history(context: Context, filter: Filter, descending: boolean): MergedList<ExecutionRow> {
  const sign = descending ? -1 : 1
  const ends = [
    { sortAt: Number.MAX_SAFE_INTEGER, id: '' },
    { sortAt: Number.MIN_SAFE_INTEGER, id: '' },
  ] as const
  return {
    identity: ['executions', filter, descending],
    position: { sortAt: 'number', id: 'string' },
    positionOf: ({ sortAt, id }) => ({ sortAt, id }),
    compare: (a, b) =>
      sign * (a.sortAt - b.sortAt || compareText(a.backend, b.backend) || compareText(a.id, b.id)),
    placeIn({ sortAt, id, backend }, name) {
      if (name === backend) return { sortAt: sortAt!, id: id! }
      return { sortAt: Number(sortAt) + (name < backend ? 1 : 0), id: '' }
    },
    ends: descending ? ends : [ends[1], ends[0]],
    async read(backend: Backend, page: Page, reading: Reading) {
      await checkCandidates(context, backend, filter, reading)
      const isOfGroups = filter.failureGroups !== undefined && keepsNoGroups(backend)
      const list = isOfGroups ? lateFailuresPage : listExecutions
      const rows = await list(backend, { filter, descending }, page, reading)
      return countTexts(context.answer, rows, ({ error }) => error)
    },
  }
}
