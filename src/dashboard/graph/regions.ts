import type { Ranks } from './ranks.ts'

/** Where the middles of the nodes of a group may stand. */
export interface Region {
  readonly left: number
  readonly right: number
}

interface Extent {
  sum: number
  count: number
  width: number
  first: number
  last: number
}

/** Room for the frame of each group, `gap` between their nodes: groups that share a layer stand beside each other over all of their layers. */
export function regionsOf(
  ranks: Ranks,
  group: ArrayLike<number>,
  x: Float64Array,
  gap: number,
): ReadonlyMap<number, Region> {
  const extents = extentsOf(ranks, group, x)
  const middle = ({ sum, count }: Extent) => sum / count
  const sorted = [...extents].toSorted(([, a], [, b]) => middle(a) - middle(b))
  const regions = new Map<number, Region>()
  for (const [one, extent] of sorted) {
    let left = middle(extent) - extent.width / 2
    for (const [other, region] of regions) {
      const { first, last } = extents.get(other)!
      if (last >= extent.first && first <= extent.last) left = Math.max(left, region.right + gap)
    }
    regions.set(one, { left, right: left + extent.width })
  }
  return regions
}

function extentsOf({ layers, count }: Ranks, group: ArrayLike<number>, x: Float64Array): Map<number, Extent> {
  const extents = new Map<number, Extent>()
  layers.forEach((layer, index) => {
    const ends = new Map<number, Region>()
    for (const node of layer) {
      const one = group[node]!
      if (one < 0) continue
      const extent = extents.get(one) ?? { sum: 0, count: 0, width: 0, first: index, last: index }
      extents.set(one, extent)
      extent.last = index
      extent.sum += node < count ? x[node]! : 0
      extent.count += node < count ? 1 : 0
      const left = ends.get(one)?.left ?? x[node]!
      ends.set(one, { left, right: x[node]! })
      extent.width = Math.max(extent.width, x[node]! - left)
    }
  })
  return extents
}
