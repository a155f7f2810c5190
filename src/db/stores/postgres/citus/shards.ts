import { hashOfText } from './hash.ts'

/** A shard, by the first hash that it has. */
export interface Shard {
  readonly least: number
}

/** The shards of the two kinds of history, in the order of their hashes. None: all rows are on one server. */
export type Shards = Readonly<Record<'executions' | 'runs', readonly Shard[]>>

const hashes = 2 ** 32

/** As Citus makes them: so many shards of equal parts of all hashes. */
export const equalShards = (count: number): Shard[] =>
  Array.from({ length: count }, (_, place) => ({
    least: place * Math.floor(hashes / count) - hashes / 2,
  }))

/** The place of the shard that has a key. */
export function shardOf(key: string, shards: readonly Shard[]): number {
  const hash = hashOfText(key)
  let [from, to] = [0, shards.length - 1]
  while (from < to) {
    const middle = Math.ceil((from + to) / 2)
    if (shards[middle]!.least <= hash) from = middle
    else to = middle - 1
  }
  return from
}
