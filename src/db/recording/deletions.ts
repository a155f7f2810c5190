import { sql } from 'drizzle-orm'
import { type Change, type ToChange, noteAudit, toChange } from '../audit/note.ts'
import type { Backend } from '../backend.ts'
import { grouped } from './grouping.ts'
import type { Meter } from '../meter.ts'
import { createPace } from './pace.ts'
import { lockExecutions, lockQueuedAmong, removeExecutions } from './remove.ts'
import { as } from '../sql/select.ts'
import { statement } from '../sql/statement.ts'
import { turn } from '../turn.ts'

/** Deletes executions with their details. Returns for each id whether it was stored. */
export const deleteExecutions = grouped<ToChange, boolean>((backend, asked, meter) =>
  backend.write(meter, async (transaction) => {
    const wanted = [...new Set(asked.map(({ id }) => id))]
    await lockQueuedAmong(transaction, wanted)
    const there = new Set(await lockExecutions(transaction, wanted))
    await removeExecutions(transaction, [...there])
    // For a repeated id, only the first occurrence counts as deleted.
    const deleted = asked.map(({ id }) => there.delete(id))
    await noteAudit(
      backend,
      transaction,
      asked.filter((_, index) => deleted[index]),
    )
    return deleted
  }),
)

const someFrom = statement<{ id: string }>(
  'recording.someFrom',
  ({ tables: { executions: e } }) =>
    sql`select ${as(e.id, 'id')} from ${e} where ${e.id} > ${sql.placeholder('from')}
        order by ${e.id} limit ${sql.placeholder('limit')}`,
)

/** Deletes all executions in the order of their ids, a few per transaction. Returns how many. */
export async function clearExecutions(backend: Backend, change: Change, meter: Meter): Promise<number> {
  const pace = createPace()
  let deleted = 0
  for (let from: string | undefined = ''; from !== undefined;) {
    const after: string = from
    const ids = await pace((limit) =>
      backend.write(meter, async (transaction) => {
        const found = (await transaction.run(someFrom, { from: after, limit })).map(({ id }) => id)
        if (found.length === 0) return found
        await lockQueuedAmong(transaction, found)
        await lockExecutions(transaction, found)
        await removeExecutions(transaction, found)
        await noteAudit(backend, transaction, toChange(found, change))
        return found
      }),
    )
    deleted += ids.length
    from = ids.at(-1)
    await turn()
  }
  return deleted
}
