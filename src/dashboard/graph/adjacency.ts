/** Neighbours of numbered nodes: those of `i` stand in `list` from `start[i]` to `start[i + 1]`. */
export interface Adjacency {
  readonly start: Int32Array
  readonly list: Int32Array
}

/** `from` and `to` are the ends of edges. A negative end is no edge. */
export function adjacencyOf(count: number, from: ArrayLike<number>, to: ArrayLike<number>): Adjacency {
  const start = new Int32Array(count + 1)
  for (let edge = 0; edge < from.length; edge++) if (from[edge]! >= 0) start[from[edge]! + 1]!++
  for (let node = 0; node < count; node++) start[node + 1]! += start[node]!
  const list = new Int32Array(start[count]!)
  const next = start.slice()
  for (let edge = 0; edge < from.length; edge++) if (from[edge]! >= 0) list[next[from[edge]!]!++] = to[edge]!
  return { start, list }
}

/** Calls back for each neighbour. */
export function each({ start, list }: Adjacency, node: number, visit: (neighbour: number) => void) {
  for (let at = start[node]!; at < start[node + 1]!; at++) visit(list[at]!)
}

export const degree = ({ start }: Adjacency, node: number) => start[node + 1]! - start[node]!
