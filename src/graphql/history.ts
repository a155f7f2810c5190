import { type ExecutionRow, newestExecutions } from '../db/executions.ts'
import type { PageArguments } from './connections.ts'
import type { Context } from './context.ts'
import { type MergedList, compareText, mergedPage } from './merged.ts'

/** Executions of all backends in the order `(sortAt, backend, id)`, newest first. */
export const executionHistory = (context: Context, args: PageArguments) =>
  mergedPage(context, context.backends, args, history)

const history: MergedList<ExecutionRow> = {
  identity: ['executions'],
  position: { sortAt: 'number', id: 'string' },
  positionOf: ({ sortAt, id }) => ({ sortAt, id }),
  compare: (a, b) => b.sortAt - a.sortAt || compareText(b.backend, a.backend) || compareText(b.id, a.id),
  placeIn({ sortAt, id, backend }, name) {
    if (name === backend) return { sortAt: sortAt!, id: id! }
    return { sortAt: Number(sortAt) + (name < backend ? 1 : 0), id: '' }
  },
  ends: [
    { sortAt: Number.MAX_SAFE_INTEGER, id: '' },
    { sortAt: Number.MIN_SAFE_INTEGER, id: '' },
  ],
  read: newestExecutions,
}
