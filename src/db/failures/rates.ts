import { type SQL, sql } from 'drizzle-orm'
import type { Backend, Reading } from '../backend.ts'
import { inFailureGroup } from '../executions/filter.ts'
import type { GroupRate } from './group.ts'
import { keepsNoGroups } from './late.ts'
import { lateRates } from './lategroups.ts'
import { apart, statement } from '../sql/statement.ts'

const hour = 3_600_000
const week = 7 * 24 * hour
/** A group of fewer failures in an hour does not rise. */
const fewestRising = 10
/** How often its usual rate a rising group has. */
const rising = 10

/** Most failures that are counted for each number. */
const most = sql.raw('10000')

const rates = apart(
  { each: 'keys' },
  statement<GroupRate>('failures.rates', ({ dialect, executions: { indexed } }) => {
    if (!indexed) return undefined
    const count = (within: SQL) => sql`
    (
      select count(*)
      from (
        select 1
        from executions
        where ${inFailureGroup} and executions.failure_group = keys.id and ${within}
        limit ${most}
      ) as found
    )
  `
    const [recent, before] = ['recentFrom', 'beforeFrom'].map((name) => sql.placeholder(name))
    return sql`
    select keys.id as id,
      ${count(sql`executions.sort_at >= ${recent} and executions.sort_at <= ${sql.placeholder('until')}`)} as recent,
      ${count(sql`executions.sort_at >= ${before} and executions.sort_at < ${recent}`)} as before
    from ${dialect.rows('keys', { id: 'text' })}
  `
  }),
)

/** The rates of groups, as of the reading's clock. */
export function groupRatesOf(
  backend: Backend,
  ids: readonly string[],
  reading: Reading,
): Promise<GroupRate[]> {
  const { now } = reading
  if (keepsNoGroups(backend)) return lateRates(backend, ids, [now - hour - week, now - hour], reading)
  const times = { until: now, recentFrom: now - hour, beforeFrom: now - hour - week }
  return backend.read(rates, { keys: ids.map((id) => ({ id })), ...times }, reading)
}

/** How many failures a group had in a usual hour, of the week before the last hour or since its first. */
export function usualInAnHour({ before }: Pick<GroupRate, 'before'>, firstSeen: number, now: number): number {
  return before / Math.max(1, Math.min(week, now - hour - firstSeen) / hour)
}

/** Whether a group had ten times as many failures in the last hour as in a usual one. A group that is new has no usual rate. */
export function isRising(rate: Omit<GroupRate, 'id'>, firstSeen: number, now: number): boolean {
  const { recent, before } = rate
  return before > 0 && recent >= fewestRising && recent >= rising * usualInAnHour(rate, firstSeen, now)
}
