import { useNavigate, useSearch } from '@tanstack/react-router'
import { type Search, valueOf } from './query.ts'

/** One value of the address, and how to change it without a step back. `undefined` takes it out. */
export function useParam(
  name: string,
): [value: string | undefined, set: (value: string | undefined) => void] {
  const value = useSearch({ strict: false, select: (search: Search) => valueOf(search, name) })
  const navigate = useNavigate()
  const set = (next: string | undefined) =>
    void navigate({
      to: '.',
      replace: true,
      resetScroll: false,
      search: (old: Search) => ({ ...old, [name]: next }),
    })
  return [value, set]
}
