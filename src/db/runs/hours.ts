/** The equal parts of a time. */
export interface Buckets {
  readonly from: number
  readonly to: number
  readonly count: number
}

/** Where a bucket begins: at its number over the count of the time, rounded up. */
export function edgeOf({ from, to, count }: Buckets, bucket: number): number {
  const passed = BigInt(to - from) * BigInt(bucket)
  return from + Number((passed + BigInt(count) - 1n) / BigInt(count))
}

/** A time, its end excluded, that counts for a bucket as a whole. */
export type Span = {
  readonly from: number
  readonly to: number
  readonly bucket: number
}

/** When each bucket begins and ends. */
export const spansOf = (buckets: Buckets): Span[] =>
  Array.from({ length: buckets.count }, (_, bucket) => ({
    from: edgeOf(buckets, bucket),
    to: edgeOf(buckets, bucket + 1),
    bucket,
  }))

/** Part of an hour that is counted run by run: for its own bucket, if it has one, and not for that of its hour. */
export type Piece = {
  readonly from: number
  readonly to: number
  readonly bucket: number | null
  readonly instead: number | null
}

const hour = 3_600_000
const hourOf = (time: number) => Math.floor(time / hour) * hour

/**
 * Buckets as whole hours and pieces. An hour with an edge in it counts for the bucket of its longest piece, so that as
 * few runs as possible are counted one by one.
 */
export function hoursOf(buckets: Buckets): { whole: Span[]; pieces: Piece[] } {
  const whole: Span[] = []
  const pieces: Piece[] = []
  const edges = Array.from({ length: buckets.count + 1 }, (_, bucket) => edgeOf(buckets, bucket))
  const cut = Map.groupBy(edges.keys(), (bucket) => hourOf(edges[bucket]!))
  const add = (from: number, to: number, bucket: number | null) => {
    if (from < to && bucket !== null) whole.push({ from, to, bucket })
  }
  let reached = hourOf(buckets.from)
  for (const [start, inside] of cut) {
    add(reached, start, inside[0]! - 1)
    const parts = partsOf(start, inside, edges)
    const longest = parts.reduce((a, b) => (b.to - b.from > a.to - a.from ? b : a))
    add(start, start + hour, longest.bucket)
    for (const part of parts)
      if (part.bucket !== longest.bucket && part.from < part.to)
        pieces.push({ ...part, instead: longest.bucket })
    reached = start + hour
  }
  return { whole, pieces }
}

/** The pieces of an hour between these edges. What is before the first bucket or after the last is in none. */
function partsOf(start: number, inside: readonly number[], edges: readonly number[]) {
  const last = edges.length - 1
  const before = inside[0]! - 1
  return [
    { from: start, to: edges[inside[0]!]!, bucket: before < 0 ? null : before },
    ...inside.map((bucket) => ({
      from: edges[bucket]!,
      to: Math.min(edges[bucket + 1] ?? Infinity, start + hour),
      bucket: bucket === last ? null : bucket,
    })),
  ]
}
