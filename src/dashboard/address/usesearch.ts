import { useNavigate, useSearch } from '@tanstack/react-router'
import type { Search } from './query.ts'

/** The search part of the address, and how to change keys of it. `undefined` takes one out. */
export function useAddress(): [search: Search, change: (changes: Search, isStep?: boolean) => void] {
  const search = useSearch({ strict: false, select: (all: Search) => all })
  const navigate = useNavigate()
  const change = (changes: Search, isStep = true) =>
    void navigate({
      to: '.',
      replace: !isStep,
      resetScroll: false,
      hash: true,
      state: true,
      search: (old: Search) => ({ ...old, ...changes }),
    })
  return [search, change]
}
