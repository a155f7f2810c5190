import { type SQL, and, sql } from 'drizzle-orm'
import { fieldsOf, statusesIn } from '../sql/filter.ts'
import type { Scope } from '../sql/scope.ts'
import { type ExecutionShape, executionConditions } from './filter.ts'
import { places } from './ranges.ts'
import { isByStanding } from './walks.ts'

/** Counting of a status stops beyond this number, and no more executions are read. */
export const mostLookedAt = 10_000

export const beyond = sql.raw(String(mostLookedAt + 1))

/** How many executions have each status, by index ranges, each up to a bound. `undefined`: no index has them. */
export function countedBy(filter: ExecutionShape, scope: Scope): SQL | undefined {
  const { statuses: asked, ...others } = filter
  const { counted } = scope.executions
  if (asked === '' && fieldsOf(others).length === 0 && counted) return counted(beyond)
  if (!isByStanding(filter, scope)) return undefined
  const ranges = standings(filter, scope)
  if (ranges.length === 0) return sql`select null as status, 0 as n where false`
  return sql.join(
    ranges.map(({ status, where, by }) => {
      // Without an order, Postgres reads the table for a common status. Of many flows, no index has one.
      const along = filter.flows === 'many' ? sql`` : sql`order by ${by}`
      const found = sql`select 1 from executions where ${where} ${along} limit ${beyond}`
      return sql`select ${sql.raw(`'${status}'`)} as status, count(*) as n from (${found}) as found`
    }),
    sql` union all `,
  )
}

/** The index ranges of the statuses that are asked for, within the other conditions. */
export function standings(filter: ExecutionShape, scope: Scope) {
  const asked = statusesIn(filter)
  const conditions = executionConditions(filter, scope, ['statuses'])
  return places(filter, scope)
    .filter(({ status }) => asked.length === 0 || asked.includes(status))
    .map(({ status, where, by }) => ({ status, by, where: and(where, ...conditions)! }))
}
