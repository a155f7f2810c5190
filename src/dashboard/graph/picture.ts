import type { Rect } from './camera.ts'
import { box, type Layout } from './layout.ts'
import type { Model } from './model.ts'

/** All that is drawn. */
export interface Picture {
  readonly model: Model
  readonly layout: Layout
  /** Left, top, right and bottom of each edge, one after the other. */
  readonly edgeBounds: Float64Array
  readonly frames: readonly Frame[]
  readonly selected: number
  /** What waits for the selected node. */
  readonly held: ReadonlySet<number>
  /** Nodes that the filter is about. All others are pale. */
  readonly shown?: ReadonlySet<number> | undefined
}

export interface Frame extends Rect {
  readonly label: string
  readonly count: number
}

const reach = { x: box.width / 2, y: box.height / 2 }
const padding = 14
const titleHeight = 18

export function edgeBoundsOf({ shape }: Model, { x, y, viaStart, viaX, viaY }: Layout): Float64Array {
  const bounds = new Float64Array(shape.from.length * 4)
  for (let edge = 0; edge < shape.from.length; edge++) {
    const [from, to] = [shape.from[edge]!, shape.to[edge]!]
    let [left, right] = [Math.min(x[from]!, x[to]!), Math.max(x[from]!, x[to]!)]
    let [top, bottom] = [Math.min(y[from]!, y[to]!), Math.max(y[from]!, y[to]!)]
    for (let at = viaStart[edge]!; at < viaStart[edge + 1]!; at++) {
      left = Math.min(left, viaX[at]!)
      right = Math.max(right, viaX[at]!)
      top = Math.min(top, viaY[at]!)
      bottom = Math.max(bottom, viaY[at]!)
    }
    bounds.set([left - reach.x, top - reach.y, right + reach.x, bottom + reach.y], edge * 4)
  }
  return bounds
}

/** A frame around the nodes of each group. */
export function framesOf({ groups, numbers }: Model, { x, y }: Layout): Frame[] {
  return groups.flatMap(({ label, nodeIds }) => {
    const nodes = nodeIds.flatMap((id) => numbers.get(id) ?? [])
    if (nodes.length === 0) return []
    let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity]
    for (const node of nodes) {
      left = Math.min(left, x[node]! - reach.x - padding)
      right = Math.max(right, x[node]! + reach.x + padding)
      top = Math.min(top, y[node]! - reach.y - padding - titleHeight)
      bottom = Math.max(bottom, y[node]! + reach.y + padding)
    }
    return [{ label, count: nodes.length, left, top, right, bottom }]
  })
}

export const isIn = (x: number, y: number, { left, top, right, bottom }: Rect) =>
  x + reach.x > left && x - reach.x < right && y + reach.y > top && y - reach.y < bottom

/** The nodes in a part of the drawing. Stops after `most`. */
export function nodesIn({ layout: { x, y } }: Picture, part: Rect, most = Infinity): number[] {
  const found: number[] = []
  for (let node = 0; node < x.length && found.length < most; node++) {
    if (isIn(x[node]!, y[node]!, part)) found.push(node)
  }
  return found
}

/** The node at a point. */
export function nodeAt(picture: Picture, x: number, y: number): number | undefined {
  return nodesIn(picture, { left: x, top: y, right: x, bottom: y }, 1)[0]
}
