import { type SQL, sql } from 'drizzle-orm'

/** How long records of a kind took, for the key at this place. */
export interface DurationsRow {
  readonly place: number
  /** In milliseconds, separated by commas; `null` if there is none. */
  readonly durations: string | null
}

/** From so many of the newest records it is told how long one usually takes. */
export const mostUsual = sql.raw('50')

/** The `ms` of these rows as one text: a row for each would take longer than to read them. */
export const durationsOf = (rows: SQL): SQL =>
  sql`(select string_agg(cast(ms as text), ',') from (${rows}) as newest) as durations`

/** Never below 0, since clocks may disagree. */
export const elapsedMs = (from: SQL, to: SQL): SQL =>
  sql`case when ${to} < ${from} then 0 else ${to} - ${from} end as ms`
