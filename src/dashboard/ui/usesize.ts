import { type RefObject, useLayoutEffect, useState, useSyncExternalStore } from 'react'

/** The width of an element, in whole pixels. 0 until it is drawn. */
export function useWidth(element: RefObject<HTMLElement | null>): number {
  const [width, setWidth] = useState(0)
  useLayoutEffect(() => {
    const node = element.current
    if (!node) return
    const measure = () => setWidth(Math.floor(node.clientWidth))
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(node)
    return () => observer.disconnect()
  }, [element])
  return width
}

const narrow = matchMedia('(max-width: 700px)')
const onNarrow = (listener: () => void) => {
  narrow.addEventListener('change', listener)
  return () => narrow.removeEventListener('change', listener)
}

/** Whether the page is as narrow as on a phone. */
export const useIsNarrow = () => useSyncExternalStore(onNarrow, () => narrow.matches)
