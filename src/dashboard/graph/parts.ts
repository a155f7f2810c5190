import type { Edges } from './layers.ts'

/** The parts of a graph that no edge and no group joins, as numbers of nodes, in the order of their first nodes. */
export function partsOf(count: number, edges: Edges, group: ArrayLike<number>): number[][] {
  const head = Int32Array.from({ length: count }, (_, node) => node)
  const find = (node: number): number => {
    let top = node
    while (head[top] !== top) top = head[top] = head[head[top]!]!
    return top
  }
  const join = (a: number, b: number) => {
    const [first, second] = [find(a), find(b)]
    head[Math.max(first, second)] = Math.min(first, second)
  }
  for (let edge = 0; edge < edges.from.length; edge++) join(edges.from[edge]!, edges.to[edge]!)
  const firstOf = new Map<number, number>()
  for (let node = 0; node < count; node++) {
    const one = group[node]!
    if (one < 0) continue
    if (firstOf.has(one)) join(firstOf.get(one)!, node)
    else firstOf.set(one, node)
  }
  const parts = new Map<number, number[]>()
  for (let node = 0; node < count; node++) {
    const top = find(node)
    const part = parts.get(top)
    if (part) part.push(node)
    else parts.set(top, [node])
  }
  return [...parts.values()]
}

export interface Size {
  readonly width: number
  readonly height: number
}

/** The left upper corners of boxes in rows, as wide as they are high or a little wider. */
export function packed(boxes: readonly Size[], gap: number): { readonly x: number; readonly y: number }[] {
  const area = boxes.reduce((sum, { width, height }) => sum + (width + gap) * (height + gap), 0)
  const most = Math.max(Math.sqrt(area * 1.8), ...boxes.slice(0, 10_000).map(({ width }) => width))
  let [x, y, high] = [0, 0, 0]
  return boxes.map(({ width, height }) => {
    if (x > 0 && x + width > most) {
      ;[x, y, high] = [0, y + high + gap, 0]
    }
    const corner = { x, y }
    x += width + gap
    high = Math.max(high, height)
    return corner
  })
}
