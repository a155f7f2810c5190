import { type SQL, sql } from 'drizzle-orm'
import { type Backend, type FromBackend, type Reading, fromBackend } from '../backend.ts'
import { type ExecutionKey, type Order, type ReadPages, named, pagePerParent, pagesBy } from '../sql/page.ts'
import { eachOf, shownOf, unlessLong } from '../sql/select.ts'
import { registers } from '../source/columns.ts'
import { type UnderRun, runParent, underRun } from '../source/ofrun.ts'
import { pages, scan, shapes, statement } from '../sql/statement.ts'
import type { Tables } from '../tables/tables.ts'
import type { ExecutionStatus, StatusReason } from '../statuses.ts'
import type { Scope } from '../sql/scope.ts'
import { type RunKey, keysOf } from '../runs/rows.ts'

const executions = shapes((statuses: readonly ExecutionStatus[]) =>
  pagePerParent<ExecutionRow>(
    'executions.executions',
    { each: 'parents' },
    (scope: Scope) => {
      const { executions: e } = scope.tables
      const { from, joined, rule } = scope.executions
      return {
        ...executionList(scope),
        fields: underRun(shownExecution(scope), scope),
        parent: runParent(scope),
        order: { by: { sortAt: e.sortAt, id: e.id }, descending: false },
        ...(statuses.length > 0 && {
          from: joined ? sql`${from} ${joined}` : from,
          where: rule.isOneOf(statuses),
        }),
      }
    },
    statuses.length > 0 ? scan : statement,
  ),
)

/** The executions of each run that have one of the statuses, oldest first. An empty list means any status. */
export function executionsOf(statuses: readonly ExecutionStatus[]): ReadPages<RunKey, ExecutionRow> {
  const read = pagesBy(executions(statuses))
  return (backend, runs, page, reading) => read(backend, keysOf(runs), page, reading)
}

type Stored = Tables['executions']['$inferSelect']

type Register = (typeof registers.executions)[number]

/** `error` is omitted if it is too long for a list. */
export interface ExecutionRow extends Omit<Stored, Register>, FromBackend, UnderRun {
  readonly durationMs: number | null
  readonly status: ExecutionStatus
  readonly statusReason: StatusReason
  /** What names its run, if it does not know the number of it. */
  readonly runRef?: string | null
}

/** The columns of an execution in a list. Payloads and DAGs are in other tables and never read here. */
export function shownExecution({ tables: { executions: e }, executions: source }: Scope): SQL {
  const { shown, rule, finishedAt, durationMs, ofRun } = source
  return shownOf(e, registers.executions, {
    error: unlessLong(e.error),
    ...shown,
    finishedAt,
    durationMs,
    status: rule.status,
    statusReason: rule.reason,
    ...(ofRun && { runRef: ofRun.ref }),
  })
}

/** A list of executions for each of many parents. */
export function executionList(scope: Scope) {
  const { from, joined } = scope.executions
  return { table: scope.tables.executions, from, joined, fields: shownExecution(scope) }
}

const byIds = statement<ExecutionRow>(
  'executions.byIds',
  (scope) => sql`select ${shownExecution(scope)} from ${scope.executions.byIds}`,
)

/** The executions that the backend has, unordered. */
export async function executionsByIds(
  backend: Backend,
  ids: readonly string[],
  reading: Reading,
): Promise<ExecutionRow[]> {
  const values = { ids, each: eachOf(ids.length), now: reading.now }
  const rows = await backend.read(byIds, values, reading)
  backend.bound?.touch(ids)
  return fromBackend(backend, rows)
}

const sortOrder = ({ tables: { executions: e } }: Scope, descending: boolean): Order => ({
  by: { sortAt: e.sortAt, id: e.id },
  descending,
})

/** How the children of each execution are found. */
export function childrenOfEach({ tables: { executions: e }, executions }: Scope) {
  const { withParents, children = withParents, key } = executions
  const { types, isOf } = named({ id: e.parentId })
  return children
    ? { from: children, parent: { types: { ...types, ...key.types }, isOf } }
    : { parent: { types, isOf } }
}

const childList = (scope: Scope) => ({
  ...executionList(scope),
  ...childrenOfEach(scope),
  order: sortOrder(scope, false),
})

const children = pagePerParent<ExecutionRow>('executions.children', { each: 'parents' }, childList, pages)

/** The children of each parent, oldest first. Positions are `sortAt` and `id`. */
export const childrenOf: ReadPages<ExecutionKey, ExecutionRow> = pagesBy(children)
