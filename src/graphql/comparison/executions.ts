import type { ExecutionRow } from '../../db/executions/rows.ts'
import { leftOut } from '../../db/sql/select.ts'
import { shownText } from '../answers/longtexts.ts'
import type { Context } from '../context.ts'
import { lookUp } from '../executions/lookup.ts'
import { loadersOf } from '../lists/nested.ts'
import type { ExecutionComparisonResolvers, QueryCompareExecutionsArgs } from '../types.gen.ts'
import { comparedDags } from './dags.ts'
import { differenceMs, differentTags, sidesOf } from './pairs.ts'
import { comparedPayloads } from './payloads.ts'

/** Compares pairs of executions, side by side. */
export const compareExecutions = (context: Context, { pairs }: QueryCompareExecutionsArgs) =>
  sidesOf(context, pairs, { name: 'execution', lookUp, baseOf })

async function baseOf(context: Context, right: ExecutionRow): Promise<ExecutionRow | null> {
  const { executions, goodExecutions } = loadersOf(context, right.backend)
  const good = await goodExecutions.load(right)
  return good && executions.load(good.id)
}

export const ExecutionComparison: ExecutionComparisonResolvers = {
  durationDifferenceMs: ({ left, right }) => differenceMs(left, right),
  async tags({ left, right }, _, context) {
    if (!left) return null
    return differentTags(...(await Promise.all([tagsOf(left, context), tagsOf(right, context)])))
  },
  inputs: comparedPayloads('in'),
  outputs: comparedPayloads('out'),
  dag: comparedDags,
  async error({ left, right }, _, context) {
    if (!left) return null
    const [before, after] = await Promise.all([errorText(left, context), errorText(right, context)])
    if (before === after) return null
    return { left: shownText(context.answer, before), right: shownText(context.answer, after) }
  },
}

async function tagsOf({ backend, id }: ExecutionRow, context: Context): Promise<string[]> {
  const tags = await loadersOf(context, backend).executionTags.load({ id })
  return tags.map(({ tag }) => tag)
}

const errorText = async ({ backend, id, error }: ExecutionRow, context: Context): Promise<string | null> =>
  error === leftOut ? ((await loadersOf(context, backend).errors.load(id))?.text ?? null) : error
