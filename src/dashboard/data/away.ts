import { useEffect } from 'react'
import { createSignal } from './signal.ts'

const lists = new Set<readonly string[]>()

/** The backends that do not answer what the page asks: what it shows of them is missing or old. */
export const away = createSignal<readonly string[]>([])

const tell = () => away.set([...new Set([...lists].flat())].toSorted())

/** Tells the page, as long as the component is shown, that these backends do not answer. */
export function useAway(names: readonly string[]) {
  const key = JSON.stringify(names)
  useEffect(() => {
    const list = JSON.parse(key) as string[]
    if (list.length === 0) return
    lists.add(list)
    tell()
    return () => {
      lists.delete(list)
      tell()
    }
  }, [key])
}
