import { type Column, type SQL, and, sql } from 'drizzle-orm'
import type { Backend, Reading } from '../backend.ts'
import { statusesIn } from '../sql/filter.ts'
import type { Scope } from '../sql/scope.ts'
import { scan, shapes } from '../sql/statement.ts'
import { isFresh } from '../status/run.ts'
import type { RunStatus } from '../statuses.ts'
import type { StatusCount } from './counts.ts'
import {
  type RunFilter,
  type RunShape,
  everyRunStatus,
  joinedFor,
  runConditions,
  runShape,
  runValues,
} from './filter.ts'
import { type Buckets, hoursOf, spansOf } from './hours.ts'
import { roughly } from '../sql/starts.ts'
import { runsOf } from './walks.ts'

export interface BucketCount extends StatusCount {
  readonly bucket: number
  /** How many runs each counted one stands for. */
  readonly weight: number
}

/** Of more runs than this, a histogram reads an even sample, unless it may read the counts of hours. */
const mostSampled = 50_000

/** Runs beyond this number are not counted. */
const mostCounted = 2_000_000

const histogram = shapes(({ isByHour, ...shape }: RunShape & { readonly isByHour: boolean }) =>
  scan<BucketCount>('runs.histogram', (scope) =>
    isByHour && scope.runs.hours ? fromHours(shape, scope) : fromSample(shape, scope),
  ),
)

const at = (parameter: string) => sql`cast(${sql.placeholder(parameter)} as bigint)`

/** The bucket of a run by its start. */
const bucket = sql`(runs.started_at - ${at('histogramFrom')}) * ${at('buckets')} / ${at('span')}`

function fromSample(shape: RunShape, scope: Scope): SQL {
  const { from, where } = runsOf(shape, scope)
  const within = sql`
    runs.started_at >= ${sql.placeholder('histogramFrom')}
      and runs.started_at < ${sql.placeholder('histogramTo')}
  `
  const { joined, rule, starts } = scope.runs
  const stretch = { least: at('histogramFrom'), most: at('histogramTo') }
  const roughBounds = starts ? roughly(starts, stretch) : []
  const conditions = and(...where, ...runConditions(shape, scope), within, ...roughBounds)!
  const most = sql.raw(String(mostSampled))
  const total = sql`
    select count(*) as n
    from (
      select 1
      from ${from} ${joinedFor(shape, scope)}
      where ${conditions}
      limit ${sql.raw(String(mostCounted))}
    ) as found
  `
  const sample = sql`
    select case when n <= ${most} then 1 else (n + ${most} - 1) / ${most} end as weight
    from (${total}) as total
  `
  const read = sql`
    select ${bucket} as bucket, ${rule.status} as status
    from ${from} ${joined}
    where ${conditions} and ${lot} % (select weight from sample) = 0
  `
  return sql`
    with sample as (${sample})
    select bucket, status, count(*) as count, (select weight from sample) as weight
    from (${read}) as read
    group by bucket, status
  `
}

/** A number for each run, from its start and its own number: neither alone is spread evenly. */
const lot = sql.raw(
  '((runs.started_at % 1000003) * 7919 + (runs.number % 1000003) * cast(104729 as bigint)) % 1000003',
)

/** Outcomes by what they say of the status without the clock. Open runs are FAILED, unless their heartbeat is fresh. */
const outcomes: readonly { readonly outcome: number; readonly status: RunStatus }[] = [
  { outcome: 0, status: 'FAILED' },
  { outcome: 1, status: 'COMPLETED' },
  { outcome: 2, status: 'FAILED' },
  { outcome: 3, status: 'RUNNING' },
]

/**
 * Whole hours from their counts, the pieces of others from an index, and the live runs from another: some thousand rows,
 * however many runs there are.
 */
function fromHours({ flows, statuses }: RunShape, scope: Scope): SQL {
  const asked = statusesIn<RunStatus>({ statuses })
  const wanted = asked.length === 0 ? everyRunStatus : asked
  const own = outcomes.filter(({ status }) => wanted.includes(status))
  const named = sql.join(
    own.map(({ outcome, status }) => sql.raw(`when ${outcome} then '${status}'`)),
    sql` `,
  )
  const parts = [
    sql`select bucket, outcome, runs from whole_hours`,
    sql`select bucket, outcome, runs from parts where bucket is not null`,
    sql`select instead as bucket, outcome, -runs as runs from parts where instead is not null`,
  ].map((part) => sql`select bucket, case outcome ${named} end as status, runs from (${part}) as counted`)
  if (wanted.includes('RUNNING')) parts.push(sql`select bucket, 'RUNNING' as status, runs from live`)
  if (wanted.includes('FAILED')) parts.push(sql`select bucket, 'FAILED' as status, -runs from live`)
  return sql`
    with whole_hours as (${wholeHours(flows, own, scope)}),
      parts as (${pieces(flows, own, scope)}),
      live as (${liveRuns(flows, scope)})
    select bucket, status, sum(runs) as count, 1 as weight
    from (${sql.join(parts, sql` union all `)}) as counted
    group by bucket, status
    having sum(runs) <> 0
  `
}

