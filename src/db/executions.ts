import { type SQL, sql } from 'drizzle-orm'
import type { Backend, Reading } from './backend.ts'
import {
  type Order,
  type Page,
  type Shape,
  keyset,
  pagePerParent,
  readPages,
  shapeOf,
  type ExecutionKey,
} from './page.ts'
import { as, fields } from './select.ts'
import { type Scope, shapes, statement } from './statement.ts'
import { type ExecutionStatus, type StatusReason, executionFinishedAt, executionStatus } from './status.ts'
import type { Tables } from './tables.ts'

type Stored = Tables['executions']['$inferSelect']
/** Columns that only the status rule reads. */
type Register = 'verdict' | 'verdictAt' | 'verdictId' | 'state' | 'attemptAt' | 'staleAt'

export interface ExecutionRow extends Omit<Stored, Register> {
  readonly backend: string
  readonly status: ExecutionStatus
  readonly statusReason: StatusReason
}

/** What a list shows of an execution. Payloads and DAGs are in other tables and never read here. */
export function shownExecution({ tables: { executions: e } }: Scope): SQL {
  const { status, reason } = executionStatus(e)
  const stored = fields(e, 'finishedAt', 'verdict', 'verdictAt', 'verdictId', 'state', 'attemptAt', 'staleAt')
  const computed = [
    as(executionFinishedAt(e), 'finishedAt'),
    as(status, 'status'),
    as(reason, 'statusReason'),
  ]
  return sql.join([stored, ...computed], sql`, `)
}

const byIds = statement<ExecutionRow>((scope) => {
  const { executions } = scope.tables
  return sql`select ${shownExecution(scope)} from ${executions} where ${scope.dialect.isIn(executions.id, 'ids')}`
})

/** Those of the executions that the backend knows, in no order. */
export async function executionsByIds(
  backend: Backend,
  ids: readonly string[],
  reading: Reading,
): Promise<ExecutionRow[]> {
  return namedExecutions(backend, await backend.read(byIds, { ids, now: reading.now }, reading))
}

const sortOrder = ({ tables: { executions: e } }: Scope, descending: boolean): Order => ({
  by: { sortAt: e.sortAt, id: e.id },
  descending,
})

const newest = shapes((shape: Shape) =>
  statement<ExecutionRow>((scope) => {
    const { beyond, orderBy } = keyset(sortOrder(scope, true), shape)
    const where = beyond ? sql`where ${beyond}` : sql``
    return sql`select ${shownExecution(scope)} from ${scope.tables.executions} ${where} order by ${orderBy} limit ${sql.placeholder('limit')}`
  }),
)

/** Executions newest first. Positions are `sortAt` and `id`. */
export async function newestExecutions(
  backend: Backend,
  page: Page,
  reading: Reading,
): Promise<ExecutionRow[]> {
  const values = { ...page.from, limit: page.limit, now: reading.now }
  return namedExecutions(backend, await backend.read(newest(shapeOf(page)), values, reading))
}

const children = pagePerParent<ExecutionRow>((scope) => {
  const { executions } = scope.tables
  return {
    table: executions,
    parent: { id: executions.parentId },
    order: sortOrder(scope, false),
    fields: shownExecution(scope),
  }
})

/** The children of each parent, oldest first. Positions are `sortAt` and `id`. */
export async function childrenOf(
  backend: Backend,
  parents: readonly ExecutionKey[],
  page: Page,
  rows: number,
  reading: Reading,
): Promise<ExecutionRow[]> {
  return namedExecutions(backend, await readPages(children, backend, parents, page, rows, reading))
}

/** Rows know where they came from. Set in place: a poll makes hundreds of them. */
export function namedExecutions(backend: Backend, rows: ExecutionRow[]): ExecutionRow[] {
  for (const row of rows) (row as { backend: string }).backend = backend.name
  return rows
}
