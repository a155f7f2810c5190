import { type SQL, and, sql } from 'drizzle-orm'
import type { Backend, Reading } from './backend.ts'
import type { Page } from './page.ts'
import {
  type FilterShape,
  type RunFilter,
  filterConditions,
  filterShape,
  filterValues,
  statusesIn,
} from './runfilter.ts'
import { type RunOrderField, stretches } from './runorder.ts'
import type { Range } from './runsource.ts'
import { type RunRow, namedRuns, shownRun } from './runs.ts'
import { type Scope, shapes, statement } from './statement.ts'

export interface RunOrder {
  readonly field: RunOrderField
  readonly descending: boolean
}

interface ListShape {
  readonly filter: FilterShape
  readonly order: RunOrderField
  readonly down: boolean
  readonly from: boolean
}

/** One ordered and limited part of a list. */
interface Arm {
  readonly from: SQL
  readonly where: readonly (SQL | undefined)[]
  /** The order of the index it walks. */
  readonly orderBy: readonly SQL[]
}

const list = shapes((shape: ListShape) =>
  statement<RunRow>((scope) => {
    const ordered = orderedRuns(shape, scope)
    return sql`select ${shownRun(scope)} from ${ordered} limit ${sql.placeholder('limit')}`
  }),
)

/** The newest `limit` runs that a filter lets through, as a table expression called `runs` with its order. */
export const newestRuns = (filter: FilterShape, scope: Scope): SQL =>
  orderedRuns({ filter, order: 'STARTED', down: true, from: false }, scope)

/** `(…) as runs order by …`: each part gives its first `limit`, among which the first of all are. */
function orderedRuns(shape: ListShape, scope: Scope): SQL {
  const parts = arms(shape, scope).map(({ from, where, orderBy }, index) => {
    const conditions = and(...where) ?? sql`true`
    const part = sql`select runs.* from ${from} where ${conditions} order by ${directed(orderBy, shape)} limit ${sql.placeholder('limit')}`
    return sql`select * from (${part}) as ${sql.raw(`part${index}`)}`
  })
  const order = directed(orderColumns(shape.order, scope), shape)
  return sql`(${sql.join(parts, sql` union all `)}) as runs order by ${order}`
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
  }
  const values = { ...filterValues(filter), ...page.from, limit: page.limit, now: reading.now }
  return namedRuns(backend, await backend.read(list(shape), values, reading))
}

function arms(shape: ListShape, scope: Scope): Arm[] {
  if (shape.order === 'STARTED') return startedArms(shape, scope)
  const conditions = filterConditions(shape.filter, scope)
  const columns = orderColumns(shape.order, scope)
  if (shape.order === 'FLOW') {
    const beyond = shape.from ? keysetAfter(columns, ['flow', 'number'], shape) : undefined
    return [{ from: scope.runs.from, where: [...conditions, beyond], orderBy: columns }]
  }
  const { flow, number } = scope.tables.runs
  return stretches(shape.order, scope).map(({ value, where, constant }) => {
    const key = constant ? [sql`${flow}`, sql`${number}`] : [value, sql`${flow}`, sql`${number}`]
    const beyond = !shape.from
      ? undefined
      : constant
        ? afterConstant(value, key, shape)
        : keysetAfter(key, names, shape)
    return { from: scope.runs.from, where: [...conditions, where, beyond], orderBy: key }
  })
}

const names = ['value', 'flow', 'number']

/** The runs that a filter can let through, as far as a tag narrows them down. */
export function runsOf({ allTags, anyTags }: FilterShape, { runs: { tags, from } }: Scope) {
  if (allTags === undefined && anyTags !== 'one') return { from, where: [] }
  const joined = sql`${tags} join ${from} on runs.flow_id = run_tags.flow_id and runs.number = run_tags.number`
  return { from: joined, where: [sql`run_tags.tag = ${sql.placeholder('tag')}`] }
}

/** Newest first: along the tag asked for, along the ranges of the statuses asked for, or along all runs. */
function startedArms(shape: ListShape, scope: Scope): Arm[] {
  const { from, where } = runsOf(shape.filter, scope)
  const conditions = filterConditions(shape.filter, scope)
  const order = [sql`runs.started_at`, sql`runs.flow_id`, sql`runs.number`]
  const beyond = (columns: readonly SQL[]) => (shape.from ? keysetAfter(columns, names, shape) : undefined)
  if (where.length > 0) {
    const tagged = [sql`run_tags.started_at`, sql`run_tags.flow_id`, sql`run_tags.number`]
    return [{ from, where: [...where, ...conditions, beyond(tagged)], orderBy: tagged }]
  }
  const statuses = statusesIn(shape.filter)
  const ranges = statuses.length === 0 ? [] : scope.runs.ranges(statuses, scope)
  if (ranges.length === 0) return [{ from, where: [...conditions, beyond(order)], orderBy: order }]
  return ranges.map((range) => rangeArm(range, shape, scope, [...conditions, beyond(order)], order))
}

function rangeArm(
  range: Range,
  shape: ListShape,
  { runs: source }: Scope,
  where: readonly (SQL | undefined)[],
  order: readonly SQL[],
): Arm {
  const from = range.from ?? source.from
  const guarded = [...where, range.when]
  if (range.outcome === undefined) return { from, where: guarded, orderBy: order }
  const outcome = sql.raw(String(range.outcome))
  if (shape.filter['flows'] !== 'one') {
    return { from, where: [...guarded, sql`runs.outcome = ${outcome}`], orderBy: order }
  }
  // As a range of rows: by two equalities Postgres walks another index when a flow has none of that outcome.
  const bound = (sign: string) =>
    sql`(runs.flow_id, runs.outcome) ${sql.raw(sign)} (${sql.placeholder('flow')}, ${outcome})`
  const along = [sql`runs.flow_id`, sql`runs.outcome`, sql`runs.started_at`, sql`runs.number`]
  return { from, where: [...guarded, bound('>='), bound('<=')], orderBy: along }
}

function orderColumns(order: RunOrderField, scope: Scope): SQL[] {
  const key = [sql`runs.flow_id`, sql`runs.number`]
  if (order === 'FLOW') return key
  if (order === 'STARTED') return [sql`runs.started_at`, ...key]
  const parts = stretches(order, scope).map(({ value, where }) => sql`when ${where} then ${value}`)
  return [sql`case ${sql.join(parts, sql` `)} end`, ...key]
}

const directed = (columns: readonly SQL[], { down }: ListShape) =>
  sql.join(
    columns.map((column) => sql`${column} ${sql.raw(down ? 'desc' : 'asc')}`),
    sql`, `,
  )

/** `(a, b) < (:a, :b)`: beyond the position in the direction of reading. */
function keysetAfter(columns: readonly SQL[], parameters: readonly string[], { down }: ListShape): SQL {
  const position = parameters.map((name) => sql.placeholder(name))
  return sql`(${sql.join([...columns], sql`, `)}) ${sql.raw(down ? '<' : '>')} (${sql.join(position, sql`, `)})`
}

/** The same where all runs have one value: decided by it, and at a tie by the key. */
function afterConstant(value: SQL, key: readonly SQL[], shape: ListShape): SQL {
  const at = sql`cast(${sql.placeholder('value')} as bigint)`
  const sign = sql.raw(shape.down ? '<' : '>')
  return sql`(${value} ${sign} ${at} or (${value} = ${at} and ${keysetAfter(key, ['flow', 'number'], shape)}))`
}
