import { type RefObject, useEffect } from 'react'
import { useKeys } from '../keyboard/pressed.ts'

const rowsOf = (list: HTMLElement | null) => [...(list?.querySelectorAll<HTMLElement>('[data-row]') ?? [])]

/**
 * Moves the focus through the elements `data-row` of a list by keys, and opens the link `data-open` of a row, or its first one. One of them
 * can be reached by Tab: the one that had the focus last.
 */
export function useRowFocus(list: RefObject<HTMLElement | null>) {
  const move = (step: number) => {
    const rows = rowsOf(list.current)
    const at = rows.findIndex((row) => row.contains(document.activeElement))
    const next = rows[at === -1 ? 0 : Math.min(Math.max(at + step, 0), rows.length - 1)]
    if (!next) return false
    next.focus()
    next.scrollIntoView({ block: 'nearest' })
    return true
  }
  useKeys({
    down: () => move(1),
    up: () => move(-1),
    open: () => {
      const row = rowsOf(list.current).find((one) => one === document.activeElement)
      const links = row?.querySelectorAll<HTMLElement>('a')
      const [first] = links ?? []
      ;(row?.querySelector<HTMLElement>('[data-open]') ?? first)?.click()
      return row !== undefined
    },
  })
  useEffect(() => {
    const rows = rowsOf(list.current)
    if (rows.some((row) => row.tabIndex === 0)) return
    if (rows[0]) rows[0].tabIndex = 0
  })
  useEffect(() => {
    const node = list.current
    const take = ({ target }: FocusEvent) => {
      const row = target instanceof HTMLElement ? target.closest<HTMLElement>('[data-row]') : null
      if (!row) return
      for (const one of rowsOf(node)) one.tabIndex = one === row ? 0 : -1
    }
    node?.addEventListener('focusin', take)
    return () => node?.removeEventListener('focusin', take)
  }, [list])
}
