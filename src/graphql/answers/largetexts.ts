import type { Backend, Reading } from '../../db/backend.ts'
import type { Answer } from './answer.ts'

/** Reads rows whose texts may be large, and those texts only that have no more bytes than `each`. */
export type ReadTexts<Row, Key> = (
  backend: Backend,
  keys: readonly Key[],
  each: number,
  reading: Reading,
) => Promise<Row[]>

/** More than any text has: what a whole number of Postgres holds. */
const mostBytes = 2 ** 31 - 1

/**
 * Reads rows with texts that may be large, as far as the answer may hold them. Their sizes are known from a first read.
 * An equal share of half of what is free is usually enough for each text, and then there is no second one.
 */
export async function readTexts<Key, Row extends { readonly size: number }>(
  answer: Answer,
  keys: readonly Key[],
  read: (keys: readonly Key[], each: number) => Promise<Row[]>,
  textOf: (key: Key) => string,
  keyOf: (row: Row) => string,
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
