import { type Edges, withoutCircles } from './layers.ts'
import { order } from './order.ts'
import { packed, partsOf, type Size } from './parts.ts'
import { places } from './places.ts'
import { type Ranks, ranksOf } from './ranks.ts'
import { type Rows, rowsOf } from './rows.ts'

export type Direction = 'TB' | 'LR'

/** A graph by numbers. `group` has the group of each node, -1 for none. */
export interface Shape extends Edges {
  readonly count: number
  readonly group: Int32Array
  readonly direction: Direction
}

/** Where everything stands: the middles of nodes, and for each edge the points `via[start[i]]` to `via[start[i + 1]]`. */
export interface Layout extends Size {
  readonly x: Float64Array
  readonly y: Float64Array
  readonly viaStart: Int32Array
  readonly viaX: Float64Array
  readonly viaY: Float64Array
}

export const box = { width: 144, height: 44 }
const pitch = { x: 164, y: 92, left: 212, up: 64, row: 60, column: 160 }
const partGap = 48

/** Layers from top to bottom, or from left to right. The same shape has the same layout. */
export function layoutOf(shape: Shape): Layout {
  const parts = partsOf(shape.count, shape, shape.group)
  const numberIn = new Int32Array(shape.count)
  for (const part of parts) part.forEach((node, index) => (numberIn[node] = index))
  const edgesOf = edgesByPart(shape, parts)
  const laid = parts.map((part, index) => layPart(shape, part, edgesOf[index]!, numberIn))
  const corners = packed(laid, partGap)
  return joined(shape, { parts, edgesOf, laid, corners })
}

function edgesByPart({ count, from }: Shape, parts: readonly number[][]): number[][] {
  const partOf = new Int32Array(count)
  parts.forEach((part, index) => part.forEach((node) => (partOf[node] = index)))
  const edges: number[][] = parts.map(() => [])
  from.forEach((node, edge) => edges[partOf[node]!]!.push(edge))
  return edges
}

interface Laid extends Size {
  readonly ranks: Ranks
  readonly x: Float64Array
  readonly y: Float64Array
}

/** One part alone, its left upper corner at 0, 0. */
function layPart(
  shape: Shape,
  part: readonly number[],
  edges: readonly number[],
  numberIn: Int32Array,
): Laid {
  const own = {
    from: Int32Array.from(edges, (edge) => numberIn[shape.from[edge]!]!),
    to: Int32Array.from(edges, (edge) => numberIn[shape.to[edge]!]!),
  }
  const ranks = ranksOf(part.length, withoutCircles(part.length, own))
  const group = new Int32Array(ranks.total).fill(-1)
  part.forEach((node, index) => (group[index] = shape.group[node]!))
  groupDummies(ranks, own, group)
  order(ranks, group)
  const isDown = shape.direction === 'TB'
  const rows = rowsOf(ranks, group)
  const widths = { node: isDown ? pitch.x : pitch.up, dummy: 16, group: 24 }
  const across = places({ ranks, group, row: rows.row }, widths)
  const along = depths(ranks, rows, isDown ? pitch.y : pitch.left, isDown ? pitch.row : pitch.column)
  return cornered(ranks, isDown ? across : along, isDown ? along : across)
}

/** An edge within a group stays within it. */
function groupDummies({ firstDummy, dummies }: Ranks, { from, to }: Edges, group: Int32Array) {
  firstDummy.forEach((first, edge) => {
    const one = group[from[edge]!]!
    if (first >= 0 && one === group[to[edge]!]) group.fill(one, first, first + dummies[edge]!)
  })
}

/** How far down each node stands: layers after each other, each with its rows. A dummy stands in the middle of them. */
function depths(ranks: Ranks, { row, counts }: Rows, layerPitch: number, rowPitch: number): Float64Array {
  const tops = new Float64Array(counts.length)
  for (let layer = 1; layer < tops.length; layer++) {
    tops[layer] = tops[layer - 1]! + layerPitch + (counts[layer - 1]! - 1) * rowPitch
  }
  return Float64Array.from(ranks.layer, (layer, node) => {
    const middle = (counts[layer]! - 1) / 2
    return tops[layer]! + (node < ranks.count ? row[node]! : middle) * rowPitch
  })
}

function cornered(ranks: Ranks, x: Float64Array, y: Float64Array): Laid {
  const [left, right] = ends(x)
  const [top, bottom] = ends(y)
  return {
    ranks,
    x: x.map((value) => Math.round(value - left + box.width / 2)),
    y: y.map((value) => Math.round(value - top + box.height / 2)),
    width: right - left + box.width,
    height: bottom - top + box.height,
  }
}

function ends(values: Float64Array): readonly [number, number] {
  let [least, most] = [Infinity, -Infinity]
  for (const value of values) {
    least = Math.min(least, value)
    most = Math.max(most, value)
  }
  return [least, most]
}

interface Placed {
  readonly parts: readonly number[][]
  readonly edgesOf: readonly number[][]
  readonly laid: readonly Laid[]
  readonly corners: readonly { readonly x: number; readonly y: number }[]
}

function joined({ count, from }: Shape, { parts, edgesOf, laid, corners }: Placed): Layout {
  const viaStart = new Int32Array(from.length + 1)
  edgesOf.forEach((edges, part) =>
    edges.forEach((edge, index) => (viaStart[edge + 1] = laid[part]!.ranks.dummies[index]!)),
  )
  for (let edge = 0; edge < from.length; edge++) viaStart[edge + 1]! += viaStart[edge]!
  const [x, y] = [new Float64Array(count), new Float64Array(count)]
  const [viaX, viaY] = [new Float64Array(viaStart.at(-1)!), new Float64Array(viaStart.at(-1)!)]
  let [width, height] = [0, 0]
  laid.forEach((one, part) => {
    const corner = corners[part]!
    parts[part]!.forEach((node, index) => {
      x[node] = corner.x + one.x[index]!
      y[node] = corner.y + one.y[index]!
    })
    edgesOf[part]!.forEach((edge, index) => {
      for (let step = 0; step < one.ranks.dummies[index]!; step++) {
        const dummy = one.ranks.firstDummy[index]! + step
        viaX[viaStart[edge]! + step] = corner.x + one.x[dummy]!
        viaY[viaStart[edge]! + step] = corner.y + one.y[dummy]!
      }
    })
    width = Math.max(width, corner.x + one.width)
    height = Math.max(height, corner.y + one.height)
  })
  return { x, y, viaStart, viaX, viaY, width, height }
}
