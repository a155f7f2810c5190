import type { Rect } from './camera.ts'
import { box } from './layout.ts'
import type { Picture } from './picture.ts'

/** When more has changed than this, all is drawn anew. */
const mostParts = 24
const room = 6

/** The parts of the drawing in which two pictures differ. `undefined`: everywhere. */
export function changedParts(before: Picture, after: Picture): readonly Rect[] | undefined {
  const { layout, selected, held, shown, model } = after
  if (before.layout !== layout || before.selected !== selected || before.shown !== shown) return
  if (before.held.size !== held.size || before.model.edges.length !== model.edges.length) return
  const nodes: number[] = []
  for (let node = 0; node < model.statuses.length; node++) {
    if (model.statuses[node] === before.model.statuses[node]) continue
    if (nodes.push(node) > mostParts) return
  }
  return nodes.map((node) => around(after, node))
}

/** A node with its edges, which change with it. */
function around({ layout: { x, y }, edgeBounds, model: { shape } }: Picture, node: number): Rect {
  let [left, right] = [x[node]! - box.width / 2, x[node]! + box.width / 2]
  let [top, bottom] = [y[node]! - box.height / 2, y[node]! + box.height / 2]
  for (let edge = 0; edge < shape.from.length; edge++) {
    if (shape.from[edge] !== node && shape.to[edge] !== node) continue
    left = Math.min(left, edgeBounds[edge * 4]!)
    top = Math.min(top, edgeBounds[edge * 4 + 1]!)
    right = Math.max(right, edgeBounds[edge * 4 + 2]!)
    bottom = Math.max(bottom, edgeBounds[edge * 4 + 3]!)
  }
  return { left: left - room, top: top - room, right: right + room, bottom: bottom + room }
}
