import { sql } from 'drizzle-orm'
import type { Transaction } from '../backend.ts'
import type { Said } from '../said.ts'
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

/**
 * Does the work of a store's transactions, and then writes what each touched: rows that no other transaction waits for.
 */
export function createTouching() {
  let count = 0
  return async <T>(
    transaction: Transaction,
    { touched, noted }: Pick<Said, 'touched' | 'noted'>,
    work: () => Promise<T>,
  ): Promise<T> => {
    const result = await work()
    const at = Date.now()
    const rows = touched().map((one) => ({ ...one, at }))
    await insertAll(transaction, touch, rows)
    count += rows.length + noted()
    if (count >= everyRows) {
      await transaction.run(forgetTouched, { before: at - keptMs, limit: 2 * count })
      count = 0
    }
    return result
  }
}
