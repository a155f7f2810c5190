import { useEffect, useState } from 'react'
import { type Range, rangeOf } from '../address/range.ts'
import { listed } from '../address/lists.ts'
import { type Search, valueOf } from '../address/query.ts'
import { askFor, useAsk } from '../data/ask.ts'
import { useNow } from '../data/clock.ts'
import { useKept } from '../data/kept.ts'
import { errorOf } from '../data/seldom.ts'
import type { ExecutionFilter, FailureGroupOrder } from '../schema.gen.ts'
import { FailuresDocument, type GroupRowFragment } from './failures.gen.ts'
import { freshOf, joined } from './parts.ts'
import { useFailing } from './usefailing.ts'

const renewMs = 15_000

export const orders = { '-count': 'COUNT', '-last': 'LAST_SEEN', '-first': 'FIRST_SEEN' } as const
export type Order = keyof typeof orders

export const orderOf = (search: Search): Order => {
  const sort = valueOf(search, 'sort')
  return sort !== undefined && Object.hasOwn(orders, sort) ? (sort as Order) : '-count'
}

/** What an address asks for. */
export function filterOf(search: Search, range: Range): ExecutionFilter {
  const [flow, backend] = [listed(search, 'flow'), listed(search, 'backend')]
  return {
    startedAfter: new Date(range.from).toISOString(),
    ...(range.to !== undefined && { startedBefore: new Date(range.to).toISOString() }),
    ...(flow.length > 0 && { flow: [...flow] }),
    ...(backend.length > 0 && { backend: [...backend] }),
  }
}

/** The groups that an address is about, renewed while they are shown. */
export function useGroups(search: Search) {
  const now = useNow(20_000)
  const range = rangeOf(search, now)
  const order: FailureGroupOrder = orders[orderOf(search)]
  const variables = { filter: filterOf(search, range), orderBy: order, parts: range.parts }
  const answer = useAsk(FailuresDocument, variables, { everyMs: renewMs })
  useFailing(answer.again)
  const found = useKept(answer.data?.failureGroups ?? undefined)
  const { nodes = [], pageInfo, isExact = true, unavailable = [] } = found ?? {}
  const hasMore = pageInfo?.hasNextPage ?? false
  // What is new must not be missed because others are more.
  const fresh = useAsk(FailuresDocument, hasMore ? { ...variables, orderBy: 'FIRST_SEEN' } : undefined)
  const newest = hasMore ? (fresh.data?.failureGroups?.nodes ?? []).filter(({ isNew }) => isNew) : []
  const more = useMore(variables, pageInfo?.endCursor ?? undefined)
  return {
    range,
    answer,
    /** A backend at least has answered. */
    isAnswered: found !== undefined,
    groups: freshOf(joined([nodes, newest, more.groups]), range.to ?? now),
    isExact,
    unavailable,
    more: hasMore && !more.isOver ? more.load : undefined,
    moreError: more.error,
  }
}

interface Variables {
  readonly filter: ExecutionFilter
  readonly orderBy: FailureGroupOrder
  readonly parts: number
}

/** Where a page begins. A cursor belongs to the filter that it came with, whose times move on with the clock. */
interface Place extends Variables {
  readonly after: string
}

/** Further pages, as they are asked for. Another filter or order begins anew. */
function useMore(variables: Variables, firstCursor: string | undefined) {
  const [groups, setGroups] = useState<readonly GroupRowFragment[]>([])
  const [place, setPlace] = useState<Place | null>()
  const [error, setError] = useState<Error>()
  const { startedAfter: _, ...rest } = variables.filter
  const key = JSON.stringify([rest, variables.orderBy, variables.parts])
  useEffect(() => {
    setGroups([])
    setPlace(undefined)
    setError(undefined)
  }, [key])
  const load = async () => {
    const from = place ?? (firstCursor === undefined ? undefined : { ...variables, after: firstCursor })
    if (!from) return
    try {
      const { nodes, pageInfo } = await askFor(FailuresDocument, from, (data) => data.failureGroups)
      setGroups((old) => [...old, ...nodes])
      const { hasNextPage, endCursor } = pageInfo
      setPlace(hasNextPage && endCursor !== null ? { ...from, after: endCursor } : null)
      setError(undefined)
    } catch (problem) {
      setError(errorOf(problem))
    }
  }
  return { groups, isOver: place === null, error, load }
}
