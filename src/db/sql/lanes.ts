import { type SQL, and, sql } from 'drizzle-orm'
import { directed } from './orders.ts'
import type { TimeStretch } from './starts.ts'

/** Executions of which an index holds those of each lane by start, and none holds all of them. */
export interface Lanes {
  /** A table expression called `lanes`. */
  readonly from: SQL
  /** The flow that all executions of a lane have, and those of no other lane. */
  readonly flow: SQL
  /** The condition that a row of `executions` is in the lane. */
  readonly isIn: SQL
  /** The column of `executions` that the index orders by. It may be finer than `sort_at`. */
  readonly time: SQL
  /** Its least value at a time in milliseconds. */
  readonly at: (ms: SQL) => SQL
  /** Its value in whole milliseconds, rounded down. */
  readonly msOf: (time: SQL) => SQL
}

/** The lanes of a list, and the part of each in which it lies. */
export interface Along {
  readonly lanes: Lanes
  readonly isAsked: SQL | undefined
  readonly stretch: TimeStretch
  /** Whatever is in the stretch is in the list, so that its first rows are found without its end. */
  readonly hasAll: boolean
}

interface Walked {
  readonly from: SQL
  readonly where: readonly (SQL | undefined)[]
  readonly orderBy: readonly SQL[]
}

interface Selected {
  readonly columns: SQL
  readonly joined: SQL
  readonly down: boolean
  readonly most: number
}

/**
 * The first rows of all lanes, in two steps. The first finds by the indexes alone how far the list reaches. The second
 * reads of each lane what lies within, since rows of one millisecond have another order than the index.
 */
export function firstInLanes(
  { lanes, isAsked, stretch, hasAll }: Along,
  { from, where, orderBy }: Walked,
  { columns, joined, down, most }: Selected,
): SQL {
  const { time } = lanes
  const limit = sql.raw(String(most))
  const each = (shown: SQL, within: readonly (SQL | undefined)[], order: readonly SQL[]) => sql`
    select ${shown}
    from ${from} ${joined}
    where ${and(lanes.isIn, ...within, ...where)}
    order by ${directed(order, down)}
    limit ${limit}
  `
  const first = (rows: SQL, name: string, order: readonly SQL[]) => sql`
    select ${sql.raw(name)}.*
    from ${lanes.from}
    cross join lateral (${rows}) as ${sql.raw(name)}
    where ${isAsked ?? sql`true`}
    order by ${directed(order, down)}
    limit ${limit}
  `
  // Between two bounds, Postgres expects so few rows that it would sort them all.
  const begun = hasAll ? { ...stretch, [down ? 'least' : 'most']: undefined } : stretch
  const times = first(each(sql`${time} as time`, bounds(begun, lanes), [time]), 'times', [sql`times.time`])
  const last = sql`(select ${sql.raw(down ? 'min' : 'max')}(time) from (${times}) as times)`
  const [above, below] = bounds({ ...stretch, [down ? 'least' : 'most']: lanes.msOf(last) }, lanes)
  // Always both: with one bound alone, Postgres expects so many rows that it would rather read the table.
  const within = [above ?? sql`${time} >= '-infinity'`, below ?? sql`${time} <= 'infinity'`]
  const end = hasAll && bounds(stretch, lanes)[down ? 0 : 1]
  return first(each(columns, end ? [...within, end] : within, orderBy), 'executions', orderBy)
}

const bounds = ({ least, most }: TimeStretch, { time, at }: Lanes): [SQL | undefined, SQL | undefined] => [
  least && sql`${time} >= ${at(least)}`,
  most && sql`${time} < ${at(sql`${most} + 1`)}`,
]
