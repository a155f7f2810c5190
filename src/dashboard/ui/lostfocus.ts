import { type RefObject, useLayoutEffect } from 'react'

/** An element that shows another row from now on does not keep the focus of the one that is gone. */
export function useLostFocus(element: RefObject<HTMLElement | null>, row: string) {
  useLayoutEffect(() => {
    const node = element.current
    return () => {
      const { activeElement } = document
      if (activeElement instanceof HTMLElement && node?.contains(activeElement)) activeElement.blur()
    }
  }, [element, row])
}
