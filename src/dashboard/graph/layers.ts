import { type Adjacency, adjacencyOf, degree, each } from './adjacency.ts'

/** Edges by the numbers of their ends. Edge `i` goes from `from[i]` to `to[i]`. */
export interface Edges {
  readonly from: Int32Array
  readonly to: Int32Array
}

/** The edges with those turned round that would close a circle. A self-edge has the ends -1. */
export function withoutCircles(count: number, edges: Edges): Edges {
  const from = edges.from.slice()
  const to = edges.to.slice()
  for (let edge = 0; edge < from.length; edge++) if (from[edge] === to[edge]) from[edge] = to[edge] = -1
  const place = depthFirst(count, adjacencyOf(count, from, to))
  for (let edge = 0; edge < from.length; edge++) {
    if (from[edge]! < 0 || place[from[edge]!]! < place[to[edge]!]!) continue
    ;[from[edge], to[edge]] = [to[edge]!, from[edge]!]
  }
  return { from, to }
}

/** The place of each node in a reverse postorder: of an edge that closes no circle, the source stands first. */
function depthFirst(count: number, after: Adjacency): Int32Array {
  const place = new Int32Array(count)
  const isSeen = new Uint8Array(count)
  const next = after.start.slice(0, count)
  let last = count
  for (const root of rootsFirst(count, after)) {
    if (isSeen[root]) continue
    const open = [root]
    isSeen[root] = 1
    while (open.length > 0) {
      const node = open.at(-1)!
      if (next[node]! < after.start[node + 1]!) {
        const target = after.list[next[node]!++]!
        if (isSeen[target]) continue
        isSeen[target] = 1
        open.push(target)
      } else {
        place[node] = --last
        open.pop()
      }
    }
  }
  return place
}

/** Nodes without a predecessor before the others, so that a circle is cut where one enters it. */
function rootsFirst(count: number, after: Adjacency): number[] {
  const hasBefore = new Uint8Array(count)
  for (const target of after.list) hasBefore[target] = 1
  const all = Array.from({ length: count }, (_, node) => node)
  return [...all.filter((node) => !hasBefore[node]), ...all.filter((node) => hasBefore[node])]
}

/** The layer of each node: the longest way to it. What has no predecessor stands right before what needs it. */
export function layersOf(count: number, edges: Edges): Int32Array {
  const after = adjacencyOf(count, edges.from, edges.to)
  const before = adjacencyOf(count, edges.to, edges.from)
  const layer = new Int32Array(count)
  const left = Int32Array.from({ length: count }, (_, node) => degree(before, node))
  const sorted = Array.from({ length: count }, (_, node) => node).filter((node) => left[node] === 0)
  for (let at = 0; at < sorted.length; at++) {
    const node = sorted[at]!
    each(after, node, (target) => {
      layer[target] = Math.max(layer[target]!, layer[node]! + 1)
      if (--left[target]! === 0) sorted.push(target)
    })
  }
  for (let node = 0; node < count; node++) {
    if (degree(before, node) > 0 || degree(after, node) === 0) continue
    let nearest = Infinity
    each(after, node, (target) => (nearest = Math.min(nearest, layer[target]!)))
    layer[node] = nearest - 1
  }
  return layer
}
