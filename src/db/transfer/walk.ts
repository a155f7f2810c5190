import type { Scalar } from '../sql/scope.ts'
import { compareText } from '../sql/textorder.ts'
import { type Row, type Snapshot, pageOf } from './read.ts'
import type { Detail, RecordKind } from './records.ts'

export type Key = readonly Scalar[]

/** The rows of a table in the order of its key, of which a page is held. */
export interface TableWalk {
  /** The next row must be fetched by `fill` before it is looked at. */
  needsFill(): boolean
  fill(): Promise<void>
  /** The next row. Absent: there is none. */
  peek(): Row | undefined
  skip(): void
}

/** Begins beyond the first columns of a key, or at the beginning. */
export function walk(snapshot: Snapshot, { table, key }: RecordKind | Detail, beyond: Key = []): TableWalk {
  const statement = pageOf(table, key)
  // A key begins with a text that is not empty, so that this is before all rows, and before all those of an owner.
  let after: Key = key.map((_, place) => beyond[place] ?? (numbers.has(key[place]!) ? -1 : ''))
  let page: readonly Row[] = []
  let [at, isOver] = [0, false]
  return {
    needsFill: () => at === page.length && !isOver,
    async fill() {
      const values = Object.fromEntries(after.map((value, place) => [`after${place}`, value]))
      page = await snapshot.read(statement, values)
      at = 0
      isOver = page.length === 0
      const last = page.at(-1)
      if (last) after = key.map((column) => last[column]!)
    },
    peek: () => page[at],
    skip: () => void at++,
  }
}

/** Columns of keys that are not texts. */
const numbers = new Set(['number', 'attempt'])

/** Before, at or after another key, of the columns that both have. */
export function compareKeys(a: Key, b: Key): number {
  for (let place = 0; place < Math.min(a.length, b.length); place++) {
    const [one, other] = [a[place]!, b[place]!]
    const order =
      typeof one === 'string' && typeof other === 'string'
        ? compareText(one, other)
        : Number(one) - Number(other)
    if (order !== 0) return order
  }
  return 0
}
