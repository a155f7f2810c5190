import { type SQL, sql } from 'drizzle-orm'
import { type Backend, type Reading, fromBackend } from '../backend.ts'
import { type Page, mostFor } from '../sql/page.ts'
import { type RunFilter, type RunShape, runShape, runValues, joinedFor } from './filter.ts'
import { fieldsOf } from '../sql/filter.ts'
import { type RunOrderField, orderValue } from './order.ts'
import { noStart } from '../source/runs.ts'
import { type RunRow, shownRun } from './rows.ts'
import { pages, scan, shapes } from '../sql/statement.ts'
import { directed } from '../sql/orders.ts'
import { firstOfWalks } from '../sql/walks.ts'
import type { Scope } from '../sql/scope.ts'
import { type ListShape, runWalks } from './walks.ts'

export interface RunOrder {
  readonly field: RunOrderField
  readonly descending: boolean
}

/** All runs that match a filter, in an order. */
export interface RunList {
  readonly filter: RunFilter
  readonly order: RunOrder
}

const list = shapes((shape: ListShape) =>
  (isHeld(shape) ? pages : scan)<RunRow>('runs.list', (scope) => {
    const { from, orderBy } = orderedRuns(shape, scope)
    return sql`
      select ${shownRun(scope)}
      from ${from} ${scope.runs.joined}
      order by ${orderBy}
      limit ${sql.placeholder('limit')}
    `
  }),
)

/** The newest `limit` runs that match a filter, as a table expression called `runs`, with its order. */
export function newestRuns(filter: RunShape, scope: Scope, most = 10_001): SQL {
  const shape = { filter, order: 'STARTED', down: true, from: false, most } as const
  const { from, orderBy } = orderedRuns(shape, scope)
  return sql`${from} order by ${orderBy}`
}

/** A table expression called `runs`, and its order. Each part gives its first `limit` rows, which include the first of all. */
export function orderedRuns(shape: ListShape, scope: Scope): { from: SQL; orderBy: SQL } {
  const byRule = shape.order === 'FINISHED' || shape.order === 'DURATION'
  const joined = byRule ? scope.runs.joined : joinedFor(shape.filter, scope)
  const { down, most } = shape
  const from = firstOfWalks(runWalks(shape, scope), {
    table: 'runs',
    columns: sql`runs.*`,
    joined,
    down,
    most,
  })
  return { from, orderBy: directed(orderColumns(shape.order, scope), down) }
}

/** A page of a list of runs. Positions are `value`, `flow` and `number`. */
export async function listRuns(
  backend: Backend,
  { filter, order: { field, descending } }: RunList,
  page: Page,
  reading: Reading,
): Promise<RunRow[]> {
  const shape = {
    filter: runShape(filter),
    order: field,
    down: descending !== page.backward,
    from: page.from !== undefined,
    most: mostFor(page.limit),
  }
  const values = { ...runValues(filter), ...page.from, limit: page.limit, now: reading.now }
  return fromBackend(backend, await backend.read(list(shape), values, reading))
}

/** Whether one index covers the filter in this order. Otherwise, rows are read that are not in the list. */
function isHeld({ filter, order }: ListShape): boolean {
  const asked = fieldsOf(filter)
  if (order !== 'STARTED') return asked.length === 0
  const others = asked.filter((field) => field !== 'statuses' && field !== 'flows')
  return others.length === 0 && filter.flows !== 'many'
}

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
