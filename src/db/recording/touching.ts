import { sql } from 'drizzle-orm'
import type { Transaction } from '../backend.ts'
import type { Touched } from '../said.ts'
import { insertRows } from '../sql/insert.ts'
import { statement } from '../sql/statement.ts'
import { insertAll } from './writes.ts'

/** How long a reader of changes may be away. One that was away for longer looks at the records themselves. */
const keptMs = 10 * 60_000

/** Old rows are deleted after so many new ones, twice as many at most: no transaction deletes more than it may write. */
const everyRows = 1_000

const touch = statement(
  'recording.touch',
  ({ tables, dialect }) => sql`${insertRows(tables.touched, dialect)} on conflict do nothing`,
)

const forgetTouched = statement('recording.forgetTouched', ({ dialect }) => {
  const key = sql`kind, changed, key, number`
  return sql`
    delete from touched
    where (${key}) in (
      select ${key}
      from touched
      where at < ${sql.placeholder('before')}
      order by at
      limit ${sql.placeholder('limit')} ${dialect.forUpdateIfFree}
    )
  `
})

/** Writes what a store's transactions touch. It is the last that each of them writes, and no lock that another one waits for. */
export function createTouching() {
  let count = 0
  return async (transaction: Transaction, touched: readonly Touched[], now: number): Promise<void> => {
    if (touched.length === 0) return
    await insertAll(
      transaction,
      touch,
      touched.map((one) => ({ ...one, at: now })),
    )
    count += touched.length
    if (count < everyRows) return
    await transaction.run(forgetTouched, { before: now - keptMs, limit: 2 * count })
    count = 0
  }
}
