import { useRouter, useRouterState } from '@tanstack/react-router'
import { useCallback, useMemo } from 'react'
import { type Search, stringifySearch } from '../address/query.ts'
import { type ConditionChange, type Conditions, conditionsIn, withConditions } from './conditions.ts'

/** What stands in the address, and a way to change it. Equal addresses give the same object. */
export function useAddress() {
  const router = useRouter()
  const path = useRouterState({ select: ({ location }) => location.pathname })
  const text = useRouterState({ select: ({ location }) => stringifySearch(location.search) })
  const search = useMemo((): Search => router.options.parseSearch(text), [router, text])
  /** `replace`: while one types or moves; else the change can be undone by Back. */
  const go = useCallback(
    (change: (search: Search) => Search, how: 'push' | 'replace' = 'push') => {
      const { pathname, search: latest } = router.latestLocation
      const next = stringifySearch(change(latest))
      if (next === stringifySearch(latest)) return
      router.history[how](`${pathname}${next}`)
    },
    [router],
  )
  return { path, search, go }
}

export type GoTo = ReturnType<typeof useAddress>['go']

/** The conditions of the address. */
export function useConditions(statuses: readonly string[]) {
  const { path, search, go } = useAddress()
  const conditions = useMemo((): Conditions => conditionsIn(search, statuses), [search, statuses])
  const change = useCallback(
    (next: ConditionChange, how?: 'push' | 'replace') => go((one) => withConditions(one, next), how),
    [go],
  )
  return { path, search, go, conditions, change }
}
