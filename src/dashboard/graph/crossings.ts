import type { Ranks } from './ranks.ts'

/** How many pairs of edges cross between neighbouring layers. */
export function crossings({ total, layers, after }: Ranks): number {
  const place = new Int32Array(total)
  let count = 0
  for (let index = 1; index < layers.length; index++) {
    const below = layers[index]!
    below.forEach((node, at) => (place[node] = at))
    count += crossingsBetween(layers[index - 1]!, below.length, (node) =>
      after.list.subarray(after.start[node], after.start[node + 1]).map((target) => place[target]!).toSorted(),
    ) // prettier-ignore
  }
  return count
}

/** Edges are taken from left to right. Each crosses those before it that end further right. */
function crossingsBetween(above: readonly number[], width: number, targets: (node: number) => Int32Array) {
  const sums = new Int32Array(width + 1)
  let [count, taken] = [0, 0]
  for (const node of above) {
    const ends = targets(node)
    for (const end of ends) {
      let notRight = 0
      for (let at = end + 1; at > 0; at -= at & -at) notRight += sums[at]!
      count += taken - notRight
    }
    for (const end of ends) for (let at = end + 1; at <= width; at += at & -at) sums[at]!++
    taken += ends.length
  }
  return count
}
