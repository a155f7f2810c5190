import { type Adjacency, degree, each } from './adjacency.ts'
import type { Ranks } from './ranks.ts'
import { type Region, regionsOf } from './regions.ts'
import { settle, type Wish } from './settle.ts'

/** How wide a place is: half of it belongs to each side. */
export interface Widths {
  readonly node: number
  readonly dummy: number
  /** More room between groups. */
  readonly group: number
}

/** So many nodes may be moved in all: large graphs get fewer rounds. */
const work = 120_000

interface Placing {
  readonly ranks: Ranks
  readonly group: ArrayLike<number>
  readonly offsets: readonly Float64Array[]
  readonly x: Float64Array
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
  const placing = { ranks, group, offsets, x }
  const { before, after } = ranks
  const rounds = 2 * Math.max(3, Math.min(16, Math.floor(work / 2 / (ranks.total + 1))))
  const both = (node: number) => wishOf(node, [before, after], placing)
  for (let round = 0; round < rounds; round++) {
    const side = [round % 2 === 0 ? before : after]
    move(placing, round % 2 === 0, (node) => wishOf(node, side, placing))
  }
  const regions = regionsOf(ranks, group, x, widths.node + widths.group)
  for (const isDown of [true, false, true]) move(placing, isDown, both, regions)
  move(placing, true, (node) => straightWish(node, ranks, x), regions)
  return x
}

function move(
  { ranks: { layers }, group, offsets, x }: Placing,
  isDown: boolean,
  wish: (node: number) => Wish,
  regions?: ReadonlyMap<number, Region>,
) {
  for (let step = 0; step < layers.length; step++) {
    const index = isDown ? step : layers.length - 1 - step
    const [layer, offset] = [layers[index]!, offsets[index]!]
    const region = regions?.size ? (at: number) => regions.get(group[layer[at]!]!) : undefined
    const settled = settle(
      layer.map((node) => wish(node)),
      offset,
      region,
    )
    layer.forEach((node, at) => (x[node] = settled[at]!))
  }
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

/** The middle of what a node is joined with. Long edges want to be straight more than short ones. */
function wishOf(node: number, sides: readonly Adjacency[], { ranks: { count }, x }: Placing): Wish {
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

/** What has one way to it, from what has one way on, stands right below it. All others stay. */
function straightWish(node: number, { before, after }: Ranks, x: Float64Array): Wish {
  const one = before.list[before.start[node]!]!
  const isStraight = degree(before, node) === 1 && degree(after, one) === 1
  return isStraight ? { x: x[one]!, weight: 100 } : { x: x[node]!, weight: 1 }
}
