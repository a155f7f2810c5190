import { type SQL, and, sql } from 'drizzle-orm'
import type { Backend, Reading } from '../backend.ts'
import { type Page, mostFor } from '../sql/page.ts'
import {
  type RunFilter,
  filterConditions,
  filterShape,
  filterValues,
  joinedFor,
  statusesIn,
} from './filter.ts'
import { type RunOrderField, orderValue, stretches } from './order.ts'
import { noStart } from '../source/runs.ts'
import { type RowRange, rowRange } from '../sql/rowrange.ts'
import { type RunRow, namedRuns, shownRun } from './rows.ts'
import { scan, shapes, statement } from '../sql/statement.ts'
import { runStatus } from '../status/status.ts'
import type { Scope } from '../sql/scope.ts'
import type { FilterShape } from '../sql/filter.ts'
import { type Range, rangesOf } from './ranges.ts'

export interface RunOrder {
  readonly field: RunOrderField
  readonly descending: boolean
}

interface ListShape {
  readonly filter: FilterShape
  readonly order: RunOrderField
  readonly down: boolean
  readonly from: boolean
  /** Written into the statement, so that a plan that serves all parameters knows that few rows are wanted. */
  readonly most: number
}

/** One ordered and limited part of a list. */
interface Arm {
  readonly from: SQL
  readonly where: readonly (SQL | undefined)[]
  /** The order of the index it walks. */
  readonly orderBy: readonly SQL[]
}

const list = shapes((shape: ListShape) =>
  (isHeld(shape) ? statement : scan)<RunRow>((scope) => {
    const { from, orderBy } = orderedRuns(shape, scope)
    return sql`select ${shownRun(scope)} from ${from} ${scope.runs.joined} order by ${orderBy} limit ${sql.placeholder('limit')}`
  }),
)

/** The newest `limit` runs that a filter lets through, as a table expression called `runs` with its order. */
export function newestRuns(filter: FilterShape, scope: Scope): SQL {
  const shape = { filter, order: 'STARTED', down: true, from: false, most: 10_001 } as const
  const { from, orderBy } = orderedRuns(shape, scope)
  return sql`${from} order by ${orderBy}`
}

/** A table expression called `runs`, and its order: each part gives its first `limit`, among which the first of all are. */
function orderedRuns(shape: ListShape, scope: Scope): { from: SQL; orderBy: SQL } {
  const byRule = shape.order === 'FINISHED' || shape.order === 'DURATION'
  const joined = byRule ? scope.runs.joined : joinedFor(shape.filter, scope)
  const limit = sql.raw(String(shape.most))
  const parts = arms(shape, scope).map(({ from, where, orderBy }, index) => {
    const conditions = and(...where) ?? sql`true`
    const part = sql`select runs.* from ${from} ${joined} where ${conditions} order by ${directed(orderBy, shape)} limit ${limit}`
    return sql`select * from (${part}) as ${sql.raw(`part${index}`)}`
  })
  const from = sql`(${sql.join(parts, sql` union all `)}) as runs`
  return { from, orderBy: directed(orderColumns(shape.order, scope), shape) }
}

/** A page of the runs that a filter lets through. Positions are `value`, `flow` and `number`. */
export async function listRuns(
  backend: Backend,
  filter: RunFilter,
  { field, descending }: RunOrder,
  page: Page,
  reading: Reading,
): Promise<RunRow[]> {
  const shape = {
    filter: filterShape(filter),
    order: field,
    down: descending !== page.backward,
    from: page.from !== undefined,
    most: mostFor(page.limit),
  }
  const values = { ...filterValues(filter), ...page.from, limit: page.limit, now: reading.now }
  return namedRuns(backend, await backend.read(list(shape), values, reading))
}

/** Whether one index holds all that a filter asks for in this order. Else rows are looked at that are no part of the list. */
function isHeld({ filter, order }: ListShape): boolean {
  const asked = Object.keys(filter).filter((field) => Boolean(filter[field]))
  if (order !== 'STARTED') return asked.length === 0
  const others = asked.filter((field) => field !== 'statuses' && field !== 'flows')
  return others.length === 0 && filter['flows'] !== 'many'
}

function arms(shape: ListShape, scope: Scope): Arm[] {
  if (shape.order === 'STARTED') return startedArms(shape, scope)
  const conditions = filterConditions(shape.filter, scope)
  const { from, flowOrder } = scope.runs
  const key = [flowOrder, sql`runs.number`]
  if (shape.order === 'FLOW')
    return [arm(from, conditions, rowRange([], key, position(['flow', 'number'], shape), shape.down))]
  return stretches(shape.order, scope).map(({ column, offset, range, where }) => {
    const rule = range && runStatus(scope.runs.facts, scope).isOneOf(['RUNNING'])
    const rows = rowRange(sharedBy(range), [column, ...key], position(names, shape, offset), shape.down)
    const isPart = range && 'from' in range
    return arm(
      isPart ? range.from : from,
      [...conditions, where, isPart ? range.where : undefined, rule],
      rows,
    )
  })
}