type Outcomes = readonly { readonly outcome: number }[]

const isOneOfFlows = (flows: RunShape['flows'], column: Column, { dialect }: Scope): SQL | undefined =>
  flows === undefined
    ? undefined
    : flows === 'one'
      ? sql`${column} = ${sql.placeholder('ofFlow')}`
      : dialect.isIn(column, 'flows')

/** Each row of these parameters with each outcome. A sum of its own reads one range of an index, whatever a planner expects. */
function withOutcomes(name: string, columns: readonly string[], own: Outcomes, { dialect }: Scope): SQL {
  const types = Object.fromEntries(columns.map((column) => [column, 'bigint' as const]))
  const each = own.map(({ outcome }) => sql.raw(`select ${outcome} as outcome`))
  return sql`${dialect.rows(name, types)} cross join (${sql.join(each, sql` union all `)}) as outcomes`
}

/** From the counts, and the changes that are not yet in them. */
function wholeHours(flows: RunShape['flows'], own: Outcomes, scope: Scope): SQL {
  const { runHours, flowHours, hourChanges } = scope.tables
  const sumOf = (hours: typeof runHours | typeof flowHours | typeof hourChanges) => {
    const flow = 'flow' in hours ? isOneOfFlows(flows, hours.flow, scope) : undefined
    const range = sql`${hours.hour} >= whole."from" and ${hours.hour} < whole."to"`
    const where = and(flow, sql`${hours.outcome} = outcomes.outcome`, range)!
    return sql`coalesce((select sum(${hours.runs}) from ${hours} where ${where}), 0)`
  }
  return sql`
    select whole.bucket, outcomes.outcome,
      ${sumOf(flows === undefined ? runHours : flowHours)} + ${sumOf(hourChanges)} as runs
    from ${withOutcomes('whole', ['from', 'to', 'bucket'], own, scope)}
  `
}

/** What is counted for the bucket of a piece is not for that of its hour. */
function pieces(flows: RunShape['flows'], own: Outcomes, scope: Scope): SQL {
  const { runs: r } = scope.tables
  const conditions = and(
    isOneOfFlows(flows, r.flow, scope),
    sql`${r.outcome} = outcomes.outcome and ${r.startedAt} >= pieces."from" and ${r.startedAt} < pieces."to"`,
  )!
  return sql`
    select pieces.bucket, pieces.instead, outcomes.outcome,
      (select count(*) from ${r} where ${conditions}) as runs
    from ${withOutcomes('pieces', ['from', 'to', 'bucket', 'instead'], own, scope)}
  `
}

/** One range of an index for each bucket: grouping all live runs by theirs would sort them. Those of flows are fewer. */
function liveRuns(flows: RunShape['flows'], scope: Scope): SQL {
  const { flow, startedAt, heartbeatAt } = scope.tables.runs
  const isLive = [sql`runs.end_ok is null`, isFresh({ heartbeatAt }, scope.thresholds)]
  const ofFlow = isOneOfFlows(flows, flow, scope)
  if (ofFlow) {
    // Only an index is read: the start is no range of another one here.
    const within = sql`${startedAt} + 0 >= ${at('histogramFrom')} and ${startedAt} + 0 < ${at('histogramTo')}`
    return sql`
      select ${bucket} as bucket, count(*) as runs from runs where ${and(...isLive, ofFlow, within)!} group by 1
    `
  }
  const within = sql`${startedAt} >= spans."from" and ${startedAt} < spans."to"`
  const spans = scope.dialect.rows('spans', { from: 'bigint', to: 'bigint', bucket: 'bigint' })
  return sql`
    select spans.bucket, (select count(*) from runs where ${and(...isLive, within)!}) as runs
    from ${spans}
  `
}

const ofHours: ReadonlySet<string> = new Set<keyof RunFilter>([
  'flows',
  'statuses',
  'startedFrom',
  'startedTo',
])

/** Whether the counts of hours tell all that the filter asks. */
const isByHour = (filter: RunFilter, { from, to }: Buckets): boolean =>
  Object.entries(filter).every(([name, value]) => value === undefined || ofHours.has(name)) &&
  (filter.startedFrom ?? from) <= from &&
  (filter.startedTo ?? to) >= to - 1

/** How many runs of each status started in each of the buckets. */
export function runHistogram(backend: Backend, filter: RunFilter, buckets: Buckets, reading: Reading) {
  const { from, to, count } = buckets
  const byHour = isByHour(filter, buckets)
  const values = {
    ...runValues(filter),
    ...(byHour && { ...hoursOf(buckets), spans: spansOf(buckets) }),
    histogramFrom: from,
    histogramTo: to,
    span: to - from,
    buckets: count,
    now: reading.now,
  }
  return backend.read(histogram({ ...runShape(filter), isByHour: byHour }), values, reading)
}
