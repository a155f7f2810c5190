import type { Backend } from '../../src/db/backend.ts'
import { listExecutions } from '../../src/db/executions/list.ts'
import { executionsByIds } from '../../src/db/executions/rows.ts'
import { narrowedTo } from '../../src/db/narrowed.ts'
import { countRuns } from '../../src/db/runs/counts.ts'
import { flowLimitOf } from '../../src/db/sql/flowlimit.ts'
import { reading } from '../setup/seeds/everything.ts'

/** A list, a look-up and a count for who sees one flow, and for who sees some and those that begin alike. */
export async function askNarrowed(whole: Backend): Promise<void> {
  const page = { limit: 51, from: undefined, backward: false }
  for (const limit of [['Train'], ['Train', 'Work', 'a*']]) {
    const backend = { ...whole, ...narrowedTo(whole, flowLimitOf(limit)) }
    await listExecutions(backend, { filter: {}, descending: true }, page, reading(1))
    await executionsByIds(backend, ['a', 'b'], reading(1))
    await countRuns(backend, {}, 10_000, reading(1))
  }
}
