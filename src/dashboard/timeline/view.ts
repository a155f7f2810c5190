import type { Span } from './model.ts'
import type { Scale } from './scale.ts'

/** What part of the drawing is in view. */
export interface View {
  readonly pxPerMs: number
  /** How many pixels of the drawing are left of what is in view. */
  readonly offset: number
}

type ScaleAt = (pxPerMs: number) => Scale

/** A pixel shows at least this much. */
const mostPxPerMs = 2
const leastSpanPx = 24

export const clamped = (offset: number, scale: Scale, width: number) =>
  Math.min(Math.max(0, offset), Math.max(0, scale.width - width))

interface Zooming {
  readonly scaleAt: ScaleAt
  readonly width: number
  /** The density at which all is in view, which is the least. */
  readonly fit: number
}

/** Zooms so that what is at `x` stays there. `undefined`: all is in view. */
export function zoomed(view: View, by: { factor: number; x: number }, zooming: Zooming): View | undefined {
  const { scaleAt, width, fit } = zooming
  const pxPerMs = Math.min(view.pxPerMs * by.factor, Math.max(mostPxPerMs, fit))
  if (pxPerMs <= fit) return undefined
  const time = scaleAt(view.pxPerMs).time(view.offset + by.x)
  const scale = scaleAt(pxPerMs)
  return { pxPerMs, offset: clamped(scale.x(time) - by.x, scale, width) }
}

export const moved = (view: View, px: number, { scaleAt, width }: Zooming): View => ({
  ...view,
  offset: clamped(view.offset + px, scaleAt(view.pxPerMs), width),
})

/** The view that shows a stretch of the whole, given in pixels of the drawing that fits. `undefined`: all of it. */
export function viewOf({ start, end }: Span, zooming: Zooming): View | undefined {
  const { scaleAt, width, fit } = zooming
  const whole = scaleAt(fit)
  const px = Math.max(leastSpanPx, end - start)
  const factor = width / px
  if (factor <= 1) return undefined
  const zoomedIn = zoomed({ pxPerMs: fit, offset: 0 }, { factor, x: start }, zooming)
  if (!zoomedIn) return undefined
  const scale = scaleAt(zoomedIn.pxPerMs)
  return { ...zoomedIn, offset: clamped(scale.x(whole.time(start)), scale, width) }
}
