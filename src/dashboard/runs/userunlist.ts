import { useMemo, useRef } from 'react'
import { valueOf } from '../address/query.ts'
import type { Conditions } from '../filter/conditions.ts'
import { useConditions } from '../filter/usesearch.ts'
import { runFilter } from '../filter/variables.ts'
import { orderIn } from '../list/order.ts'
import { useAnchor } from '../list/useanchor.ts'
import { useFeed } from '../list/usefeed.ts'
import { runFields, usualOrder } from './order.ts'
import { runSource } from './source.ts'

export const runStatuses = ['RUNNING', 'FAILED', 'COMPLETED'] as const

/** What a page holds fixed: the runs of one flow. */
export type Within = Partial<Pick<Conditions, 'flow' | 'backend'>>

/** The runs that the address asks for, and what else it says. */
export function useRunList(within: Within | undefined) {
  const address = useConditions(runStatuses)
  const { search } = address
  const isScrolled = useRef(false)
  const asked = address.conditions
  const conditions = useMemo(() => ({ ...asked, ...within }), [asked, within])
  const anchor = useAnchor(conditions, () => isScrolled.current)
  const sort = valueOf(search, 'sort')
  const order = useMemo(() => orderIn(sort, runFields) ?? usualOrder, [sort])
  const filter = useMemo(() => runFilter(conditions, anchor), [conditions, anchor])
  const source = useMemo(() => runSource(filter, order), [filter, order])
  const { feed, state } = useFeed(source)
  return {
    ...address,
    conditions,
    anchor,
    order,
    filter,
    feed,
    state,
    isScrolled,
    open: valueOf(search, 'sel'),
  }
}

export type RunList = ReturnType<typeof useRunList>
