import { useRouter, useRouterState } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import type { Search } from '../address/query.ts'
import { type Walk, comeFrom, listAddress, walk } from './walk.ts'

/**
 * Hands the list over to what is opened from it. Returns what one comes back from: the last one that was walked to, if
 * any.
 */
export function useWalked({ ids, hasMore, more }: Omit<Walk, 'list'>): string | undefined {
  const { state } = useRouter()
  const list = useRouterState({
    select: ({ location }) => listAddress(location.pathname, location.search as Search),
  })
  const [back] = useState(() => comeFrom(list, state.location.state.__TSR_index))
  useEffect(() => walk.set({ list, ids, hasMore, more }), [list, ids, hasMore, more])
  return back
}
