import { type SQL, and, sql } from 'drizzle-orm'
import type { Backend, Reading } from './backend.ts'
import {
  type FilterShape,
  type RunFilter,
  filterConditions,
  filterShape,
  filterValues,
  statusesIn,
} from './runfilter.ts'
import { runsOf } from './runlist.ts'
import { type Scope, shapes, statement } from './statement.ts'
import { type RunStatus, isFresh, runStatus } from './status.ts'

export interface StatusCount {
  readonly status: RunStatus
  readonly count: number
}

/** Where the runs of a status lie, as far as an index says. */
function places(scope: Scope): { status: RunStatus; where: SQL }[] {
  const { runs } = scope.tables
  const fresh = isFresh(runs, scope)
  return [
    { status: 'COMPLETED', where: sql`${runs.outcome} = 1` },
    { status: 'FAILED', where: sql`${runs.outcome} = 2` },
    { status: 'FAILED', where: sql`${runs.outcome} = 0 and (${fresh}) is not true` },
    { status: 'RUNNING', where: sql`${runs.outcome} = 3` },
    { status: 'RUNNING', where: sql`${runs.outcome} = 0 and ${fresh}` },
  ]
}

const counts = shapes((shape: FilterShape) =>
  statement<StatusCount>((scope) => {
    const asked = statusesIn(shape)
    const conditions = filterConditions({ ...shape, statuses: '' }, scope)
    const { from, where } = runsOf(shape, scope)
    const limit = sql.placeholder('limit')
    if (scope.runs.newest.length === 0) return countsByRule(scope, and(...where, ...conditions))
    const parts = places(scope)
      .filter(({ status }) => asked.length === 0 || asked.includes(status))
      .map(
        (place) =>
          sql`select ${sql.raw(`'${place.status}'`)} as status, count(*) as count from (select 1 from ${from} where ${and(...where, ...conditions, place.where)!} limit ${limit}) as part`,
      )
    return sql`select status, sum(count) as count from (${sql.join(parts, sql` union all `)}) as parts group by status`
  }),
)

/** Where no index knows outcomes, the rule is asked of so many runs as all counts together may have. */
function countsByRule(scope: Scope, where: SQL | undefined): SQL {
  const { status } = runStatus(scope.tables.runs, scope)
  const page = sql`select ${status} as status from ${scope.runs.from} where ${where ?? sql`true`} limit ${sql.placeholder('limit')}`
  return sql`select status, count(*) as count from (${page}) as page group by status`
}

/** How many runs of each status a filter lets through. Counting stops soon after `cap`. */
export function countRuns(
  backend: Backend,
  filter: RunFilter,
  cap: number,
  reading: Reading,
): Promise<StatusCount[]> {
  const values = { ...filterValues(filter), limit: cap + 1, now: reading.now }
  return backend.read(counts(filterShape(filter)), values, reading)
}

export interface BucketCount extends StatusCount {
  readonly bucket: number
  /** Of how many runs each counted one stands for. */
  readonly weight: number
}

/** Of more runs than this a histogram reads an even sample. */
export const mostSampled = 50_000
/** Of more than this it does not tell how many there are. */
const mostCounted = 2_000_000

const histogram = shapes((shape: FilterShape) =>
  statement<BucketCount>((scope) => {
    const { from, where } = runsOf(shape, scope)
    const within = sql`runs.started_at >= ${sql.placeholder('histogramFrom')} and runs.started_at < ${sql.placeholder('histogramTo')}`
    const conditions = and(...where, ...filterConditions(shape, scope), within)!
    const { status } = runStatus(scope.tables.runs, scope)
    const most = sql.raw(String(mostSampled))
    const total = sql`select count(*) as n from (select 1 from ${from} where ${conditions} limit ${sql.raw(String(mostCounted))}) as found`
    const sample = sql`select case when n <= ${most} then 1 else (n + ${most} - 1) / ${most} end as weight from (${total}) as total`
    const bucket = sql`(runs.started_at - cast(${sql.placeholder('histogramFrom')} as bigint)) * cast(${sql.placeholder('buckets')} as bigint) / cast(${sql.placeholder('span')} as bigint)`
    const read = sql`select ${bucket} as bucket, ${status} as status from ${from} where ${conditions} and runs.number % (select weight from sample) = 0`
    return sql`with sample as (${sample}) select bucket, status, count(*) as count, (select weight from sample) as weight from (${read}) as read group by bucket, status`
  }),
)

export interface Buckets {
  readonly from: number
  readonly to: number
  readonly count: number
}

/** How many runs of each status started in each of so many equal parts of a time. */
export function runHistogram(
  backend: Backend,
  filter: RunFilter,
  { from, to, count }: Buckets,
  reading: Reading,
) {
  const values = {
    ...filterValues(filter),
    histogramFrom: from,
    histogramTo: to,
    span: to - from,
    buckets: count,
  }
  return backend.read(histogram(filterShape(filter)), { ...values, now: reading.now }, reading)
}
