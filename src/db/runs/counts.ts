import { type SQL, and, sql } from 'drizzle-orm'
import type { Backend, Reading } from '../backend.ts'
import { type RunFilter, runConditions, runShape, runValues } from './filter.ts'
import { statusesIn } from '../sql/filter.ts'
import { runsOf } from './walks.ts'
import { scan, shapes } from '../sql/statement.ts'
import { isFresh } from '../status/run.ts'
import type { RunStatus } from '../statuses.ts'
import type { Scope } from '../sql/scope.ts'
import type { RunShape } from './filter.ts'
import { staleRanges } from './ranges.ts'

export interface StatusCount {
  readonly status: RunStatus
  readonly count: number
}

export interface CappedCount extends StatusCount {
  /** 1 if counting was stopped: there may be more. */
  readonly stopped: number
}

/** The index ranges in which the runs of each status are. */
function places(scope: Scope): { status: RunStatus; where: SQL }[] {
  const open = sql`runs.end_ok is null`
  const silent = [...staleRanges(scope), sql`${open} and runs.heartbeat_at is null`]
  return [
    { status: 'COMPLETED', where: sql`runs.outcome = 1` },
    { status: 'FAILED', where: sql`runs.outcome = 2` },
    ...silent.map((where) => ({ status: 'FAILED' as const, where })),
    { status: 'RUNNING', where: sql`runs.outcome = 3` },
    {
      status: 'RUNNING',
      where: sql`${open} and ${isFresh({ heartbeatAt: sql`runs.heartbeat_at` }, scope.thresholds)}`,
    },
  ]
}

const counts = shapes((shape: RunShape) =>
  scan<CappedCount>('runs.counts', (scope) => {
    const asked = statusesIn(shape)
    const conditions = runConditions({ ...shape, statuses: '' }, scope)
    const { from, where } = runsOf(shape, scope)
    const limit = sql.placeholder('limit')
    if (!scope.runs.indexed) return countsByRule(scope, from, and(...where, ...conditions))
    const parts = places(scope)
      .filter(({ status }) => asked.length === 0 || asked.includes(status))
      .map(
        (place) =>
          sql`
            select ${sql.raw(`'${place.status}'`)} as status, count(*) as count
            from (select 1 from ${from} where ${and(...where, ...conditions, place.where)!} limit ${limit})
              as part
          `,
      )
    return sql`
      select status, sum(count) as count, case when sum(count) < ${limit} then 0 else 1 end as stopped
      from (${sql.join(parts, sql` union all `)}) as parts
      group by status
    `
  }),
)

/** Without an index over outcomes, the status rule is applied to as many runs as all counts together may have. */
function countsByRule(scope: Scope, from: SQL, where: SQL | undefined): SQL {
  const { status } = scope.runs.rule
  const limit = sql`cast(${sql.placeholder('limit')} as bigint)`
  const page = sql`
    select ${status} as status from ${from} ${scope.runs.joined} where ${where ?? sql`true`} limit ${limit}
  `
  const stopped = sql`(select case when count(*) < ${limit} then 0 else 1 end from page)`
  const names = sql.raw(
    `(select 'RUNNING' as status union all select 'COMPLETED' union all select 'FAILED') as names`,
  )
  return sql`
    with page as (${page})
    select names.status, count(page.status) as count, ${stopped} as stopped
    from ${names}
    left join page on page.status = names.status
    group by names.status
  `
}

/** How many runs of each status match a filter. Counting stops soon after `cap`. */
export function countRuns(
  backend: Backend,
  filter: RunFilter,
  cap: number,
  reading: Reading,
): Promise<CappedCount[]> {
  const values = { ...runValues(filter), limit: cap + 1, now: reading.now }
  return backend.read(counts(runShape(filter)), values, reading)
}
