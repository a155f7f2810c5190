import { type SQL, sql } from 'drizzle-orm'
import { noStart } from '../source/runs.ts'
import type { RunShape } from './filter.ts'
import { type RowRange, rowRange } from '../sql/rowrange.ts'
import type { Scope } from '../sql/scope.ts'
import { runConditions } from './filter.ts'
import { statusesIn } from '../sql/filter.ts'
import type { TimeStretch } from '../sql/starts.ts'
import type { IndexWalk } from '../sql/walks.ts'
import { type RunOrderField, stretches } from './order.ts'
import { type OfFlow, type Range, rangesOf } from './ranges.ts'

export interface ListShape {
  readonly filter: RunShape
  readonly order: RunOrderField
  readonly down: boolean
  readonly from: boolean
  /** Written into the statement, so that a plan for all parameters knows that few rows are wanted. */
  readonly most: number
}

/** The walks of a list, each along one index. */
export function runWalks(shape: ListShape, scope: Scope): IndexWalk[] {
  if (shape.order === 'STARTED') return startedWalks(shape, scope)
  const { down } = shape
  const conditions = runConditions(shape.filter, scope)
  const { from, flowOrder } = scope.runs
  const key = [flowOrder, sql`runs.number`]
  if (shape.order === 'FLOW')
    return [
      walk(from, conditions, rowRange([], key, { position: position(['flow', 'number'], shape), down })),
    ]
  return stretches(shape.order, scope).map(({ column, offset, range, where }) => {
    const rule = range && scope.runs.rule.isOneOf(['RUNNING'])
    const rows = rowRange(sharedBy(range), [column, ...key], {
      position: position(names, shape, offset),
      down,
    })
    const isPart = range && 'from' in range
    return walk(
      isPart ? range.from : from,
      [...conditions, where, isPart ? range.where : undefined, rule],
      rows,
    )
  })
}

const walk = (from: SQL, where: readonly (SQL | undefined)[], rows: RowRange): IndexWalk => ({
  from,
  where: [...where, ...rows.where],
  orderBy: rows.orderBy,
})

const names = ['value', 'flow', 'number']

/** The runs that can match a filter, narrowed by its tag. */
export function runsOf({ allTags, anyTags }: RunShape, { runs: { byTag, from } }: Scope) {
  if (byTag === undefined || (allTags === undefined && anyTags !== 'one')) return { from, where: [] }
  return { from: byTag, where: [sql`run_tags.tag = ${sql.placeholder('tag')}`] }
}

/** By start: along the tag, along the flow or the ranges of the statuses, or along all runs. */
function startedWalks(shape: ListShape, scope: Scope): IndexWalk[] {
  const { from, where } = runsOf(shape.filter, scope)
  const conditions = runConditions(shape.filter, scope)
  const rows = (key: readonly SQL[]) =>
    rowRange([], key, { position: position(names, shape), down: shape.down })
  if (where.length > 0) {
    const tagged = [sql`run_tags.started_at`, sql`run_tags.flow_id`, sql`run_tags.number`]
    return [walk(from, [...where, ...conditions], rows(tagged))]
  }
  const { indexed, isDated, flowOrder, starts } = scope.runs
  const isOfOne = indexed && shape.filter.flows === 'one'
  const flow = isOfOne ? ofOneFlow(scope) : undefined
  const ranges = rangesOf(statusesIn(shape.filter), scope, flow)
  const key = [flowOrder, sql`runs.number`]
  if (ranges.length > 0 || flow) return rangeWalks(ranges, flow, shape, scope)
  const dated = {
    ...walk(from, [...conditions, isDated], rows([sql`runs.started_at`, ...key])),
    near: starts && { starts, stretch: stretchOf(shape) },
  }
  if (isDated === undefined) return [dated]
  const undated = [sql`cast(${sql.raw(String(noStart))} as bigint)`, ...key]
  return [dated, walk(from, [...conditions, sql`not (${isDated})`], rows(undated))]
}

/** The times beyond a position. Those of the filter are among its conditions. */
function stretchOf({ from, down }: ListShape): TimeStretch {
  const [time] = position(['value'], { from }) ?? []
  return down ? { least: undefined, most: time } : { least: time, most: undefined }
}

function ofOneFlow({ dialect }: Scope): OfFlow {
  const flow = sql`${sql.placeholder('ofFlow')}`
  return { flow, among: dialect.implied(sql`runs.flow_id = ${flow}`) }
}

/** Walks along each of the ranges, or along the whole flow if there are none. */
function rangeWalks(
  ranges: readonly Range[],
  of: OfFlow | undefined,
  shape: ListShape,
  scope: Scope,
): IndexWalk[] {
  const { flows: _, ...others } = shape.filter
  const conditions = runConditions(of ? others : shape.filter, scope)
  const order = [sql`runs.started_at`, sql`runs.flow_id`, sql`runs.number`]
  const reach = { position: position(names, shape), down: shape.down }
  return (ranges.length > 0 ? ranges : [undefined]).map((range) => {
    if (range && 'from' in range) {
      const rows = rowRange([], order, reach)
      return walk(range.from, [...conditions, range.where], rows)
    }
    if (!of) {
      const rows = rowRange(sharedBy(range), order, reach)
      return walk(scope.runs.from, conditions, rows)
    }
    // All runs are of one flow, so behind the start only the number decides.
    const shared = [[sql`runs.flow_id`, range?.flow ?? of.flow] as const, ...sharedBy(range)]
    const key = [sql`runs.started_at`, sql`runs.number`]
    const rows = rowRange(shared, key, { position: position(['value', 'number'], shape), down: shape.down })
    return walk(scope.runs.from, [of.among, ...conditions], rows)
  })
}

const sharedBy = (range: Range | undefined) =>
  range && 'outcome' in range ? [[sql`runs.outcome`, range.outcome] as const] : []

/** The values of a position, if the page starts at one. */
function position(
  parameters: readonly string[],
  { from }: Pick<ListShape, 'from'>,
  offset = 0,
): readonly SQL[] | undefined {
  if (!from) return undefined
  return parameters.map((name) => {
    const value = sql`${sql.placeholder(name)}`
    if (name === 'flow') return value
    // Cast, since Postgres would infer the type of a narrower column beside it. A difference, even of 0, since a bare
    // cast has an affinity, for which SQLite would use only the first column of the index.
    return sql`cast(${value} as bigint) - ${sql.raw(String(name === 'value' ? offset : 0))}`
  })
}
