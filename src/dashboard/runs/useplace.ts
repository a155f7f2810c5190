import { type RefObject, useEffect, useLayoutEffect, useRef } from 'react'
import { useFound } from '../walk/usefound.ts'

interface Place {
  readonly order: readonly string[]
  readonly scroller: RefObject<HTMLElement | null>
  readonly height: number
  /** The first row that was in view, in the address. */
  readonly at: string | undefined
  /** The row that one comes back from. It is to be in view. */
  readonly back: string | undefined
  readonly onBack: (id: string) => void
  /** It has come to rest at this row. `undefined`: at its beginning. */
  readonly onRest: (id: string | undefined) => void
  readonly more: () => Promise<void>
}

const restMs = 300

/** Keeps the first row in view where it is while others come and go above it, and comes back to that of the address. */
export function usePlace({ order, scroller, height, at, back, onBack, onRest, more }: Place) {
  const first = useRef<{ readonly id: string; readonly index: number }>(undefined)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const note = () => {
    const index = Math.floor((scroller.current?.scrollTop ?? 0) / height)
    const id = order[index]
    first.current = id === undefined ? undefined : { id, index }
  }
  useLayoutEffect(() => {
    const [before, element] = [first.current, scroller.current]
    if (before && element && element.scrollTop > 0 && order[before.index] !== before.id) {
      const index = order.indexOf(before.id)
      if (index >= 0) element.scrollTop += (index - before.index) * height
    }
    note()
  }, [order])
  useFound({ order, id: at, more }, (index) => scroller.current?.scrollTo({ top: index * height }))
  useFound({ order, id: back, more }, () => onBack(back!))
  useEffect(() => () => clearTimeout(timer.current), [])
  return () => {
    note()
    clearTimeout(timer.current)
    timer.current = setTimeout(() => {
      const isAway = (scroller.current?.scrollTop ?? 0) > height / 2
      onRest(isAway ? first.current?.id : undefined)
    }, restMs)
  }
}
