import { audit } from './audit/audit.ts'
import { backends } from './backends.ts'
import { attention } from './attention/attention.ts'
import { compareExecutions } from './comparison/executions.ts'
import { compareRuns } from './comparison/runs.ts'
import type { ExecutionRow } from '../db/executions/rows.ts'
import { executionStats } from './executions/stats.ts'
import { executionHistory } from './executions/list.ts'
import { checkIds, lookUp, lookUpList } from './executions/lookup.ts'
import { failureGroups } from './failures/groups.ts'
import { flows } from './runs/flow.ts'
import { retentionPreview } from './retention.ts'
import { queue } from './queue/state.ts'
import type { ExecutionSides, RunSides } from './models.ts'
import { rootList } from './lists/once.ts'
import { run } from './runs/run.ts'
import { runFacets, runHistogram, statusCounts } from './runs/counts.ts'
import { runs } from './runs/list.ts'
import { tokens } from './tokens/tokens.ts'
import type { QueryResolvers, QueryStatusCountsArgs } from './types.gen.ts'

export const Query: QueryResolvers = {
  async executions(_, { ids, backend }, context) {
    checkIds(ids)
    // An error among the elements is reported at its index, and the others are returned.
    return (await lookUpList(context, ids, backend)) as (ExecutionRow | null)[]
  },
  async execution(_, { id, backend }, context) {
    const [found] = await lookUp(context, [id], backend)
    if (found instanceof Error) throw found
    return found ?? null
  },
  // An error among the pairs is reported at its index, too.
  compareExecutions: async (_, args, context) =>
    (await compareExecutions(context, args)) as (ExecutionSides | null)[],
  compareRuns: async (_, args, context) => (await compareRuns(context, args)) as (RunSides | null)[],
  run: (_, args, context) => run(context, args),
  attention: rootList(attention),
  audit: rootList(audit),
  queue: rootList(queue),
  executionHistory: rootList(executionHistory),
  executionStats: rootList(executionStats),
  failureGroups: rootList(failureGroups),
  runs: rootList(runs),
  statusCounts: rootList((context, { filter }: QueryStatusCountsArgs) => statusCounts(context, filter)),
  runHistogram: rootList(runHistogram),
  runFacets: rootList(runFacets),
  flows: rootList(flows),
  retentionPreview: rootList(retentionPreview),
  tokens: rootList(tokens),
  backends: rootList(backends),
}
