import type { Ranks } from './ranks.ts'

/** In which row of its layer each node stands, and how many rows each layer has. */
export interface Rows {
  readonly row: Int32Array
  readonly counts: Int32Array
}

/** Narrower layers stay in one row. */
const leastWrapped = 24

/**
 * Layers that are very wide are folded into several rows: what stands side by side in the order stands below each other.
 * A graph that fans out to thousands of nodes would be a thin line otherwise.
 */
export function rowsOf({ layers, count, total }: Ranks, group: ArrayLike<number>): Rows {
  const widest = Math.max(leastWrapped, Math.ceil(Math.sqrt(2 * count)))
  const row = new Int32Array(total)
  const counts = Int32Array.from(layers, (layer) => {
    const nodes = layer.reduce((sum, node) => sum + (node < count ? 1 : 0), 0)
    const rows = Math.max(1, Math.ceil(nodes / widest))
    for (let at = 1; at < layer.length; at++) {
      const [left, node] = [layer[at - 1]!, layer[at]!]
      const isBelow = left < count && node < count && group[left] === group[node]
      if (isBelow) row[node] = (row[left]! + 1) % rows
    }
    return rows
  })
  return { row, counts }
}
