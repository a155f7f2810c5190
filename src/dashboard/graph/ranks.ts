import { type Adjacency, adjacencyOf } from './adjacency.ts'
import { type Edges, layersOf } from './layers.ts'

/** Nodes in layers. Edges over several layers are cut into pieces by dummies, whose numbers follow those of the nodes. */
export interface Ranks {
  readonly count: number
  /** With the dummies. */
  readonly total: number
  readonly layer: Int32Array
  /** What stands in each layer, in its order. */
  readonly layers: number[][]
  readonly before: Adjacency
  readonly after: Adjacency
  /** The first dummy of each edge, -1 if it has none. */
  readonly firstDummy: Int32Array
  readonly dummies: Int32Array
}

/** Of very many long edges, the longest go without dummies and are drawn straight. */
const mostDummies = 60_000

export function ranksOf(count: number, edges: Edges): Ranks {
  const own = layersOf(count, edges)
  const spans = edges.from.map((from, edge) => (from < 0 ? 0 : own[edges.to[edge]!]! - own[from]! - 1))
  const dummies = bounded(spans)
  const firstDummy = new Int32Array(spans.length).fill(-1)
  let total = count
  for (let edge = 0; edge < spans.length; edge++) {
    if (dummies[edge] === 0) continue
    firstDummy[edge] = total
    total += dummies[edge]!
  }
  const layer = new Int32Array(total)
  layer.set(own)
  const pieces = piecesOf(edges, { own, layer, spans, dummies, firstDummy })
  let depth = 0
  for (let node = 0; node < total; node++) depth = Math.max(depth, layer[node]! + 1)
  return {
    count, total, layer, firstDummy, dummies,
    layers: Array.from({ length: depth }, () => []),
    before: adjacencyOf(total, pieces.to, pieces.from),
    after: adjacencyOf(total, pieces.from, pieces.to),
  } // prettier-ignore
}

/** How many dummies each edge gets: the short ones first, until there are too many. */
function bounded(spans: Int32Array): Int32Array {
  const sorted = Array.from(spans.keys()).toSorted((a, b) => spans[a]! - spans[b]! || a - b)
  const dummies = new Int32Array(spans.length)
  let used = 0
  for (const edge of sorted) {
    used += spans[edge]!
    if (used > mostDummies) break
    dummies[edge] = spans[edge]!
  }
  return dummies
}

interface Cut {
  readonly own: Int32Array
  readonly layer: Int32Array
  readonly spans: Int32Array
  readonly dummies: Int32Array
  readonly firstDummy: Int32Array
}

/** Edges between neighbouring layers. Sets the layers of the dummies. */
function piecesOf(edges: Edges, { own, layer, spans, dummies, firstDummy }: Cut) {
  const from: number[] = []
  const to: number[] = []
  for (let edge = 0; edge < edges.from.length; edge++) {
    let last = edges.from[edge]!
    if (last < 0 || (spans[edge]! > 0 && dummies[edge] === 0)) continue
    const top = own[last]!
    for (let step = 0; step < dummies[edge]!; step++) {
      const dummy = firstDummy[edge]! + step
      layer[dummy] = top + 1 + step
      from.push(last)
      to.push(dummy)
      last = dummy
    }
    from.push(last)
    to.push(edges.to[edge]!)
  }
  return { from, to }
}
