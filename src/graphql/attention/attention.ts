import type { GraphQLError } from 'graphql'
import type { Backend, Reading } from '../../db/backend.ts'
import { StoreFailure, isAway } from '../../db/failure.ts'
import type { Viewer } from '../access/viewer.ts'
import type { Context } from '../context.ts'
import { groupIn } from '../failures/group.ts'
import { checkedWhole } from '../inputs/checks.ts'
import { loadersOf } from '../lists/nested.ts'
import { sharesOf } from '../lists/shares.ts'
import type { AttentionItemOf } from '../models.ts'
import { compareText } from '../../db/sql/textorder.ts'
import type { AttentionItemResolvers, QueryAttentionArgs } from '../types.gen.ts'
import { type Looked, looksAt } from './looks.ts'

/** What wants eyes now, over all backends, the worst first. */
export async function attention(context: Context, { first }: Partial<QueryAttentionArgs>) {
  const most = checkedWhole(first ?? 20, 'first', 1, 100)
  const { shares, problems } = await context.look().once('attention', () => allLookedAt(context))
  context.problems.push(...problems)
  if (shares === null) return null
  const found = shares.answers.flat()
  return {
    items: found
      .flatMap(({ items }) => items)
      .toSorted(worstFirst)
      .slice(0, most),
    notLookedAt: found.flatMap(({ notLookedAt }) => notLookedAt),
    unavailable: shares.unavailable,
  }
}

const worstFirst = (a: AttentionItemOf, b: AttentionItemOf) =>
  b.factor - a.factor ||
  a.since - b.since ||
  compareText(a.backend, b.backend) ||
  compareText(a.about, b.about)

/** What is looked at in all backends, with the failures: all who share it report them. */
async function allLookedAt(context: Context) {
  const problems: GraphQLError[] = []
  const shares = await sharesOf({ ...context, problems }, context.backends, (backend, reading) =>
    lookedAt(backend, context.viewer, reading),
  )
  return { shares, problems }
}

/** All that is looked at in one backend. What takes too long there is left out, and said. */
const lookedAt = (backend: Backend, viewer: Viewer, reading: Reading): Promise<Looked[]> =>
  Promise.all(
    Object.entries(looksAt(backend, viewer)).map(async ([what, look]) => {
      try {
        const { items, notLookedAt } = await look(backend, reading)
        return { items, notLookedAt: notLookedAt.map((rest) => `${backend.name}: ${rest}`) }
      } catch (error) {
        if (!(error instanceof StoreFailure) || isAway(error)) throw error
        return { items: [], notLookedAt: [`${backend.name}: ${what}. ${error.message}`] }
      }
    }),
  )

export const AttentionItem: AttentionItemResolvers = {
  id: ({ kind, backend, about }) => `${kind} ${backend}:${about}`,
  execution: ({ backend, executionId }, _, context) =>
    executionId === undefined ? null : loadersOf(context, backend).executions.load(executionId),
  run: ({ backend, flow, runNumber }, _, context) =>
    flow === null || runNumber === undefined
      ? null
      : loadersOf(context, backend).runs.load({ flow, number: runNumber }),
  group: ({ backend, groupId }, _, context) =>
    groupId === undefined ? null : groupIn(context, backend, groupId),
  queue: ({ queue }) => queue ?? null,
}
