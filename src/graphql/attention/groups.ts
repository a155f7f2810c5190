import type { GroupRate, GroupRow } from '../../db/failures/group.ts'
import { isRising, usualInAnHour } from '../../db/failures/rates.ts'
import type { AttentionItemOf } from '../models.ts'
import type { From } from './running.ts'

const hour = 3_600_000

const failures = (count: number) => `${count} ${count === 1 ? 'failure' : 'failures'}`

/** The groups that are new in the last hour, and those that rise. `rates` are theirs, in any order. */
export function risingGroups(
  groups: readonly GroupRow[],
  rates: readonly GroupRate[],
  { backend, now }: From,
): AttentionItemOf[] {
  const rateOf = new Map(rates.map((rate) => [rate.id, rate]))
  return groups.flatMap(({ id, count, firstSeen }): AttentionItemOf[] => {
    const item = { kind: 'FAILURE_GROUP', backend, about: id, flow: null, groupId: id } as const
    if (firstSeen >= now - hour) {
      const why = `It is new in the last hour, with ${failures(count)}.`
      return [{ ...item, why, since: firstSeen, factor: count }]
    }
    const rate = rateOf.get(id)
    if (!rate || !isRising(rate, firstSeen, now)) return []
    const times = rate.recent / usualInAnHour(rate, firstSeen, now)
    const why = `It had ${failures(rate.recent)} in the last hour, at least ten times as many as usual.`
    return [{ ...item, why, since: now - hour, factor: times / 10 }]
  })
}
