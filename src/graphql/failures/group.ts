import { titleOf } from '../../db/fingerprint/fingerprint.ts'
import { isRising } from '../../db/failures/rates.ts'
import { compareText } from '../../db/sql/textorder.ts'
import type { Context } from '../context.ts'
import { checkedWhole } from '../inputs/checks.ts'
import { loadersOf } from '../lists/nested.ts'
import type { FailureGroupOf, GroupShare } from '../models.ts'
import { safeInstant } from '../scalars.ts'
import type { FailureGroupResolvers } from '../types.gen.ts'
import { groupFrom } from './groups.ts'

const day = 86_400_000
const mostParts = 100

/** The group of a backend with this id, with all its failures there; `null` if there is none. */
export async function groupIn(context: Context, backend: string, id: string): Promise<FailureGroupOf | null> {
  const found = await loadersOf(context, backend).failureGroups.load(id)
  if (!found) return null
  const { exact, ...group } = found
  return groupFrom(id, [{ ...group, backend, filter: {} }], exact === 1)
}

/** The newest failure of a group, and its backend. */
async function newestOf(context: Context, { id, lastSeen, shares }: FailureGroupOf) {
  const { backend, filter } = shares.find((share) => share.lastSeen === lastSeen)!
  const found = await loadersOf(context, backend).newestFailures(filter).load({ id, lastSeen })
  return found && { ...found, backend }
}

/** What is read of each of its shares. */
const ofShares = <Row>(
  { shares }: FailureGroupOf,
  read: (share: GroupShare) => Promise<readonly Row[]>,
): Promise<Row[]> => Promise.all(shares.map(read)).then((rows) => rows.flat())

export const FailureGroup: FailureGroupResolvers = {
  firstSeen: ({ firstSeen }) => safeInstant(firstSeen)!,
  lastSeen: ({ lastSeen }) => safeInstant(lastSeen)!,
  async title(group, _, context) {
    const newest = await newestOf(context, group)
    const texts = [newest?.error, newest?.nodeError].map((text) => titleOf(text ?? ''))
    return texts.find((text) => text !== '') ?? group.id
  },
  async newest(group, _, context) {
    const newest = await newestOf(context, group)
    return newest && loadersOf(context, newest.backend).executions.load(newest.executionId)
  },
  isNew: ({ firstSeen, time: { from, to } }, _, context) => {
    const { now } = context.look()
    return firstSeen >= (from ?? now - day) && firstSeen <= (to ?? now)
  },
  async isRising({ id, firstSeen, shares }, _, context) {
    const rates = await Promise.all(
      shares.map(({ backend }) => loadersOf(context, backend).groupRates.load(id)),
    )
    const sum = (key: 'recent' | 'before') => rates.reduce((all, rate) => all + (rate?.[key] ?? 0), 0)
    return isRising({ recent: sum('recent'), before: sum('before') }, firstSeen, context.look().now)
  },
  async flows(group, { first }, context) {
    const most = checkedWhole(first ?? 10, 'first', 1, mostParts)
    const rows = await ofShares(group, ({ backend, filter }) =>
      loadersOf(context, backend).groupFlows(filter).load({ id: group.id }),
    )
    const counts = new Map<string, number>()
    for (const { flow, count } of rows) counts.set(flow, (counts.get(flow) ?? 0) + count)
    return [...counts]
      .map(([flow, count]) => ({ flow, count }))
      .toSorted((a, b) => b.count - a.count || compareText(a.flow, b.flow))
      .slice(0, most)
  },
  async buckets(group, { count: asked }, context) {
    const count = checkedWhole(asked ?? 24, 'count', 1, mostParts)
    const to = group.time.to ?? context.look().now
    const time = { from: group.time.from ?? to - day, to, count }
    const rows = await ofShares(group, ({ backend, filter }) =>
      loadersOf(context, backend).groupBuckets({ filter, time }).load({ id: group.id }),
    )
    const counts = Array.from({ length: count }, () => 0)
    for (const row of rows) counts[row.bucket]! += row.count
    const edge = (index: number) => time.from + Math.ceil(((to - time.from + 1) * index) / count)
    return counts.map((number, index) => ({
      from: edge(index),
      to: index === count - 1 ? to : edge(index + 1),
      count: number,
    }))
  },
}
