import { type KeyboardEvent, type PointerEvent, useState } from 'react'
import { type Bucket, type Range, brushed } from './histogramscale.ts'

/** A shorter way is a click. */
const shortest = 0.004

/** Which buckets are under the pointer, dragged over, or walked to by keys. */
export function useBrush(buckets: readonly Bucket[], choose: (range: Range) => void) {
  const [drag, setDrag] = useState<{ from: number; to: number } | undefined>()
  const [walked, setCursor] = useState<number | undefined>()
  const range = drag && brushed(buckets, drag.from, drag.to)
  const last = buckets.length - 1
  const within = (index: number) => Math.min(last, Math.max(0, index))
  // There may be fewer buckets than before, or none yet.
  const cursor = walked === undefined || last < 0 ? undefined : within(walked)
  const handlers = {
    onKeyDown(event: KeyboardEvent) {
      if (last < 0) return
      if (event.key === 'ArrowRight') setCursor(within((cursor ?? -1) + 1))
      else if (event.key === 'ArrowLeft') setCursor(within((cursor ?? last + 1) - 1))
      else if (event.key === 'Home') setCursor(0)
      else if (event.key === 'End') setCursor(last)
      else if (event.key === 'Enter' && cursor !== undefined) choose([cursor, cursor])
      else return
      event.preventDefault()
    },
    onBlur: () => setCursor(undefined),
    onPointerDown(event: PointerEvent) {
      event.currentTarget.setPointerCapture(event.pointerId)
      setDrag({ from: placeIn(event), to: placeIn(event) })
    },
    onPointerMove(event: PointerEvent) {
      const place = placeIn(event)
      setCursor(brushed(buckets, place, place)?.[0])
      if (drag) setDrag({ ...drag, to: place })
    },
    onPointerUp() {
      if (range && Math.abs(drag.to - drag.from) > shortest) choose(range)
      setDrag(undefined)
    },
    onPointerCancel: () => setDrag(undefined),
    onPointerLeave: () => setCursor(undefined),
  }
  const shown: Range | undefined = range ?? (cursor === undefined ? undefined : [cursor, cursor])
  return { range, shown, handlers }
}

/** Where an event happened, as a part of the whole width. */
function placeIn({ currentTarget, clientX }: PointerEvent): number {
  const { left, width } = currentTarget.getBoundingClientRect()
  return Math.min(1, Math.max(0, (clientX - left) / width))
}
