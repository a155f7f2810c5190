import { type Adjacency, degree } from './adjacency.ts'
import type { Ranks } from './ranks.ts'
import { type Region, regionsOf } from './regions.ts'
import { settle, type Wishes } from './settle.ts'

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
  readonly wishes: Wishes
}

/** Writes what a node wishes, which is the one `at` this place of its layer. */
type Wish = (node: number, at: number) => void

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
  const widest = ranks.layers.reduce((most, layer) => Math.max(most, layer.length), 0)
  const wishes = { x: new Float64Array(widest), weight: new Float64Array(widest) }
  const placing = { ranks, group, offsets, x, wishes }
  const { before, after } = ranks
  const rounds = 2 * Math.max(3, Math.min(16, Math.floor(work / 2 / (ranks.total + 1))))
  const both: Wish = (node, at) => wishOf(node, at, [before, after], placing)
  for (let round = 0; round < rounds; round++) {
    const side = [round % 2 === 0 ? before : after]
    move(placing, round % 2 === 0, (node, at) => wishOf(node, at, side, placing))
  }
  const regions = regionsOf(ranks, group, x, widths.node + widths.group)
  for (const isDown of [true, false, true]) move(placing, isDown, both, regions)
  move(placing, true, (node, at) => straightWish(node, at, placing), regions)
  for (const layer of ranks.layers) alignColumns(layer, row, x)
  return x
}

function move(
  { ranks: { layers }, group, offsets, x, wishes }: Placing,
  isDown: boolean,
  wish: Wish,
  regions?: ReadonlyMap<number, Region>,
) {
  for (let step = 0; step < layers.length; step++) {
    const index = isDown ? step : layers.length - 1 - step
    const [layer, offset] = [layers[index]!, offsets[index]!]
    const region = regions?.size ? (at: number) => regions.get(group[layer[at]!]!) : undefined
    for (let at = 0; at < layer.length; at++) wish(layer[at]!, at)
    const settled = settle(wishes, offset, region)
    for (let at = 0; at < layer.length; at++) x[layer[at]!] = settled[at]!
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
function wishOf(
  node: number,
  at: number,
  sides: readonly Adjacency[],
  { ranks: { count }, x, wishes }: Placing,
) {
  let [sum, weight] = [0, 0]
  for (const { start, list } of sides) {
    for (let next = start[node]!; next < start[node + 1]!; next++) {
      const other = list[next]!
      const one = node >= count && other >= count ? 8 : node >= count || other >= count ? 2 : 1
      sum += one * x[other]!
      weight += one
    }
  }
  wishes.x[at] = weight === 0 ? x[node]! : sum / weight
  wishes.weight[at] = weight === 0 ? 0.1 : weight
}

/** What stands almost below something that leads to it alone, or is very near to it, stands right below it. */
function straightWish(node: number, at: number, { ranks: { before, after }, x, wishes }: Placing) {
  let nearest = before.list[before.start[node]!]!
  const isStraight = degree(before, node) === 1 && degree(after, nearest) === 1
  for (let next = before.start[node]!; next < before.start[node + 1]!; next++) {
    const other = before.list[next]!
    if (Math.abs(x[other]! - x[node]!) < Math.abs(x[nearest]! - x[node]!)) nearest = other
  }
  const isNear = degree(before, node) > 0 && Math.abs(x[nearest]! - x[node]!) < near
  const isFixed = isStraight || isNear
  wishes.x[at] = x[isFixed ? nearest : node]!
  wishes.weight[at] = isFixed ? 100 : 1
}

const near = 16
