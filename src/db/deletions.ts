import { sql } from 'drizzle-orm'
import type { Backend } from './backend.ts'
import { grouped } from './grouping.ts'
import type { Meter } from './meter.ts'
import { lockExecutions, lockQueuedAmong, removeExecutions } from './remove.ts'
import { as } from './select.ts'
import { statement } from './statement.ts'

/** Removes executions with all that hangs on them, and says of each id whether it was there. */
export const deleteExecutions = grouped<string, boolean>((backend, ids, meter) =>
  backend.write(meter, async (transaction) => {
    const wanted = [...new Set(ids)]
    await lockQueuedAmong(transaction, wanted)
    const there = new Set((await transaction.run(lockExecutions, { ids: wanted })).map(({ id }) => id))
    await removeExecutions(transaction, [...there])
    // Of an id that stands twice, the first one removed it.
    return ids.map((id) => there.delete(id))
  }),
)

/** A transaction holds so many at most: writers wait for it. */
const batchSize = 1_000

const someFrom = statement<{ id: string }>(
  ({ tables: { executions: e } }) =>
    sql`select ${as(e.id, 'id')} from ${e} where ${e.id} > ${sql.placeholder('from')} order by ${e.id} limit ${sql.raw(String(batchSize))}`,
)

/** Removes all executions, batch by batch in the order of their ids, and says how many there were. */
export async function clearExecutions(backend: Backend, meter: Meter): Promise<number> {
  let deleted = 0
  for (let from = ''; ;) {
    const ids = await backend.write(meter, async (transaction) => {
      const found = (await transaction.run(someFrom, { from })).map(({ id }) => id)
      if (found.length === 0) return found
      await lockQueuedAmong(transaction, found)
      await transaction.run(lockExecutions, { ids: found })
      await removeExecutions(transaction, found)
      return found
    })
    deleted += ids.length
    if (ids.length < batchSize) return deleted
    from = ids.at(-1)!
  }
}
