import { useNavigate, useRouterState } from '@tanstack/react-router'
import { useMemo } from 'react'
import type { Search } from '../address/query.ts'
import { type View, viewOf } from './view.ts'

/** A part of the address, changed. `undefined` takes a key away. */
export type Change = Readonly<Record<string, string | readonly string[] | undefined>>
export type ChangeView = (change: Change, how?: 'replace') => void

/** What stands in the address, and how to change it. */
export function useChange(): { search: Search; change: ChangeView } {
  const search = useRouterState({ select: ({ location }) => location.search as Search })
  const navigate = useNavigate()
  const change: ChangeView = (changed, how) =>
    void navigate({
      to: '.',
      // What the address has now: who changes it later, such as at the end of scrolling, may have seen an older one.
      search: ((old: Search) => changedSearch(old, changed)) as never,
      replace: how === 'replace',
      resetScroll: false,
    })
  return { search, change }
}

function changedSearch(old: Search, changed: Change): Change {
  // Another list begins at its beginning.
  const isPlace = Object.keys(changed).every((key) => key === 'sel' || key === 'at')
  const all: Change = { ...old, ...(!isPlace && { at: undefined }), ...changed }
  return Object.fromEntries(
    Object.entries(all).filter(([, value]) => value !== undefined && value.length > 0),
  )
}

/** What the address asks for, and how to ask for something else. `fixed` is always asked for. */
export function useView(fixed?: Partial<View>): { view: View; search: Search; change: ChangeView } {
  const { search, change } = useChange()
  const view = useMemo(() => ({ ...viewOf(search), ...fixed }), [search, fixed])
  return { view, search, change }
}
