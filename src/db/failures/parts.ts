import { type SQL, and, sql } from 'drizzle-orm'
import type { FromBackend } from '../backend.ts'
import { type ExecutionRow, childrenOfEach } from '../executions/rows.ts'
import { type ExecutionKey, type ReadPages, pagePerParent, pagesBy } from '../sql/page.ts'
import { selected } from '../sql/select.ts'
import { scan } from '../sql/statement.ts'
import type { Scope } from '../sql/scope.ts'
import type { RunKey } from '../runs/rows.ts'
import { failedStatuses } from '../statuses.ts'
import { type UnderRun, runParent, underRun } from '../source/ofrun.ts'

/** What is known of an execution that failed, to find where that began. */
export type FailedPart = Pick<
  ExecutionRow,
  'id' | 'parentId' | 'flow' | 'step' | 'attempt' | 'nodeCount' | 'dagHash' | 'status' | 'finishedAt'
>

/** The newest result of a node, which is a failure. */
export interface FailedNode {
  readonly executionId: string
  readonly nodeId: string
  readonly attempt: number
  readonly finishedAt: number | null
}

/** What has no end comes after everything that has one. */
const noEnd = sql.raw(String(2 ** 52))
const endOrder = (finishedAt: SQL) => sql`coalesce(${finishedAt}, ${noEnd})`

/** A list of executions, in the order in which they ended. */
function partsIn({ tables: { executions: e }, executions: source }: Scope) {
  const { from, joined, shown, rule, finishedAt } = source
  const attempt = shown.attempt ?? sql`${e.attempt}`
  const columns = { id: e.id, parentId: e.parentId, flow: e.flow, step: e.step, nodeCount: e.nodeCount }
  return {
    table: e,
    from: joined ? sql`${from} ${joined}` : from,
    joined,
    fields: selected({
      ...{ ...columns, dagHash: e.dagHash, runNumber: e.runNumber },
      ...{ attempt, status: rule.status, finishedAt },
    }),
  }
}

type PartOfRun = FailedPart & FromBackend & UnderRun & Pick<ExecutionRow, 'runNumber'>

const partsOfRun = pagePerParent<PartOfRun>(
  'failures.ofRun',
  { each: 'parents' },
  (scope) => {
    const { tables, executions } = scope
    const { id } = tables.executions
    const { rule, finishedAt } = executions
    const { indexed } = executions
    // In the words of an index: of a large run, few executions have not completed.
    const notCompleted = indexed ? sql`executions.verdict <> 1` : undefined
    const calledOff = sql`case when ${rule.isOneOf(['CANCELLED'])} then 1 else 0 end`
    const parts = partsIn(scope)
    return {
      ...parts,
      fields: underRun(parts.fields, scope),
      parent: runParent(scope),
      where: and(notCompleted, rule.isOneOf([...failedStatuses, 'CANCELLED']))!,
      order: { by: { calledOff, finishedAt: endOrder(finishedAt), id }, descending: false },
    }
  },
  scan,
)

/** The executions of each run that failed, in the order in which they ended, and behind them those that were cancelled. */
export const failedOfRuns: ReadPages<RunKey, PartOfRun> = pagesBy(partsOfRun)

const children = pagePerParent<FailedPart & FromBackend>(
  'failures.ofParent',
  { each: 'parents' },
  (scope) => {
    const { id } = scope.tables.executions
    const { rule, finishedAt } = scope.executions
    return {
      ...partsIn(scope),
      ...childrenOfEach(scope),
      where: rule.isOneOf(failedStatuses),
      order: { by: { finishedAt: endOrder(finishedAt), id }, descending: false },
    }
  },
  scan,
)

/** The children of each execution that failed, in the order in which they ended. */
export const failedChildren: ReadPages<ExecutionKey, FailedPart> = pagesBy(children)

const nodes = pagePerParent<FailedNode & FromBackend>(
  'failures.nodes',
  { each: 'parents' },
  ({ tables: { nodeResults: n }, executions: { key, nodeResults: source } }) => {
    if (!source) return undefined
    const columns = {
      executionId: n.executionId,
      nodeId: n.nodeId,
      attempt: n.attempt,
      finishedAt: n.finishedAt,
    }
    return {
      table: n,
      from: source.from,
      parent: { types: key.types, isOf: key.isOf('node_results', 'parents') },
      where: sql`${n.status} = 'FAILED' and ${source.isNewest}`,
      order: { by: { finishedAt: endOrder(sql`${n.finishedAt}`), nodeId: n.nodeId }, descending: false },
      fields: selected(columns),
    }
  },
  scan,
)

/** The nodes of each execution whose newest result is a failure, in the order in which they ended. */
export const failedNodes: ReadPages<ExecutionKey, FailedNode> = pagesBy(nodes)
