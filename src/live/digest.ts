import { createHash } from 'node:crypto'

/** Stands for a row as it was seen. A duration that grows with the clock is no change. */
export function digestOf(row: { readonly durationMs: number | null }): string {
  return createHash('md5')
    .update(JSON.stringify({ ...row, durationMs: null }))
    .digest('base64')
}
