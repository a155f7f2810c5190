import { useState } from 'react'

/** Which rows are selected, and up to where a range is selected from. */
export function useSelection() {
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set())
  const [anchor, setAnchor] = useState<string>()
  return {
    selected,
    toggle(id: string) {
      setSelected((before) =>
        before.has(id) ? new Set([...before].filter((one) => one !== id)) : new Set([...before, id]),
      )
      setAnchor(id)
    },
    /** From the row that was selected last up to this one. */
    selectTo(id: string, order: readonly string[]) {
      const [a, b] = [order.indexOf(anchor ?? id), order.indexOf(id)]
      const range = order.slice(Math.min(a, b), Math.max(a, b) + 1)
      setSelected((before) => new Set([...before, ...range]))
    },
    clear: () => setSelected(new Set()),
  }
}
