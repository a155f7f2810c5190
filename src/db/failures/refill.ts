import { setTimeout } from 'node:timers/promises'
import { sql } from 'drizzle-orm'
import type { Backend } from '../backend.ts'
import { inFailureGroup } from '../executions/filter.ts'
import { fingerprintVersion } from '../fingerprint/fingerprint.ts'
import type { Meter } from '../meter.ts'
import { createPace } from '../recording/pace.ts'
import { regroup } from '../recording/regroup.ts'
import { statement } from '../sql/statement.ts'
import { isUngrouped } from '../tables/execution.ts'

/** Locks out other processes that find groups, until the transaction ends. No row: one of them is there. */
const lockRefill = statement(
  'failures.lockRefill',
  ({ dialect }) => sql`select 1 as free where ${dialect.isAlone}`,
)

/** Failures without a group, or with one of an earlier version. */
const nextUngrouped = statement<{ id: string }>('failures.nextUngrouped', () => {
  const limit = sql.placeholder('limit')
  return sql`
    select id
    from (
      select *
      from (
        select execution_id as id
        from executions
        where ${sql.raw(isUngrouped)}
        order by execution_id
        limit ${limit}
      ) as ungrouped
      union all
      select *
      from (
        select executions.execution_id as id
        from executions
        where ${inFailureGroup} and executions.failure_group < ${sql.raw(`'${fingerprintVersion}:'`)}
        order by executions.failure_group
        limit ${limit}
      ) as earlier
    ) as found
    limit ${limit}
  `
})

interface Refill {
  readonly backend: Backend
  readonly meter: Meter
  /** Ends it before its next transaction. */
  readonly signal: AbortSignal
}

/** Milliseconds after a transaction in which others come first. */
const breath = 25

/** Finds the groups of all failures that have none, or one of an earlier version, in short transactions. Returns how many. */
export async function refillGroups({ backend, meter, signal }: Refill): Promise<number> {
  const pace = createPace()
  let [refilled, met] = [0, 1]
  while (met > 0 && !signal.aborted) {
    met = await pace((limit) =>
      backend.write(meter, async (transaction) => {
        // Read by a statement after the lock: the rows of the one before may be seen as they were then.
        if ((await transaction.run(lockRefill, {})).length === 0) return 0
        const ids = (await transaction.run(nextUngrouped, { limit })).map(({ id }) => id)
        await regroup(transaction, ids)
        return ids.length
      }),
    )
    refilled += met
    if (met > 0) await setTimeout(breath)
  }
  return refilled
}
