import { type RefObject, useEffect, useRef } from 'react'
import type { Shown } from './useview.ts'

/** Sideways the wheel moves in time, with Ctrl it zooms at the pointer. */
export function useWheel(element: RefObject<HTMLElement | null>, shown: Shown) {
  const latest = useRef(shown)
  latest.current = shown
  useEffect(() => {
    const node = element.current
    const turned = (event: WheelEvent) => {
      const plot = node?.querySelector('[data-plot]')?.getBoundingClientRect()
      if ((event.ctrlKey || event.metaKey) && plot) {
        // The browser would zoom the whole page.
        event.preventDefault()
        latest.current.zoom(event.deltaY < 0 ? 1.25 : 0.8, event.clientX - plot.left)
      } else if (Math.abs(event.deltaX) > Math.abs(event.deltaY) || event.shiftKey) {
        latest.current.move(event.deltaX || event.deltaY)
      }
    }
    node?.addEventListener('wheel', turned, { passive: false })
    return () => node?.removeEventListener('wheel', turned)
  }, [element])
}
