import { type SQL, and, sql } from 'drizzle-orm'
import { type Finished, type RetainRule, finished } from './rule.ts'
import { rowRange } from '../sql/rowrange.ts'
import { as } from '../sql/select.ts'
import { apart, shapes, statement } from '../sql/statement.ts'
import { executionFinishedAt, verdicts } from '../status/status.ts'
import type { RowTypes } from '../sql/dialect.ts'
import type { Scope, Values } from '../sql/scope.ts'

/**
 * A stretch of history, from its oldest execution on: of one standing, or of one flow. It begins beyond one position of
 * (sort_at, id) and ends before another.
 */
export type Stretch = Readonly<{
  key: number | string
  sortAt: number
  id: string
  untilSortAt: number
  untilId: string
}>

export type By = 'standing' | 'flow'
const never = Number.MIN_SAFE_INTEGER

/** Before every position. */
export const beginning = { sortAt: never, id: '' }

/** The standings of executions by status. A silent execution has the standing of running ones. */
const standings: Readonly<Record<Finished, readonly number[]>> = {
  COMPLETED: [verdicts.OK],
  FAILED: [verdicts.FAILED, verdicts.OPEN],
  CANCELLED: [verdicts.CANCELLED],
  TIMED_OUT: [verdicts.TIMED_OUT],
}

/** For each part of a rule about an age, the stretches that may have executions of that age. */
export const agedStretches = ({ ages }: RetainRule, now: number): { part: string; stretches: Stretch[] }[] =>
  ages.map(({ text, statuses, ms }) => ({
    part: text,
    stretches: statuses
      .flatMap((status) => standings[status])
      .map((key) => ({ key, ...beginning, untilSortAt: now - ms + 1, untilId: '' })),
  }))

/** For each status, until when an execution must have finished to be too old. */
export function cutoffs({ ages }: RetainRule, now: number): Values {
  const of = (status: Finished) => ages.find(({ statuses }) => statuses.includes(status))
  return Object.fromEntries(
    finished.map((status) => {
      const age = of(status)
      return [status, age ? now - age.ms : never]
    }),
  )
}

/** Finished by the status rule: a running, waiting or queued execution is kept at any age. */
const isFinished = ({ executions: { rule } }: Scope) => rule.isOneOf(finished)

/**
 * The execution finished that long ago. One that was recorded before it began counts from its recording at the
 * earliest: the index has its place in history, and not its end.
 */
function isAged({ tables: { executions: e }, executions: { rule } }: Scope): SQL {
  const cases = finished.map(
    (status) => sql`when ${sql.raw(`'${status}'`)} then cast(${sql.placeholder(status)} as bigint)`,
  )
  const cutoff = sql`case ${rule.status} ${sql.join(cases, sql` `)} end`
  return sql`${executionFinishedAt(e)} <= ${cutoff} and ${e.sortAt} <= ${cutoff}`
}

const isWithin = ({ tables: { executions: e } }: Scope) =>
  sql`(${e.sortAt}, ${e.id}) < (stretches."untilSortAt", stretches."untilId")`

/** Which executions of a stretch are due. In a flow's stretch, those that are too old are not counted again. */
const isDue = (by: By, scope: Scope): SQL =>
  by === 'standing'
    ? isAged(scope)
    : sql`${isWithin(scope)} and ${isFinished(scope)} and (${isAged(scope)}) is not true`

const stretchTypes = (by: By): RowTypes => ({
  key: by === 'flow' ? 'text' : 'bigint',
  sortAt: 'bigint',
  id: 'text',
  untilSortAt: 'bigint',
  untilId: 'text',
})

export const stretchRows = (by: By, { dialect }: Scope): SQL => dialect.rows('stretches', stretchTypes(by))

/**
 * The first executions of each of `stretches`: `key`, `id`, `sortAt`, whether it is `due`, and whether it is still
 * `inside` the stretch. The stretch's end is a bound only if `most` is given: Postgres before 18 would walk on to the
 * end of the key. No more rows than the limit are read, whatever they are.
 */
export function stretchPage(by: By, stretches: SQL, scope: Scope, most?: SQL) {
  const { executions: e } = scope.tables
  const column = by === 'flow' ? e.flow : e.standing
  const position = [sql`stretches."sortAt"`, sql`stretches.id`]
  const range = rowRange([[sql`${column}`, sql`stretches.key`]], [sql`${e.sortAt}`, sql`${e.id}`], {
    position,
    down: false,
  })
  const orderBy = sql.join([...range.orderBy], sql`, `)
  const from = scope.dialect.topPerParent({
    parents: stretches,
    table: e,
    where: and(...range.where, most && isWithin(scope))!,
    orderBy,
    limit: most ?? sql`${sql.placeholder('limit')}`,
  })
  const flag = (condition: SQL) => sql`case when ${condition} then 1 else 0 end`
  const shown = [
    as(sql`stretches.key`, 'key'),
    as(e.id, 'id'),
    as(e.sortAt, 'sortAt'),
    as(flag(isDue(by, scope)), 'due'),
    as(flag(isWithin(scope)), 'inside'),
  ]
  return { select: sql`select ${sql.join(shown, sql`, `)} from ${from}`, orderBy }
}

export interface Met {
  readonly key: number | string
  readonly id: string
  readonly sortAt: number
  readonly due: number
  readonly inside: number
}

/** The next executions of each stretch, in order. */
export const nextOf = shapes((by: By) =>
  apart(
    { each: 'stretches' },
    statement<Met>('retention.nextOf', (scope) => {
      const { select, orderBy } = stretchPage(by, stretchRows(by, scope), scope)
      return sql`${select} order by ${orderBy}`
    }),
  ),
)

/** Locks the executions that are still due: a new attempt may have begun since. */
export const lockDue = shapes((by: By) =>
  apart(
    { of: 'executions', keys: 'ids' },
    statement<{ id: string }>('retention.lockDue', (scope) => {
      const { executions: e } = scope.tables
      const lies = sql`
      exists (
        select 1 from ${stretchRows('flow', scope)} where stretches.key = ${e.flow} and ${isWithin(scope)}
      )
    `
      const due = by === 'flow' ? sql`${isFinished(scope)} and ${lies}` : isAged(scope)
      return sql`
      select ${as(e.id, 'id')}
      from ${e}
      where ${scope.dialect.isIn(e.id, 'ids')} and ${due}
      order by ${e.id} ${scope.dialect.forUpdateIfFree}
    `
    }),
  ),
)
