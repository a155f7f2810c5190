import { box, type Layout } from './layout.ts'
import type { Model } from './model.ts'

/** The places that the engine recorded, if every node has one and no two boxes would overlap. */
export function storedLayout({ nodes, shape }: Model): Layout | undefined {
  if (nodes.length === 0) return
  const [x, y] = [new Float64Array(nodes.length), new Float64Array(nodes.length)]
  for (const [index, { position }] of nodes.entries()) {
    if (!position || !Number.isFinite(position.x) || !Number.isFinite(position.y)) return
    x[index] = position.x
    y[index] = position.y
  }
  if (hasOverlap(x, y)) return
  const [left, top] = [x.reduce((a, b) => Math.min(a, b)), y.reduce((a, b) => Math.min(a, b))]
  const none = new Float64Array(0)
  return {
    x: x.map((value) => value - left + box.width / 2),
    y: y.map((value) => value - top + box.height / 2),
    width: x.reduce((a, b) => Math.max(a, b)) - left + box.width,
    height: y.reduce((a, b) => Math.max(a, b)) - top + box.height,
    viaStart: new Int32Array(shape.from.length + 1),
    viaX: none,
    viaY: none,
  }
}

/** Boxes are sorted into cells of their size: those that overlap stand in the same cell or in neighbours. */
function hasOverlap(x: Float64Array, y: Float64Array): boolean {
  const cells = new Map<string, number>()
  for (let node = 0; node < x.length; node++) {
    const [column, row] = [Math.floor(x[node]! / box.width), Math.floor(y[node]! / box.height)]
    for (let dx = -1; dx <= 1; dx++) {
      for (let dy = -1; dy <= 1; dy++) {
        const other = cells.get(`${column + dx} ${row + dy}`)
        if (other === undefined) continue
        if (Math.abs(x[other]! - x[node]!) < box.width && Math.abs(y[other]! - y[node]!) < box.height)
          return true
      }
    }
    cells.set(`${column} ${row}`, node)
  }
  return false
}
