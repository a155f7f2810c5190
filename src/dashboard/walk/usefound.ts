import { useEffect, useRef } from 'react'

/** So many pages are read to come back to a row. */
const mostPages = 20

interface Wanted {
  readonly order: readonly string[]
  readonly id: string | undefined
  readonly more: () => Promise<void>
}

/** Calls back once, when the page of a row has been read. */
export function useFound({ order, id, more }: Wanted, onFound: (index: number) => void) {
  const wanted = useRef(id)
  const pages = useRef(0)
  const latest = useRef(onFound)
  latest.current = onFound
  useEffect(() => {
    if (wanted.current === undefined || order.length === 0) return
    const index = order.indexOf(wanted.current)
    if (index < 0 && pages.current < mostPages) {
      pages.current += 1
      void more()
      return
    }
    wanted.current = undefined
    // What keeps count of the rows in view begins at the top when it is shown.
    if (index >= 0) requestAnimationFrame(() => latest.current(index))
  }, [order, more])
}
