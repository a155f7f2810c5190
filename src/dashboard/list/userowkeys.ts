import { type RefObject, useRef, useState } from 'react'
import { useKeys } from '../keyboard/pressed.ts'
import { focusRow } from './rowelements.ts'
import type { RowsHandle } from './virtualrows.tsx'

interface Options {
  readonly keys: readonly string[]
  readonly rows: RefObject<RowsHandle | null>
  /** The row whose peek is open. */
  readonly open: string | undefined
  readonly onPeek: (key: string | undefined, isMoved: boolean) => void
  readonly onOpen: (key: string) => void
  readonly onSelect: (index: number, isRange: boolean) => void
  /** Whether there was something to clear. */
  readonly onClear: () => boolean
}

/** Moves through rows by keys. Under an open peek, the peek moves along. */
export function useRowKeys({ keys, rows, open, onPeek, onOpen, onSelect, onClear }: Options) {
  const [activeKey, setActiveKey] = useState<string>()
  const place = useRef(0)
  const found = keys.indexOf(activeKey ?? open ?? '')
  const active = found >= 0 ? found : Math.min(place.current, Math.max(0, keys.length - 1))
  place.current = active
  const isAnywhere = found >= 0
  const goTo = (index: number) => {
    const key = keys[index]
    if (key === undefined) return
    setActiveKey(key)
    rows.current?.show(index)
    requestAnimationFrame(() => requestAnimationFrame(() => focusRow(key)))
    if (open !== undefined) onPeek(key, true)
  }
  const at = () => (isAnywhere ? keys[active] : undefined)
  useKeys({
    down: () => goTo(isAnywhere ? Math.min(active + 1, keys.length - 1) : 0),
    up: () => goTo(isAnywhere ? Math.max(active - 1, 0) : 0),
    open: () => {
      const key = at()
      if (key === undefined) return false
      onOpen(key)
      return true
    },
    peek: () => {
      const key = at()
      if (key === undefined) return false
      onPeek(open === key ? undefined : key, false)
      return true
    },
    select: () => (at() === undefined ? false : (onSelect(active, false), true)),
    selectRange: () => (at() === undefined ? false : (onSelect(active, true), true)),
    close: () => {
      if (open === undefined) return onClear()
      onPeek(undefined, false)
      return true
    },
  })
  return { active, activeKey: at(), setActive: (index: number) => setActiveKey(keys[index]) }
}
