import { type SQL, sql } from 'drizzle-orm'
import { hasFailed } from '../tables/execution.ts'
import type { ExecutionStatus } from '../statuses.ts'
import type { Scope, Values } from '../sql/scope.ts'
import { type FilterShape, filterShape, statusesIn } from '../sql/filter.ts'
import { textBeyond } from '../sql/flowlimit.ts'
import { isOfRun } from '../source/ofrun.ts'

/** An execution matches if it meets all given conditions. Of a list, one element is enough, except for `allTags`. Bounds are inclusive. */
export interface ExecutionFilter {
  readonly flows?: readonly string[]
  readonly statuses?: readonly ExecutionStatus[]
  readonly sources?: readonly string[]
  readonly run?: { readonly flow: string; readonly number: number }
  readonly parentId?: string
  readonly scriptPath?: string
  readonly scriptPrefix?: string
  readonly scriptContains?: string
  readonly anyTags?: readonly string[]
  readonly allTags?: readonly string[]
  /** Bounds of the start, or of the time of recording if an execution has no start. */
  readonly startedFrom?: number
  readonly startedTo?: number
  readonly durationFrom?: number
  readonly durationTo?: number
  readonly errorContains?: string
  /** Failed or timed out with an error of one of these groups. */
  readonly failureGroups?: readonly string[]
}

export type ExecutionShape = FilterShape<ExecutionFilter>

export const everyExecutionStatus: readonly ExecutionStatus[] = [
  'PENDING',
  'RUNNING',
  'WAITING',
  'PAUSED',
  'COMPLETED',
  'FAILED',
  'CANCELLED',
  'TIMED_OUT',
  'UNKNOWN',
]

export function executionShape(filter: ExecutionFilter): ExecutionShape {
  const shape = filterShape(filter, everyExecutionStatus, ['flows', 'anyTags', 'allTags', 'failureGroups'])
  if (filter.scriptPrefix === undefined) return shape
  return { ...shape, scriptPrefix: textBeyond(filter.scriptPrefix) === null ? 'open' : 'closed' }
}

/** No parameter is named like part of a position: both are bound to one statement. */
export function executionValues(filter: ExecutionFilter): Values {
  const { statuses: _, flows, run, anyTags, allTags, scriptPrefix, failureGroups, ...others } = filter
  return {
    ...(others as Values),
    ...(flows && { flows, ofFlow: flows[0]! }),
    ...(failureGroups && { failureGroups, failureGroup: failureGroups[0]! }),
    ...(run && { runFlow: run.flow, runNumber: run.number }),
    ...(filter.parentId !== undefined && { ofParent: [{ id: filter.parentId }] }),
    ...(anyTags && { anyTags, tag: anyTags[0]! }),
    ...(allTags && { allTags, tag: allTags[0]!, tagCount: allTags.length }),
    ...(scriptPrefix !== undefined && { scriptFrom: scriptPrefix, scriptTo: textBeyond(scriptPrefix) }),
  }
}

export const at = (parameter: string): SQL => sql`${sql.placeholder(parameter)}`

/** Works in every dialect: removing a part from a text that contains it changes the text. Case-sensitive. */
const contains = (text: SQL, parameter: string) => sql`replace(${text}, ${at(parameter)}, '') <> ${text}`

const script = sql`executions.script_path`

/** An execution that failed in a group, in the words of the indexes over them. One of an earlier version's retry keeps its group. */
export const inFailureGroup = sql`
  executions.failure_group is not null
    and case when ${sql.raw(hasFailed('executions.verdict'))} then true else false end
`

/** The paths with a prefix are a range of an index. */
export const inPrefix = (shape: ExecutionShape): SQL =>
  shape.scriptPrefix === 'open'
    ? sql`${script} >= ${at('scriptFrom')}`
    : sql`${script} >= ${at('scriptFrom')} and ${script} < ${at('scriptTo')}`

/** The conditions of a filter on `executions`, without those that a walk along an index already meets. */
export function executionConditions(
  shape: ExecutionShape,
  scope: Scope,
  met: readonly (keyof ExecutionFilter)[] = [],
): SQL[] {
  const { dialect, tables, executions: source } = scope
  const { flow, source: startedBy, parentId, sortAt, failureGroup } = tables.executions
  const { durationMs } = source
  const statuses = statusesIn<ExecutionStatus>(shape)
  const conditions: Record<keyof ExecutionFilter, () => SQL> = {
    flows: () => (shape.flows === 'one' ? sql`${flow} = ${at('ofFlow')}` : dialect.isIn(flow, 'flows')),
    sources: () => dialect.isIn(startedBy, 'sources'),
    run: () => isOfRun({ flow: at('runFlow'), number: at('runNumber') }, scope),
    parentId: () => sql`${parentId} = ${at('parentId')}`,
    // No other source has groups. A `case`, since the failures are walked in the order of the list.
    failureGroups: () =>
      source.indexed
        ? sql`${inFailureGroup} and case when ${dialect.isIn(failureGroup, 'failureGroups')} then true else false end`
        : sql`1 = 0`,
    scriptPath: () => sql`${script} = ${at('scriptPath')}`,
    // A `case` keeps planners from using an index for it: it is checked for few rows, or along another index.
    scriptPrefix: () => sql`case when ${inPrefix(shape)} then true else false end`,
    scriptContains: () => contains(script, 'scriptContains'),
    errorContains: () => contains(sql`executions.error`, 'errorContains'),
    anyTags: () => source.hasTags('anyTags'),
    allTags: () => source.hasTags('allTags'),
    startedFrom: () => sql`${sortAt} >= ${at('startedFrom')}`,
    startedTo: () => sql`${sortAt} <= ${at('startedTo')}`,
    durationFrom: () => sql`${durationMs} >= ${at('durationFrom')}`,
    durationTo: () => sql`${durationMs} <= ${at('durationTo')}`,
    statuses: () => source.rule.isOneOf(statuses),
  }
  // In the order of the table, which has cheap conditions first.
  const fields = Object.keys(conditions) as (keyof ExecutionFilter)[]
  const asked = fields.filter((field) => shape[field] && !met.includes(field))
  return asked.map((field) => conditions[field]())
}

/** The joins that a filter's conditions need besides `executions`. */
export const joinedForExecutions = (shape: ExecutionShape, { executions: { joined } }: Scope): SQL =>
  (shape.statuses || shape.durationFrom || shape.durationTo ? joined : undefined) ?? sql``
