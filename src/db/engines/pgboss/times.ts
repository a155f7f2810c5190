import { type SQL, sql } from 'drizzle-orm'

/** The last date of JavaScript's calendar, and the first of Postgres's, in milliseconds. */
const [last, first] = [8_640_000_000_000_000, -210_000_000_000_000]

const whole = (time: SQL) => sql`floor(extract(epoch from ${time}) * 1000)`

/** Whole milliseconds to order by, as JavaScript rounds. What is beyond the calendar is moved to just beyond it. */
export const orderedMs = (time: SQL): SQL =>
  sql`greatest(least(${whole(time)}, ${sql.raw(String(last + 1))}), ${sql.raw(String(-last - 1))})::bigint`

/** Whole milliseconds; null if it is no date of a calendar. */
export const msOf = (time: SQL): SQL =>
  sql`case when ${whole(time)} between ${sql.raw(String(-last))} and ${sql.raw(String(last))} then ${whole(time)}::bigint end`

/** The time that is so many milliseconds after the epoch. They are found once, however often they are named here. */
export const timeAt = (ms: SQL): SQL => sql`
  (
    select case
      when bound.ms < ${sql.raw(String(first))} then '-infinity'
      when bound.ms > ${sql.raw(String(last))} then 'infinity'
      else timestamptz 'epoch' + bound.ms * interval '1 millisecond'
    end
    from (select ${ms} as ms limit 1) as bound
  )
`
