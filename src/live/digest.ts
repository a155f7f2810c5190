import { createHash } from 'node:crypto'

/** Bytes of a digest that fit into a number: many are held. */
const kept = 6

/** Stands for a row as it was seen. A duration that grows with the clock is no change. */
export function digestOf(row: { readonly durationMs: number | null }): number {
  return createHash('md5')
    .update(JSON.stringify({ ...row, durationMs: null }))
    .digest()
    .readUIntBE(0, kept)
}
