import { type Adjacency, degree, each } from './adjacency.ts'
import { crossings } from './crossings.ts'
import type { Ranks } from './ranks.ts'

const sweeps = 8
/** So many pieces of edges may be looked at in all: large graphs get fewer sweeps. */
const work = 200_000

/** Puts the nodes of each layer in an order with few crossings. `group`: what shall stand side by side, -1 for none. */
export function order(ranks: Ranks, group: ArrayLike<number>) {
  start(ranks)
  const pieces = ranks.after.list.length
  const rounds = Math.max(4, Math.min(sweeps, Math.floor(work / (pieces + 1))))
  let best = { layers: ranks.layers.map((layer) => [...layer]), crossings: Infinity }
  for (let round = 0; round < rounds; round++) {
    sweep(ranks, group, round % 2 === 0)
    const count = crossings(ranks)
    if (count >= best.crossings) continue
    best = { layers: ranks.layers.map((layer) => [...layer]), crossings: count }
    if (count === 0) break
  }
  ranks.layers.splice(0, ranks.layers.length, ...best.layers)
}

/** As a walk in depth meets them: what belongs together begins together. */
function start({ total, layer, layers, before, after }: Ranks) {
  const isSeen = new Uint8Array(total)
  const walk = (root: number) => {
    const open = [root]
    while (open.length > 0) {
      const node = open.pop()!
      if (isSeen[node]) continue
      isSeen[node] = 1
      layers[layer[node]!]!.push(node)
      for (let at = after.start[node + 1]! - 1; at >= after.start[node]!; at--) open.push(after.list[at]!)
    }
  }
  for (let node = 0; node < total; node++) if (degree(before, node) === 0) walk(node)
  for (let node = 0; node < total; node++) if (!isSeen[node]) walk(node)
}

function sweep({ total, layers, before, after }: Ranks, group: ArrayLike<number>, isDown: boolean) {
  const place = new Float64Array(total)
  const key = new Float64Array(total)
  const number = (layer: readonly number[]) => layer.forEach((node, index) => (place[node] = index))
  layers.forEach(number)
  const groupKey = groupKeys(layers, group)
  for (let step = 1; step < layers.length; step++) {
    const layer = layers[isDown ? step : layers.length - 1 - step]!
    for (const node of layer) key[node] = barycentre(isDown ? before : after, node, place)
    layer.sort((a, b) => key[a]! - key[b]! || place[a]! - place[b]!)
    if (groupKey.size > 0) gather(layer, group, groupKey)
    number(layer)
  }
}

function barycentre(neighbours: Adjacency, node: number, place: Float64Array): number {
  const count = degree(neighbours, node)
  if (count === 0) return place[node]!
  let sum = 0
  each(neighbours, node, (other) => (sum += place[other]!))
  return sum / count
}

/** Where each group stands from left to right, over all layers. */
function groupKeys(layers: readonly (readonly number[])[], group: ArrayLike<number>): Map<number, number> {
  const sums = new Map<number, { sum: number; count: number }>()
  for (const layer of layers) {
    for (let index = 0; index < layer.length; index++) {
      const one = group[layer[index]!]!
      if (one < 0) continue
      const sum = sums.get(one) ?? { sum: 0, count: 0 }
      sum.sum += index / layer.length
      sum.count++
      sums.set(one, sum)
    }
  }
  return new Map([...sums].map(([one, { sum, count }]) => [one, sum / count]))
}

/** Members of a group move together, and groups follow each other as in all other layers. */
function gather(layer: number[], group: ArrayLike<number>, keys: ReadonlyMap<number, number>) {
  const members = Map.groupBy(layer, (node) => group[node]!)
  members.delete(-1)
  const middle = new Map<number, number>()
  for (const [one, nodes] of members) middle.set(nodes[Math.floor(nodes.length / 2)]!, one)
  const inOrder = [...members.keys()].toSorted((a, b) => keys.get(a)! - keys.get(b)! || a - b)
  let next = 0
  const gathered = layer.flatMap((node) => {
    if (group[node]! < 0) return [node]
    return middle.has(node) ? members.get(inOrder[next++]!)! : []
  })
  layer.splice(0, layer.length, ...gathered)
}
