import type { Rect } from './camera.ts'
import type { Picture } from './picture.ts'

/** With fewer edges than this, each is drawn. */
const leastThinned = 800
/** Lines nearer than this, in pixels, look like one. */
const nearness = 2

/** The edges that are seen in a part of the drawing. Of many whose lines would look like one, one stands for all. */
export function seenEdges(picture: Picture, part: Rect, zoom: number): readonly number[] {
  const { edgeBounds: bounds, layout, model } = picture
  const near = nearness / zoom
  const [width, height] = [part.right - part.left, part.bottom - part.top]
  // Where beyond the view a line ends makes no difference in it.
  const column = (x: number) =>
    Math.round(Math.max(part.left - width, Math.min(part.right + width, x)) / near)
  const row = (y: number) => Math.round(Math.max(part.top - height, Math.min(part.bottom + height, y)) / near)
  const isThinned = model.edges.length >= leastThinned
  const isSeen = new Set<string>()
  const found: number[] = []
  for (let edge = 0; edge < model.edges.length; edge++) {
    const at = edge * 4
    if (bounds[at]! > part.right || bounds[at + 2]! < part.left) continue
    if (bounds[at + 1]! > part.bottom || bounds[at + 3]! < part.top) continue
    if (isThinned && layout.viaStart[edge] === layout.viaStart[edge + 1]) {
      const [from, to] = [model.shape.from[edge]!, model.shape.to[edge]!]
      const isDone = model.statuses[from] === 'COMPLETED'
      const ends = `${column(layout.x[from]!)} ${row(layout.y[from]!)} ${column(layout.x[to]!)} ${row(layout.y[to]!)}`
      const key = `${isDone} ${model.statuses[to] === 'SKIPPED'} ${ends}`
      if (isSeen.has(key)) continue
      isSeen.add(key)
    }
    found.push(edge)
  }
  return found
}
