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

/** What is to be placed. */
export interface Ordered {
  readonly ranks: Ranks
  readonly group: ArrayLike<number>
  /** In which row of its layer each node stands. What has another row than 0 stands below what is left of it. */
  readonly row: ArrayLike<number>
}

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
export function places({ ranks, group, row }: Ordered, widths: Widths): Float64Array {
  const x = new Float64Array(ranks.total)
  const offsets = ranks.layers.map((layer) => offsetsOf(layer, { ranks, group, row }, widths))
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
  for (const layer of ranks.layers) alignColumns(layer, row, x)
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

function offsetsOf(layer: readonly number[], { ranks, group, row }: Ordered, widths: Widths) {
  const offsets = new Float64Array(layer.length)
  const half = (node: number) => (node < ranks.count ? widths.node : widths.dummy) / 2
  for (let at = 1; at < layer.length; at++) {
    const [left, right] = [layer[at - 1]!, layer[at]!]
    const between = group[left] === group[right] ? 0 : widths.group
    offsets[at] = offsets[at - 1]! + (row[right]! > 0 ? 0 : half(left) + half(right) + between)
  }
  return offsets
}

/** What stands below each other stands in the middle of it. */
function alignColumns(layer: readonly number[], row: ArrayLike<number>, x: Float64Array) {
  let first = 0
  for (let at = 1; at <= layer.length; at++) {
    if (at < layer.length && row[layer[at]!]! > 0) continue
    const column = layer.slice(first, at)
    const middle = column.reduce((sum, node) => sum + x[node]!, 0) / column.length
    for (const node of column) x[node] = middle
    first = at
  }
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

/** What stands almost below something that leads to it alone, or is very near to it, stands right below it. */
function straightWish(node: number, { before, after }: Ranks, x: Float64Array): Wish {
  let nearest = before.list[before.start[node]!]!
  const isStraight = degree(before, node) === 1 && degree(after, nearest) === 1
  each(before, node, (other) => {
    if (Math.abs(x[other]! - x[node]!) < Math.abs(x[nearest]! - x[node]!)) nearest = other
  })
  const isNear = degree(before, node) > 0 && Math.abs(x[nearest]! - x[node]!) < near
  return isStraight || isNear ? { x: x[nearest]!, weight: 100 } : { x: x[node]!, weight: 1 }
}

const near = 16
