import { type Column, type SQL, and, sql } from 'drizzle-orm'
import type { RunStatus } from '../statuses.ts'
import type { RunSource, Scope, Values } from '../sql/scope.ts'
import { type TimeStretch, roughly } from '../sql/starts.ts'
import { type FilterShape, filterShape, statusesIn } from '../sql/filter.ts'

/** A run matches if it meets all given conditions. Of a list, one element is enough, except for `allTags`. Bounds are inclusive. */
export interface RunFilter {
  readonly flows?: readonly string[]
  readonly statuses?: readonly RunStatus[]
  readonly users?: readonly string[]
  readonly anyTags?: readonly string[]
  readonly allTags?: readonly string[]
  readonly startedFrom?: number
  readonly startedTo?: number
  readonly heartbeatFrom?: number
  readonly heartbeatTo?: number
  readonly durationFrom?: number
  readonly durationTo?: number
  /** The beginning of the name or the number. */
  readonly refPrefix?: string
}

export type RunShape = FilterShape<RunFilter>

export const everyRunStatus: readonly RunStatus[] = ['COMPLETED', 'FAILED', 'RUNNING']

export const runShape = (filter: RunFilter): RunShape =>
  filterShape(filter, everyRunStatus, ['flows', 'users', 'anyTags', 'allTags'])

/** No parameter is named like part of a position: both are bound to one statement. */
export function runValues(filter: RunFilter): Values {
  const { statuses: _, flows, users, anyTags, allTags, refPrefix, ...others } = filter
  return {
    ...(others as Values),
    ...(flows && { flows, ofFlow: flows[0]! }),
    ...(users && { users, user: users[0]! }),
    ...(anyTags && { anyTags, tag: anyTags[0]! }),
    ...(allTags && { allTags, tag: allTags[0]!, tagCount: allTags.length }),
    ...(refPrefix !== undefined && { refPrefix, refLength: Array.from(refPrefix).length }),
  }
}

const at = (parameter: string) => sql.placeholder(parameter)

const time = (parameter: string) => sql`cast(${at(parameter)} as bigint)`

const isOfOne = ({ isOfFlow }: RunSource, flow: Column) =>
  isOfFlow?.(sql`${at('ofFlow')}`) ?? sql`${flow} = ${at('ofFlow')}`

/** The conditions of a filter on `runs`, except the tag that drives a statement and the ranges of a status. */
export function runConditions(shape: RunShape, scope: Scope): SQL[] {
  const { dialect, tables, runs: source } = scope
  const { flow, number, name, user, startedAt, heartbeatAt } = tables.runs
  const bounds = (stretch: Partial<TimeStretch>) =>
    source.starts ? roughly(source.starts, { least: undefined, most: undefined, ...stretch }) : []
  const starts = (text: SQL) => sql`substr(${text}, 1, ${at('refLength')}) = ${at('refPrefix')}`
  const conditions: Record<Exclude<keyof RunFilter, 'statuses'>, SQL> = {
    flows: shape.flows === 'one' ? isOfOne(source, flow) : dialect.isIn(flow, 'flows'),
    users: shape.users === 'one' ? sql`${user} = ${at('user')}` : dialect.isIn(user, 'users'),
    anyTags: source.hasTags('anyTags', scope),
    allTags: source.hasTags('allTags', scope),
    startedFrom: and(sql`${startedAt} >= ${at('startedFrom')}`, ...bounds({ least: time('startedFrom') }))!,
    startedTo: and(sql`${startedAt} <= ${at('startedTo')}`, ...bounds({ most: time('startedTo') }))!,
    heartbeatFrom: sql`${heartbeatAt} >= ${at('heartbeatFrom')}`,
    heartbeatTo: sql`${heartbeatAt} <= ${at('heartbeatTo')}`,
    durationFrom: sql`${source.durationMs} >= ${at('durationFrom')}`,
    durationTo: sql`${source.durationMs} <= ${at('durationTo')}`,
    refPrefix: sql`(${starts(sql`${name}`)} or ${starts(sql`cast(${number} as text)`)})`,
  }
  const statuses = statusesIn<RunStatus>(shape)
  const rule = statuses.length > 0 ? [source.rule.isOneOf(statuses)] : []
  const fields = Object.keys(conditions) as (keyof typeof conditions)[]
  const asked = fields.filter((field) => shape[field]).map((field) => conditions[field])
  return [...asked, ...rule]
}

/** The joins that a filter's conditions need besides `runs`. */
export const joinedFor = (shape: RunShape, { runs }: Scope): SQL =>
  statusesIn(shape).length > 0 || shape.durationFrom || shape.durationTo ? runs.joined : sql``
