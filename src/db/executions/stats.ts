import { type SQL, sql } from 'drizzle-orm'
import type { Backend, Reading } from '../backend.ts'
import { type ExecutionFilter, executionShape, executionValues } from './filter.ts'
import { orderedExecutions } from './list.ts'
import { beyond, countedBy, mostLookedAt, standings } from './standingcounts.ts'
import { isByStanding, lacksFor } from './walks.ts'
import { scan, shapes } from '../sql/statement.ts'
import type { ExecutionStatus } from '../statuses.ts'
import type { Scope } from '../sql/scope.ts'
import type { ExecutionShape } from './filter.ts'

/** Statistics of executions, one fact per row. */
export type StatsRow =
  | {
      readonly fact: 'status'
      readonly name: ExecutionStatus
      readonly count: number
      /** How many executions these represent, including those that sampling left out. */
      readonly amount: number
    }
  /** `amount` of them failed. */
  | { readonly fact: 'flow'; readonly name: string; readonly count: number; readonly amount: number }
  /** How many match, as far as they were counted, and when the first and the last of all started. */
  | {
      readonly fact: 'looked'
      /** `more`: not all were read that are to be read. */
      readonly name: 'more' | null
      readonly count: number
      /** 1 if the statuses are those of the executions that were read. */
      readonly amount: number
      readonly least: number | null
      readonly most: number | null
    }
  /** How long each of them took, in milliseconds and separated by commas; `null` if none has finished. */
  | { readonly fact: 'durations'; readonly name: string | null }

/** Of more than `mostLookedAt`, if index ranges count them, so many are read: they lie anywhere in the table. */
const mostOfMany = 2_000

/** At most this many flows are returned, the most frequent first. */
const mostFlows = 1_000

/** How many executions one represents: of a sampled flow, not all successful ones were kept. */
function weight({ executions: { rule } }: Scope): SQL {
  const rate = sql`executions.sample_rate`
  return sql`
    case when ${rate} > 0 and ${rate} < 1 and ${rule.isOneOf(['COMPLETED'])} then 1 / ${rate} else 1 end
  `
}

const whole = (value: SQL) => sql`cast(${value} as bigint)`
const real = (value: SQL) => sql`cast(${value} as double precision)`
const none = sql`null`

type Column = 'name' | 'count' | 'amount' | 'least' | 'most'

/** One row of the result. The casts are for the first one, which sets the types. */
const row = (
  fact: StatsRow['fact'],
  { name = none, count = none, amount = none, least = none, most = none }: Partial<Record<Column, SQL>>,
) =>
  sql`
    select ${sql.raw(`'${fact}'`)} as fact, cast(${name} as text) as name, ${whole(count)} as count,
      ${real(amount)} as amount, ${whole(least)} as least, ${whole(most)} as most
  `

interface StatsShape {
  readonly filter: ExecutionShape
  /** So many of the newest are read, if index ranges count those that match. */
  readonly most: number
}

const stats = shapes(({ filter, most }: StatsShape) => ({
  ...scan<StatsRow>('executions.stats', (scope) => {
    const isByRanges = isByStanding(filter, scope)
    const counted = countedBy(filter, scope)
    const first = counted && sql`counted (status, n) as materialized (${counted}),`
    const looked = summed(newest(isByRanges ? most : mostLookedAt + 1, filter, scope))
    const facts = [lookedAt(filter, scope, !counted), statuses(filter, scope, !counted), flows, durations]
    return sql`
      with ${first ?? sql``} looked as materialized (${looked}) ${sql.join(facts, sql` union all `)}
    `
  }),
  lacks: lacksFor(filter),
}))

/** So many of the newest executions that match a filter. */
function newest(most: number, filter: ExecutionShape, scope: Scope): SQL {
  const { executions: source } = scope
  const columns = sql`
    executions.flow_id, ${source.rule.status} as status, executions.sort_at, executions.execution_id,
    ${source.durationMs} as duration, ${weight(scope)} as weight
  `
  const selected = { columns, joined: source.joined ?? sql`` }
  const found = orderedExecutions({ filter, down: true, from: false, most }, scope, selected)
  const ordered = found.isOrdered ? sql`` : sql`order by ${found.orderBy} limit ${sql.raw(String(most))}`
  return sql`select flow_id, status, sort_at, duration, weight from ${found.from} ${ordered}`
}

