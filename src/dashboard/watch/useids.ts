import { useNavigate, useRouterState } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'
import { type Search, valuesOf } from '../address/query.ts'
import { placeOf, textOf } from './codec.ts'
import { distinctIds, findIds } from './ids.ts'

/** While one types, the address follows after a pause. */
const pauseMs = 400

/** The text of the box and the ids in it. The address follows the text, and the text an address that others set. */
export function useIds() {
  const navigate = useNavigate()
  const [given, hash] = useGiven()
  const [text, setText] = useState('')
  const [isUnreadable, setUnreadable] = useState(false)
  const [watched, setWatched] = useState<readonly string[]>([])
  const written = useRef<string | undefined>(undefined)
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined)

  useEffect(() => {
    if (written.current === `${given} ${hash}`) return
    let isOver = false
    const read = async () => {
      const found = await textOf({ ids: given || undefined, hash: hash || undefined })
      if (isOver) return
      setUnreadable(found === undefined)
      setText(found ?? '')
      setWatched(distinctIds(findIds(found ?? '')))
    }
    void read()
    return () => {
      isOver = true
    }
  }, [given, hash])

  // Another page has another address.
  useEffect(() => () => clearTimeout(timer.current), [])

  const follow = async (next: string) => {
    const ids = distinctIds(findIds(next))
    setWatched((old) => (old.join('\n') === ids.join('\n') ? old : ids))
    const place = await placeOf(ids)
    written.current = `${place.ids ?? ''} ${place.hash ?? ''}`
    void navigate({
      to: '.',
      replace: true,
      resetScroll: false,
      search: (old: Search) => ({ ...old, ids: place.ids }),
      hash: place.hash ?? '',
    })
  }
  return {
    text,
    ids: watched,
    isUnreadable,
    write(next: string, waitMs = pauseMs) {
      setText(next)
      setUnreadable(false)
      clearTimeout(timer.current)
      timer.current = setTimeout(() => void follow(next), waitMs)
    },
  }
}

function useGiven(): [ids: string, hash: string] {
  const ids = useRouterState({
    select: ({ location }) => valuesOf(location.search as Search, 'ids').join(','),
  })
  const hash = useRouterState({ select: ({ location }) => location.hash.replace(/^#/, '') })
  return [ids, hash]
}
