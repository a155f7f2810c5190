import type { Region } from './regions.ts'

/** Where the nodes of a layer want to stand, and how much. They are written anew for each layer, of which there are thousands. */
export interface Wishes {
  readonly x: Float64Array
  readonly weight: Float64Array
}

/**
 * The places that are nearest to all wishes, with `offset` for the room between them: what would meet becomes one block,
 * which stands in the middle of its wishes. With regions, nothing goes beyond its own.
 */
export function settle(
  { x, weight }: Wishes,
  offset: Float64Array,
  region?: (at: number) => Region | undefined,
): Float64Array {
  const count = offset.length
  const [sums, weights, sizes] = [new Float64Array(count), new Float64Array(count), new Int32Array(count)]
  let blocks = 0
  for (let at = 0; at < count; at++, blocks++) {
    let [sum, own, size] = [(x[at]! - offset[at]!) * weight[at]!, weight[at]!, 1]
    while (blocks > 0 && sums[blocks - 1]! / weights[blocks - 1]! >= sum / own) {
      blocks--
      sum += sums[blocks]!
      own += weights[blocks]!
      size += sizes[blocks]!
    }
    sums[blocks] = sum
    weights[blocks] = own
    sizes[blocks] = size
  }
  const places = new Float64Array(count)
  for (let block = 0, at = 0; block < blocks; block++) {
    const middle = sums[block]! / weights[block]!
    for (let step = 0; step < sizes[block]!; step++) places[at++] = middle
  }
  if (region) bound(places, offset, region)
  for (let at = 0; at < count; at++) places[at]! += offset[at]!
  return places
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
