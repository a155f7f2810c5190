import { useCallback, useRef, useState } from 'react'

/** Which rows are selected, and the one from which a range begins. */
export function useSelection(keys: readonly string[]) {
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set())
  const from = useRef<string>(undefined)
  const latest = useRef(keys)
  latest.current = keys
  const select = useCallback((index: number, isRange: boolean) => {
    const all = latest.current
    const key = all[index]
    if (key === undefined) return
    const begin = isRange && from.current !== undefined ? all.indexOf(from.current) : -1
    from.current = key
    setSelected((before) => {
      if (begin >= 0)
        return new Set([...before, ...all.slice(Math.min(begin, index), Math.max(begin, index) + 1)])
      const next = new Set(before)
      if (!next.delete(key)) next.add(key)
      return next
    })
  }, [])
  const clear = useCallback(() => setSelected(new Set()), [])
  return { selected, select, clear }
}
