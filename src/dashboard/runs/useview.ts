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
  const change: ChangeView = (changed, how) => {
    // Another list begins at its beginning.
    const place: Change = Object.keys(changed).every((key) => key === 'sel' || key === 'at')
      ? {}
      : { at: undefined }
    const all: Change = { ...search, ...place, ...changed }
    const next = Object.entries(all).filter(([, value]) => value !== undefined && value.length > 0)
    void navigate({
      to: '.',
      search: Object.fromEntries(next) as never,
      replace: how === 'replace',
      resetScroll: false,
    })
  }
  return { search, change }
}

/** What the address asks for, and how to ask for something else. `fixed` is always asked for. */
export function useView(fixed?: Partial<View>): { view: View; search: Search; change: ChangeView } {
  const { search, change } = useChange()
  const view = useMemo(() => ({ ...viewOf(search), ...fixed }), [search, fixed])
  return { view, search, change }
}