const arm = (from: SQL, where: readonly (SQL | undefined)[], rows: RowRange): Arm => ({
  from,
  where: [...where, ...rows.where],
  orderBy: rows.orderBy,
})

const names = ['value', 'flow', 'number']

/** The runs that a filter can let through, as far as a tag narrows them down. */
export function runsOf({ allTags, anyTags }: FilterShape, { runs: { byTag, from } }: Scope) {
  if (byTag === undefined || (allTags === undefined && anyTags !== 'one')) return { from, where: [] }
  return { from: byTag, where: [sql`run_tags.tag = ${sql.placeholder('tag')}`] }
}

/** Newest first: along the tag asked for, along the flow or the ranges of the statuses, or along all runs. */
function startedArms(shape: ListShape, scope: Scope): Arm[] {
  const { from, where } = runsOf(shape.filter, scope)
  const conditions = filterConditions(shape.filter, scope)
  const rows = (key: readonly SQL[]) => rowRange([], key, position(names, shape), shape.down)
  if (where.length > 0) {
    const tagged = [sql`run_tags.started_at`, sql`run_tags.flow_id`, sql`run_tags.number`]
    return [arm(from, [...where, ...conditions], rows(tagged))]
  }
  const { indexed, isDated, flowOrder } = scope.runs
  const isOfOne = indexed && shape.filter['flows'] === 'one'
  const flow = isOfOne ? sql`${sql.placeholder('ofFlow')}` : undefined
  const ranges = rangesOf(statusesIn(shape.filter), scope, flow)
  const key = [flowOrder, sql`runs.number`]
  if (ranges.length > 0 || flow) return rangeArms(ranges, flow, shape, scope)
  const dated = arm(from, [...conditions, isDated], rows([sql`runs.started_at`, ...key]))
  if (isDated === undefined) return [dated]
  const undated = [sql`cast(${sql.raw(String(noStart))} as bigint)`, ...key]
  return [dated, arm(from, [...conditions, sql`not (${isDated})`], rows(undated))]
}

/** Along each of the ranges; without one, along the whole flow. */
function rangeArms(ranges: readonly Range[], flow: SQL | undefined, shape: ListShape, scope: Scope): Arm[] {
  const { flows: _, ...others } = shape.filter
  const conditions = filterConditions(flow ? others : shape.filter, scope)
  const order = [sql`runs.started_at`, sql`runs.flow_id`, sql`runs.number`]
  return (ranges.length > 0 ? ranges : [undefined]).map((range) => {
    if (range && 'from' in range) {
      const rows = rowRange([], order, position(names, shape), shape.down)
      return arm(range.from, [...conditions, range.where], rows)
    }
    if (!flow) {
      const rows = rowRange(sharedBy(range), order, position(names, shape), shape.down)
      return arm(scope.runs.from, conditions, rows)
    }
    // All are of one flow: behind the start, the number alone decides.
    const shared = [[sql`runs.flow_id`, range?.flow ?? flow] as const, ...sharedBy(range)]
    const key = [sql`runs.started_at`, sql`runs.number`]
    const rows = rowRange(shared, key, position(['value', 'number'], shape), shape.down)
    return arm(scope.runs.from, conditions, rows)
  })
}

const sharedBy = (range: Range | undefined) =>
  range && 'outcome' in range ? [[sql`runs.outcome`, range.outcome] as const] : []

function orderColumns(order: RunOrderField, scope: Scope): SQL[] {
  const { flowOrder, isDated } = scope.runs
  const key = [flowOrder, sql`runs.number`]
  if (order === 'FLOW') return key
  if (order === 'STARTED') {
    const startedAt = sql`runs.started_at`
    const undated = sql.raw(String(noStart))
    return [isDated ? sql`case when ${isDated} then ${startedAt} else ${undated} end` : startedAt, ...key]
  }
  return [orderValue(order, scope), ...key]
}

const directed = (columns: readonly SQL[], { down }: ListShape) =>
  sql.join(
    columns.map((column) => sql`${column} ${sql.raw(down ? 'desc' : 'asc')}`),
    sql`, `,
  )

/** The values of a position, if the page starts at one. */
function position(
  parameters: readonly string[],
  { from }: ListShape,
  offset = 0,
): readonly SQL[] | undefined {
  if (!from) return undefined
  return parameters.map((name) => {
    const value = sql`${sql.placeholder(name)}`
    if (name === 'flow') return value
    // Cast, because beside a column of fewer bits Postgres would take it for one of these. As a difference even of
    // nothing, because a bare cast has an affinity, for which SQLite would use the first column of the index alone.
    return sql`cast(${value} as bigint) - ${sql.raw(String(name === 'value' ? offset : 0))}`
  })
}
