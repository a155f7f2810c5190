import { type SQL, and, sql } from 'drizzle-orm'
import { type Backend, type Reading, fromBackend } from '../backend.ts'
import { type ExecutionFilter, executionShape, executionValues, joinedForExecutions } from './filter.ts'
import { type ExecutionRow, shownExecution } from './rows.ts'
import type { Reach } from './walk.ts'
import { isHeld, lacksFor, mostCandidates, walksOf } from './walks.ts'
import { type Page, type Position, mostFor } from '../sql/page.ts'
import { eachOf } from '../sql/select.ts'
import { pages, scan, shapes } from '../sql/statement.ts'
import { directed, executionsByStart } from '../sql/orders.ts'
import { firstOfWalks } from '../sql/walks.ts'
import type { Scope } from '../sql/scope.ts'
import type { ExecutionShape } from './filter.ts'

interface ListShape extends Reach {
  /** Written into the statement, so that a plan for all parameters knows that few rows are wanted. */
  readonly most: number
}

const list = shapes((shape: ListShape) => ({
  ...(isHeld(shape.filter) ? pages : scan)<ExecutionRow>('executions.list', (scope) => {
    const { from, orderBy } = orderedExecutions(shape, scope)
    const joined = scope.executions.joined ?? sql``
    return sql`
      select ${shownExecution(scope)}
      from ${from} ${joined}
      order by ${orderBy}
      limit ${sql.placeholder('limit')}
    `
  }),
  lacks: lacksFor(shape.filter),
}))

/** What is selected of executions, and the joins that it needs. */
interface Selected {
  readonly columns: SQL
  readonly joined: SQL
}

/**
 * A table expression called `executions`, its order, and whether it is in this order already. Each walk gives its first
 * rows, which include the first of all.
 */
export function orderedExecutions(shape: ListShape, scope: Scope, selected?: Selected) {
  const { columns, joined } = selected ?? {
    columns: sql`executions.*`,
    joined: joinedForExecutions(shape.filter, scope),
  }
  const { down, most } = shape
  const walks = walksOf(shape, scope).map(({ within, conditions, ...walk }) => ({
    ...walk,
    where: [...within, ...conditions],
  }))
  return {
    from: firstOfWalks(walks, { table: 'executions', columns, joined, down, most }),
    orderBy: directed(executionsByStart, down),
    isOrdered: walks.length === 1,
  }
}

/** All executions that match a filter, by start. */
export interface ExecutionList {
  readonly filter: ExecutionFilter
  readonly descending: boolean
}

/** A page of a list of executions. Positions are `sortAt` and `id`. */
export async function listExecutions(
  backend: Backend,
  { filter, descending }: ExecutionList,
  page: Page,
  reading: Reading,
): Promise<ExecutionRow[]> {
  const down = descending !== page.backward
  const from = page.from && withinTime(page.from, filter, down)
  const shape = {
    filter: executionShape(filter),
    down,
    from: from !== undefined,
    most: mostFor(page.limit),
  }
  const paged = { ...from, limit: page.limit, each: eachOf(page.limit), now: reading.now }
  const values = { ...executionValues(filter), ...paged }
  return fromBackend(backend, await backend.read(list(shape), values, reading))
}

/** The position, or the start of the filter's time if that is further on. */
function withinTime(
  position: Position,
  { startedFrom, startedTo }: ExecutionFilter,
  down: boolean,
): Position {
  const sortAt = Number(position['sortAt'])
  if (down)
    return startedTo !== undefined && startedTo < sortAt ? { sortAt: startedTo + 1, id: '' } : position
  return startedFrom !== undefined && startedFrom > sortAt ? { sortAt: startedFrom, id: '' } : position
}

const candidates = shapes((filter: ExecutionShape) =>
  scan<{ count: number }>('executions.candidates', (scope) => {
    // No other source has texts to search.
    if (!scope.executions.indexed) return sql`select 0 as count`
    const most = sql.raw(String(mostCandidates + 1))
    const parts = walksOf({ filter, down: true, from: false }, scope).map(
      ({ from, within, orderBy }, place) =>
        sql`
          select *
          from (
            select 1
            from ${from}
            where ${and(...within) ?? sql`true`}
            order by ${sql.join([...orderBy], sql`, `)}
            limit ${most}
          ) as ${sql.raw(`part${place}`)}
        `,
    )
    return sql`
      select count(*) as count
      from (select * from (${sql.join(parts, sql` union all `)}) as parts limit ${most}) as candidates
    `
  }),
)

/** How many executions the indexes leave for a filter to check. Counting stops beyond `mostCandidates`. */
export async function countCandidates(
  backend: Backend,
  filter: ExecutionFilter,
  reading: Reading,
): Promise<number> {
  const values = { ...executionValues(filter), now: reading.now }
  const [row] = await backend.read(candidates(executionShape(filter)), values, reading)
  return row?.count ?? 0
}
