import type { Adjacency } from './adjacency.ts'
import type { Ranks } from './ranks.ts'

/** How many pairs of edges cross between neighbouring layers. */
export function crossings({ total, layers, after }: Ranks): number {
  const place = new Int32Array(total)
  const ends = new Int32Array(after.list.length)
  let count = 0
  for (let index = 1; index < layers.length; index++) {
    const [above, below] = [layers[index - 1]!, layers[index]!]
    for (let at = 0; at < below.length; at++) place[below[at]!] = at
    const sums = new Int32Array(below.length + 1)
    let taken = 0
    for (const node of above) {
      const found = sortedEnds(after, node, place, ends)
      count += crossedBy(ends, found, sums, taken)
      taken += found
    }
  }
  return count
}

/** Writes where the edges of a node end, from left to right. Returns how many there are. */
function sortedEnds({ start, list }: Adjacency, node: number, place: Int32Array, ends: Int32Array): number {
  const count = start[node + 1]! - start[node]!
  for (let at = 0; at < count; at++) ends[at] = place[list[start[node]! + at]!]!
  if (count > 1) ends.subarray(0, count).sort()
  return count
}

/** Edges are taken from left to right. Each crosses those before it that end further right, which `sums` counts. */
function crossedBy(ends: Int32Array, found: number, sums: Int32Array, taken: number): number {
  let count = 0
  for (let one = 0; one < found; one++) {
    let notRight = 0
    for (let at = ends[one]! + 1; at > 0; at -= at & -at) notRight += sums[at]!
    count += taken - notRight
  }
  for (let one = 0; one < found; one++)
    for (let at = ends[one]! + 1; at < sums.length; at += at & -at) sums[at]!++
  return count
}
