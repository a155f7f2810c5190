import { useMemo, useState } from 'react'
import { idleOf } from './idle.ts'
import { type Span, type Task, boundsOf } from './model.ts'
import { type Scale, fitting, makeScale } from './scale.ts'
import { type View, clamped, moved, viewOf, zoomed } from './view.ts'

export interface Shown {
  readonly bounds: Span
  readonly scale: Scale
  /** All of the time, for the small map. */
  readonly whole: Scale
  readonly view: View
  readonly width: number
  readonly isFit: boolean
  fit(): void
  zoom(factor: number, x?: number): void
  move(px: number): void
  /** Shows a stretch, in pixels of `whole`. */
  brush(span: Span): void
}

/** What part of the time is in view. As long as nobody zooms, all of it is. */
export function useView(tasks: readonly Task[], width: number, isCollapsed: boolean, now: number): Shown {
  const [chosen, setChosen] = useState<View>()
  const bounds = useMemo(() => boundsOf(tasks, now) ?? { start: now - 1_000, end: now }, [tasks, now])
  const idle = useMemo(
    () => (isCollapsed ? idleOf(tasks, bounds, now) : []),
    [tasks, bounds, now, isCollapsed],
  )
  const fit = fitting({ bounds, idle }, width)
  const scaleAt = (pxPerMs: number) => makeScale({ bounds, idle }, pxPerMs)
  const density = chosen && chosen.pxPerMs > fit ? chosen.pxPerMs : fit
  const scale = useMemo(() => makeScale({ bounds, idle }, density), [bounds, idle, density])
  const view = { pxPerMs: density, offset: chosen ? clamped(chosen.offset, scale, width) : 0 }
  const zooming = { scaleAt, width, fit }
  return {
    bounds,
    scale,
    whole: density === fit ? scale : scaleAt(fit),
    view,
    width,
    isFit: density === fit,
    fit: () => setChosen(undefined),
    zoom: (factor, x = width / 2) => setChosen(zoomed(view, { factor, x }, zooming)),
    move: (px) => setChosen((old) => old && moved(old, px, zooming)),
    brush: (span) => setChosen(viewOf(span, zooming)),
  }
}
