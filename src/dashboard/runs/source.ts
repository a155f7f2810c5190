import { ask } from '../data/ask.ts'
import { watch } from '../data/live.ts'
import type { Source } from '../list/feed.ts'
import type { Order } from '../list/order.ts'
import { isAtRow } from '../list/rowelements.ts'
import type { RunFilter } from '../schema.gen.ts'
import { type RunRowFragment, RunsChangedDocument, RunsPageDocument } from './list.gen.ts'
import { type RunField, compareRuns } from './order.ts'

const pageSize = 100

/** The runs that match, from the query and from the stream beside it. */
export const runSource = (filter: RunFilter, orderBy: Order<RunField>): Source<RunRowFragment> => ({
  keyOf: ({ id }) => id,
  compare: compareRuns(orderBy),
  isKept: isAtRow,
  async page(after) {
    const { data, error, ticks } = await ask(RunsPageDocument, { filter, orderBy, after, first: pageSize })
    if (!data?.runs) throw error ?? new Error('The answer was empty.')
    const { nodes, pageInfo, unavailable } = data.runs
    return {
      rows: nodes,
      endCursor: pageInfo.endCursor ?? null,
      hasNext: pageInfo.hasNextPage,
      ticks,
      unavailable,
    }
  },
  watch: (next) =>
    watch(
      RunsChangedDocument,
      { filter },
      {
        next: ({ runsChanged: { kind, id, backend, run } }, ticks) =>
          next({ kind, id: id ?? null, backend, row: run ?? null, ticks }),
      },
    ),
})
