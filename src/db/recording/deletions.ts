import { setImmediate } from 'node:timers/promises'
import { sql } from 'drizzle-orm'
import type { Backend } from '../backend.ts'
import { grouped } from './grouping.ts'
import type { Meter } from '../meter.ts'
import { createPace } from './pace.ts'
import { lockExecutions, lockQueuedAmong, removeExecutions } from './remove.ts'
import { as } from '../sql/select.ts'
import { statement } from '../sql/statement.ts'

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

const someFrom = statement<{ id: string }>(
  'recording.someFrom',
  ({ tables: { executions: e } }) =>
    sql`select ${as(e.id, 'id')} from ${e} where ${e.id} > ${sql.placeholder('from')}
        order by ${e.id} limit ${sql.placeholder('limit')}`,
)

/** Removes all executions, a few in each transaction in the order of their ids, and says how many there were. */
export async function clearExecutions(backend: Backend, meter: Meter): Promise<number> {
  const pace = createPace()
  let deleted = 0
  for (let from: string | undefined = ''; from !== undefined;) {
    const after: string = from
    const ids = await pace((limit) =>
      backend.write(meter, async (transaction) => {
        const found = (await transaction.run(someFrom, { from: after, limit })).map(({ id }) => id)
        if (found.length === 0) return found
        await lockQueuedAmong(transaction, found)
        await transaction.run(lockExecutions, { ids: found })
        await removeExecutions(transaction, found)
        return found
      }),
    )
    deleted += ids.length
    from = ids.at(-1)
    await setImmediate()
  }
  return deleted
}
