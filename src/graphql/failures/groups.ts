import type { Backend } from '../../db/backend.ts'
import type { ExecutionFilter as Filter } from '../../db/executions/filter.ts'
import type { StoreGroups } from '../../db/failures/group.ts'
import { type GroupOrder, failureGroupsOf } from '../../db/failures/groups.ts'
import { compareText } from '../../db/sql/textorder.ts'
import { seenFilter } from '../access/flows.ts'
import type { Context } from '../context.ts'
import { checkCandidates, executionBackends, executionFilter } from '../executions/filter.ts'
import { connection, pageOf } from '../lists/connections.ts'
import { sharesOf } from '../lists/shares.ts'
import type { FailureGroupOf, GroupShare } from '../models.ts'
import type { QueryFailureGroupsArgs } from '../types.gen.ts'

const mostRows = 100

/** Groups of failures that match a filter, merged over all backends. */
export async function failureGroups(
  context: Context,
  { filter: given, orderBy, ...page }: QueryFailureGroupsArgs,
) {
  const input = seenFilter(context, given)
  const filter = executionFilter(input ?? {})
  const order = orderBy ?? 'COUNT'
  const backends = executionBackends(context, input)
  const identity = ['failureGroups', filter, order, backends.map(({ name }) => name)]
  const list = { identity: JSON.stringify(identity), position: { value: 'number', id: 'string' } } as const
  const asked = pageOf(page, list, mostRows)
  const shares = await sharesOf(context, backends, async (backend, reading) => {
    await checkCandidates(context, backend, filter, reading)
    return { backend, ...(await failureGroupsOf(backend, filter, order, reading)) }
  })
  if (shares === null) return null
  for (const { backend, isBehind } of shares.answers) if (isBehind) context.metUngrouped?.(backend)
  const isExact = shares.answers.every((answer) => answer.isExact)
  const valueOf = values[order]
  const groups = merged(shares.answers, filter, isExact).toSorted(
    (a, b) => valueOf(b) - valueOf(a) || compareText(a.id, b.id),
  )
  const positionOf = (group: FailureGroupOf) => ({ value: valueOf(group), id: group.id })
  const from = asked.from && { value: Number(asked.from['value']), id: String(asked.from['id']) }
  const rest = from ? groups.filter((group) => isBehind(positionOf(group), from)) : groups
  const { unavailable } = shares
  return Object.assign(connection(list, asked, rest, positionOf), { isExact, unavailable })
}

interface Position {
  readonly value: number
  readonly id: string
}

const isBehind = (one: Position, other: Position) =>
  one.value < other.value || (one.value === other.value && compareText(one.id, other.id) > 0)

const values: Readonly<Record<GroupOrder, (group: FailureGroupOf) => number>> = {
  COUNT: ({ count }) => count,
  LAST_SEEN: ({ lastSeen }) => lastSeen,
  FIRST_SEEN: ({ firstSeen }) => firstSeen,
}

/** Groups with the same id are one. */
function merged(
  answers: readonly (StoreGroups & { readonly backend: Backend })[],
  filter: Filter,
  isExact: boolean,
): FailureGroupOf[] {
  const byId = new Map<string, GroupShare[]>()
  for (const { backend, groups, since } of answers) {
    const counted = since === undefined ? filter : { ...filter, startedFrom: since }
    for (const { id, ...group } of groups) {
      const share = { ...group, backend: backend.name, filter: counted }
      const known = byId.get(id)
      if (known) known.push(share)
      else byId.set(id, [share])
    }
  }
  const all = answers.reduce((sum, { failures }) => sum + failures, 0)
  const time = { from: filter.startedFrom, to: filter.startedTo }
  return [...byId].map(([id, shares]) => {
    const group = groupFrom(id, shares, isExact)
    return { ...group, share: group.count / all, time }
  })
}

/** A group, from its shares in backends: counts add up. */
export const groupFrom = (id: string, shares: readonly GroupShare[], isExact: boolean): FailureGroupOf => ({
  id,
  count: shares.reduce((sum, { count }) => sum + count, 0),
  isExact,
  share: null,
  firstSeen: Math.min(...shares.map(({ firstSeen }) => firstSeen)),
  lastSeen: Math.max(...shares.map(({ lastSeen }) => lastSeen)),
  shares,
  time: {},
})
