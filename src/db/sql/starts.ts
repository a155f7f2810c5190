import { type SQL, sql } from 'drizzle-orm'
import { directed } from './orders.ts'

/** A column by which an index of the store holds rows in the order of their start, or almost, in the store's own words. */
export interface Starts {
  readonly column: SQL
  /** What starts at a time in milliseconds, or later, has no less in the column. */
  readonly from: (ms: SQL) => SQL
  /** What starts at it, or earlier, has no more. */
  readonly to: (ms: SQL) => SQL
}

/** Times in milliseconds, both included. */
export interface TimeStretch {
  readonly least: SQL | undefined
  readonly most: SQL | undefined
}

/** Beyond every time. */
const [never, ever] = [sql.raw(String(Number.MIN_SAFE_INTEGER)), sql.raw(String(Number.MAX_SAFE_INTEGER))]

/**
 * The conditions of a stretch in the store's words. Always both bounds: with one alone, Postgres expects so many rows
 * that it would rather read the table.
 */
export const withinStretch = ({ column, from, to }: Starts, { least, most }: TimeStretch): SQL[] => [
  sql`${column} >= ${once(least ?? never, from)}`,
  sql`${column} <= ${once(most ?? ever, to)}`,
]

/** A time that is found once, however often it is named. Planners do not see through the limit. */
const once = (ms: SQL, of: Starts['from']) =>
  sql`(select ${of(sql`bound.ms`)} from (select ${ms} as ms limit 1) as bound)`

/** No start has more in the column. */
export const latest = ({ to }: Starts): SQL => to(sql`cast(${ever} as bigint)`)

/** Whatever is not bounded is not mentioned. */
export const roughly = ({ column, from, to }: Starts, { least, most }: TimeStretch): SQL[] => [
  ...(least ? [sql`${column} >= ${from(least)}`] : []),
  ...(most ? [sql`${column} <= ${to(most)}`] : []),
]

interface Reached {
  readonly starts: Starts
  readonly stretch: TimeStretch
  /** The start in milliseconds. */
  readonly time: SQL
  /** A table expression with all conditions on its rows. */
  readonly rows: SQL
  readonly down: boolean
  readonly most: number
}

/**
 * The stretch that surely has the first rows of a list, and few others: the index tells how far as many rows reach. They
 * are sorted by what orders them then, since rows of one millisecond have another order there than in the list.
 */
export function reachOf({ starts, stretch, time, rows, down, most }: Reached): TimeStretch {
  const first = sql`
    select ${time} as ms
    from ${rows}
    order by ${directed([starts.column], down)}
    limit ${sql.raw(String(most))}
  `
  const last = sql`(select ${sql.raw(down ? 'min' : 'max')}(ms) from (${first}) as near)`
  return down ? { ...stretch, least: last } : { ...stretch, most: last }
}
