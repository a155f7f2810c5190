import type { Backend, Reading } from '../../db/backend.ts'
import type { Answer } from './answer.ts'

/** Reads rows whose texts may be large, with only those texts that have at most `each` bytes. */
export type ReadTexts<Row, Key> = (
  backend: Backend,
  keys: readonly Key[],
  each: number,
  reading: Reading,
) => Promise<Row[]>

interface LargeTexts<Key, Row> {
  readonly read: (keys: readonly Key[], each: number) => Promise<Row[]>
  readonly textOf: (key: Key) => string
  readonly keyOf: (row: Row) => string
}

/** More than any text has: the maximum of a Postgres integer. */
const mostBytes = 2 ** 31 - 1

/**
 * Reads rows with texts that may be large, within the answer's limits. The first read returns their sizes. An equal
 * share of half the free bytes is usually enough for each text, and then there is no second read.
 */
export async function readTexts<Key, Row extends { readonly size: number }>(
  answer: Answer,
  keys: readonly Key[],
  { read, textOf, keyOf }: LargeTexts<Key, Row>,
): Promise<Row[]> {
  const share = Math.floor(answer.free() / 2)
  const each = Math.floor(share / keys.length)
  answer.read(share)
  const rows = await read(keys, each).finally(() => answer.read(-share))
  answer.read(rows.reduce((sum, { size }) => sum + size, 0))
  const late = new Set(rows.filter(({ size }) => size > each).map(keyOf))
  if (late.size === 0) return rows
  const rest = keys.filter((key) => late.has(textOf(key)))
  return [...rows, ...(await read(rest, mostBytes))]
}