/** What every fact needs of the executions that are read: of each flow and status, in one pass. */
const summed = (executions: SQL) => sql`
  select flow_id, status, count(*) as count, sum(weight) as amount, min(sort_at) as least, max(sort_at) as most,
    string_agg(cast(${whole(sql`duration`)} as text), ',') as durations
  from (${executions}) as executions
  group by flow_id, status
`
const count = sql`coalesce(sum(count), 0)`

/** How many match, as far as index ranges were counted. */
const matching = sql`(select coalesce(sum(n), 0) from counted)`

/** The oldest execution is among those read, or is looked up. */
function lookedAt(filter: ExecutionShape, scope: Scope, isOfThese: boolean): SQL {
  const { from, orderBy } = orderedExecutions({ filter, down: false, from: false, most: 1 }, scope)
  const first = sql`select executions.sort_at from ${from} order by ${orderBy} limit 1`
  const isByRanges = isByStanding(filter, scope)
  const isWhole = isByRanges ? sql`${count} >= ${matching}` : sql`${count} < ${beyond}`
  const facts = {
    ...(isByRanges && { name: sql`case when not (${isWhole}) and ${matching} < ${beyond} then 'more' end` }),
    count: isByRanges ? matching : count,
    amount: isOfThese ? sql`1` : sql`0`,
    least: sql`case when ${isWhole} then min(least) else (${first}) end`,
    most: sql`max(most)`,
  }
  return sql`${row('looked', facts)} from looked`
}

/** By index ranges if there are some, else of the executions that were read. */
function statuses(filter: ExecutionShape, scope: Scope, isOfThese: boolean): SQL {
  if (isOfThese) {
    const read = row('status', { count, name: sql`status`, amount: sql`sum(amount)` })
    return sql`${read} from looked group by status`
  }
  const completed = isByStanding(filter, scope)
    ? standings(filter, scope).find(({ status }) => status === 'COMPLETED')
    : undefined
  const amount = completed
    ? sql`case when status = 'COMPLETED' then ${completedAmount(completed.where, scope)} else n end`
    : sql`n`
  return sql`${row('status', { count: sql`n`, name: sql`status`, amount })} from counted`
}

/** How many executions the completed ones represent. Beyond the bound the newest stand for all. */
const completedAmount = (where: SQL, scope: Scope) => sql`
  case
    when n < ${beyond} then (
      select sum(weight)
      from (select ${weight(scope)} as weight from executions where ${where} limit ${beyond}) as completed
    )
    else n * coalesce((select ${real(sql`sum(amount)`)} / sum(count) from looked where status = 'COMPLETED'), 1)
  end
`

const failed = sql`sum(case status when 'FAILED' then count else 0 end)`
const flows = sql`
  select *
  from (
    ${row('flow', { count, name: sql`flow_id`, amount: failed })}
    from looked
    group by flow_id
    order by 3 desc, 2
    limit ${sql.raw(String(mostFlows))}
  ) as flows
`
// As one text: a row for each would take longer than to read them.
const durations = sql`${row('durations', { name: sql`string_agg(durations, ',')` })} from looked`

/** Statistics of the executions that match a filter. A few thousand are read once it is known that they are not more. */
export async function executionStats(
  backend: Backend,
  filter: ExecutionFilter,
  reading: Reading,
): Promise<StatsRow[]> {
  const values = { ...executionValues(filter), now: reading.now }
  const read = (most: number) =>
    backend.read(stats({ filter: executionShape(filter), most }), values, reading)
  const rows = await read(mostOfMany)
  const isCut = rows.some((row) => row.fact === 'looked' && row.name === 'more')
  return isCut ? read(mostLookedAt + 1) : rows
}
