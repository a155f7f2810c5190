import type { Region } from './regions.ts'

/** Where something wants to stand, and how much. */
export interface Wish {
  readonly x: number
  readonly weight: number
}

/**
 * The places that are nearest to all wishes, with `offset` for the room between them: what would meet becomes one block,
 * which stands in the middle of its wishes. With regions, nothing goes beyond its own.
 */
export function settle(
  wishes: readonly Wish[],
  offset: Float64Array,
  region?: (at: number) => Region | undefined,
): Float64Array {
  const blocks: { sum: number; weight: number; size: number }[] = []
  wishes.forEach(({ x, weight }, at) => {
    let block = { sum: (x - offset[at]!) * weight, weight, size: 1 }
    for (
      let last = blocks.at(-1);
      last && last.sum / last.weight >= block.sum / block.weight;
      last = blocks.at(-1)
    ) {
      block = {
        sum: block.sum + last.sum,
        weight: block.weight + last.weight,
        size: block.size + last.size,
      }
      blocks.pop()
    }
    blocks.push(block)
  })
  const places = new Float64Array(wishes.length)
  let at = 0
  for (const { sum, weight, size } of blocks)
    for (let step = 0; step < size; step++) places[at++] = sum / weight
  if (region) bound(places, offset, region)
  return places.map((place, index) => place + offset[index]!)
}

/** Both bounds grow from left to right, so the order stays. Where they contradict each other, the left one holds. */
function bound(places: Float64Array, offset: Float64Array, region: (at: number) => Region | undefined) {
  let right = Infinity
  for (let at = places.length - 1; at >= 0; at--) {
    right = Math.min(right, (region(at)?.right ?? Infinity) - offset[at]!)
    places[at] = Math.min(places[at]!, right)
  }
  let left = -Infinity
  for (let at = 0; at < places.length; at++) {
    left = Math.max(left, (region(at)?.left ?? -Infinity) - offset[at]!)
    places[at] = Math.max(places[at]!, left)
  }
}
