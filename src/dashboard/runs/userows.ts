import { useVirtualizer } from '@tanstack/react-virtual'
import { type RefObject, useEffect } from 'react'
import { useSignal } from '../data/signal.ts'
import { settings } from '../frame/settings.ts'
import { useNarrow } from '../ui/usenarrow.ts'

const heights = { compact: 28, comfortable: 36, narrow: 56 } as const
/** So near to its end the next page is read. */
const nearEnd = 40

/** Which rows of a list are in view. The next page is read before its end is reached. */
export function useRows(
  order: readonly string[],
  scroller: RefObject<HTMLElement | null>,
  more: () => Promise<void>,
) {
  const { density } = useSignal(settings)
  const isNarrow = useNarrow()
  const height = heights[isNarrow ? 'narrow' : density]
  const rows = useVirtualizer({
    count: order.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => height,
    overscan: 3,
    getItemKey: (index) => order[index] ?? index,
    useFlushSync: false,
  })
  useEffect(() => rows.measure(), [rows, height])
  const items = rows.getVirtualItems()
  const last = items.at(-1)?.index ?? 0
  useEffect(() => {
    if (last >= order.length - nearEnd) void more()
  }, [last, order.length, more])
  return { rows, items, height, isNarrow }
}
