import { type SQL, and, sql } from 'drizzle-orm'
import type { Backend, Reading } from '../backend.ts'
import { type ExecutionFilter, executionConditions, executionShape, executionValues } from './filter.ts'
import { fieldsOf, statusesIn } from '../sql/filter.ts'
import { orderedExecutions } from './list.ts'
import { places } from './ranges.ts'
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
  /** How many were read, and when the first and the last of all started. */
  | {
      readonly fact: 'looked'
      readonly count: number
      /** 1 if the statuses are those of the executions that were read. */
      readonly amount: number
      readonly least: number | null
      readonly most: number | null
    }
  /** How long each of them took, in milliseconds and separated by commas; `null` if none has finished. */
  | { readonly fact: 'durations'; readonly name: string | null }

/** Counting of a status stops beyond this number, and no more executions are read. */
export const mostLookedAt = 10_000

const beyond = sql.raw(String(mostLookedAt + 1))

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

const stats = shapes((filter: ExecutionShape) => ({
  ...scan<StatsRow>('executions.stats', (scope) => {
    const { executions: source } = scope
    const columns = sql`
      executions.flow_id, ${source.rule.status} as status, executions.sort_at, executions.execution_id,
      ${source.durationMs} as duration, ${weight(scope)} as weight
    `
    const shape = { filter, down: true, from: false, most: mostLookedAt + 1 }
    const newest = orderedExecutions(shape, scope, { columns, joined: source.joined ?? sql`` })
    const looked = sql`
      select flow_id, status, sort_at, duration, weight
      from ${newest.from} ${newest.isOrdered ? sql`` : sql`order by ${newest.orderBy} limit ${beyond}`}
    `
    const facts = [lookedAt(filter, scope), ...statuses(filter, scope), flows, durations]
    return sql`
      with looked as materialized (${summed(looked)}) ${sql.join(facts, sql` union all `)}
    `
  }),
  lacks: lacksFor(filter),
}))

/** What every fact needs of the executions that are read: of each flow and status, in one pass. */
const summed = (executions: SQL) => sql`
  select flow_id, status, count(*) as count, sum(weight) as amount, min(sort_at) as least, max(sort_at) as most,
    string_agg(cast(${whole(sql`duration`)} as text), ',') as durations
  from (${executions}) as executions
  group by flow_id, status
`
const count = sql`coalesce(sum(count), 0)`

/** The oldest execution is among those read, or is looked up. */
function lookedAt(filter: ExecutionShape, scope: Scope): SQL {
  const { from, orderBy } = orderedExecutions({ filter, down: false, from: false, most: 1 }, scope)
  const first = sql`select executions.sort_at from ${from} order by ${orderBy} limit 1`
  const oldest = sql`case when ${count} < ${beyond} then min(least) else (${first}) end`
  const ofThese = isByStanding(filter, scope) || ofCounted(filter, scope) ? sql`0` : sql`1`
  return sql`${row('looked', { count, amount: ofThese, least: oldest, most: sql`max(most)` })} from looked`
}

/** Of a store that counts them: the counts of all executions of each status. */
function ofCounted(filter: ExecutionShape, { executions: { counted } }: Scope): SQL | undefined {
  const { statuses: asked, ...others } = filter
  return asked === '' && fieldsOf(others).length === 0 ? counted?.(beyond) : undefined
}

/** Counts by index ranges if there are some, each up to a bound; else counts the executions that were read. */
function statuses(filter: ExecutionShape, scope: Scope): SQL[] {
  const found = ofCounted(filter, scope)
  if (found) {
    const counted = row('status', { count: sql`n`, name: sql`counted.status`, amount: sql`n` })
    return [sql`${counted} from (${found}) as counted`]
  }
  if (!isByStanding(filter, scope)) {
    const counted = row('status', { count, name: sql`status`, amount: sql`sum(amount)` })
    return [sql`${counted} from looked group by status`]
  }
  const asked = statusesIn(filter)
  const conditions = executionConditions(filter, scope, ['statuses'])
  const listed = places(filter, scope).filter(({ status }) => asked.length === 0 || asked.includes(status))
  return listed.map(({ status, where: place, by }) => {
    const where = and(place, ...conditions)!
    const amount = status === 'COMPLETED' ? completedAmount(where, scope) : sql`count(*)`
    const counted = row('status', { count: sql`count(*)`, name: sql.raw(`'${status}'`), amount })
    // Without an order, Postgres reads the table for a common status. Of many flows, no index has one.
    const along = filter.flows === 'many' ? sql`` : sql`order by ${by}`
    const found = sql`select 1 from executions where ${where} ${along} limit ${beyond}`
    return sql`${counted} from (${found}) as found`
  })
}

/** How many executions the completed ones represent. Beyond the bound the newest stand for all. */
const completedAmount = (where: SQL, scope: Scope) => sql`
  case
    when count(*) < ${beyond} then (
      select sum(weight)
      from (select ${weight(scope)} as weight from executions where ${where} limit ${beyond}) as completed
    )
    else count(*) * coalesce((select ${real(sql`sum(amount)`)} / sum(count) from looked where status = 'COMPLETED'), 1)
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

/** Statistics of the executions that match a filter. */
export function executionStats(
  backend: Backend,
  filter: ExecutionFilter,
  reading: Reading,
): Promise<StatsRow[]> {
  const values = { ...executionValues(filter), now: reading.now }
  return backend.read(stats(executionShape(filter)), values, reading)
}
