import { type Adjacency, each } from './adjacency.ts'
import type { Ranks } from './ranks.ts'

const rounds = 8

/** How wide a place is: half of it belongs to each side. */
export interface Widths {
  readonly node: number
  readonly dummy: number
  /** More room between groups. */
  readonly group: number
}

/**
 * Where each node stands in its layer, from left to right. Each layer in turn moves as near as it can to what its nodes
 * are joined with, while its order and the room between them stay.
 */
export function places(ranks: Ranks, group: ArrayLike<number>, widths: Widths): Float64Array {
  const x = new Float64Array(ranks.total)
  const offsets = ranks.layers.map((layer) => offsetsOf(layer, ranks.count, group, widths))
  ranks.layers.forEach((layer, index) => {
    const offset = offsets[index]!
    layer.forEach((node, at) => (x[node] = offset[at]! - offset.at(-1)! / 2))
  })
  const { layers } = ranks
  for (let round = 0; round < rounds; round++) {
    const isDown = round % 2 === 0
    for (let step = 0; step < layers.length; step++) {
      const index = isDown ? step : layers.length - 1 - step
      const sides = round < rounds - 2 ? [isDown ? ranks.before : ranks.after] : [ranks.before, ranks.after]
      settle(layers[index]!, offsets[index]!, x, (node) => wishOf(node, sides, x, ranks.count))
    }
  }
  return x
}

function offsetsOf(layer: readonly number[], count: number, group: ArrayLike<number>, widths: Widths) {
  const offsets = new Float64Array(layer.length)
  for (let at = 1; at < layer.length; at++) {
    const [left, right] = [layer[at - 1]!, layer[at]!]
    const half = (node: number) => (node < count ? widths.node : widths.dummy) / 2
    const between = group[left] === group[right] ? 0 : widths.group
    offsets[at] = offsets[at - 1]! + half(left) + half(right) + between
  }
  return offsets
}

interface Wish {
  readonly x: number
  readonly weight: number
}

/** Long edges want to be straight more than short ones. */
function wishOf(node: number, sides: readonly Adjacency[], x: Float64Array, count: number): Wish {
  let [sum, weight] = [0, 0]
  for (const side of sides) {
    each(side, node, (other) => {
      const one = node >= count && other >= count ? 8 : node >= count || other >= count ? 2 : 1
      sum += one * x[other]!
      weight += one
    })
  }
  return weight === 0 ? { x: x[node]!, weight: 0.1 } : { x: sum / weight, weight }
}

/** The nearest to all wishes that keeps the order and the room: neighbours that would meet become one block. */
function settle(
  layer: readonly number[],
  offset: Float64Array,
  x: Float64Array,
  wish: (node: number) => Wish,
) {
  const blocks: { sum: number; weight: number; size: number }[] = []
  for (let at = 0; at < layer.length; at++) {
    const one = wish(layer[at]!)
    let block = { sum: (one.x - offset[at]!) * one.weight, weight: one.weight, size: 1 }
    for (
      let last = blocks.at(-1);
      last && last.sum / last.weight >= block.sum / block.weight;
      last = blocks.at(-1)
    ) {
      block = { sum: block.sum + last.sum, weight: block.weight + last.weight, size: block.size + last.size }
      blocks.pop()
    }
    blocks.push(block)
  }
  let at = 0
  for (const { sum, weight, size } of blocks) {
    for (let step = 0; step < size; step++, at++) x[layer[at]!] = sum / weight + offset[at]!
  }
}
