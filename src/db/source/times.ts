import { type SQL, sql } from 'drizzle-orm'
import type { Starts } from '../sql/starts.ts'

/** How an engine writes times, and how they are milliseconds. */
export interface TimeText {
  /** A column by which an index orders what begins. */
  readonly startsIn: (column: SQL) => Starts
  readonly ms: (time: SQL) => SQL
  /** As the text of a fact. */
  readonly text: (time: SQL) => SQL
}

/** The first and the last millisecond that all databases have: positions of lists may be anywhere. */
const [first, last] = [sql.raw('-62135596800000'), sql.raw('253402300799999')]

const timestampAt = (ms: SQL) =>
  sql`(timestamptz 'epoch' + least(greatest(${ms}, ${first}), ${last}) * interval '1 millisecond')`

const isoTextAt = (ms: SQL) =>
  sql`strftime('%Y-%m-%dT%H:%M:%fZ', min(max(${ms}, ${first}), ${last}) / 1000.0, 'unixepoch')`

/** `timestamptz` of Postgres. */
export const timestamps: TimeText = {
  ms: (time) => sql`floor(extract(epoch from ${time}) * 1000)::bigint`,
  // A millisecond holds a thousand of its times.
  startsIn: (column) => ({
    column,
    from: timestampAt,
    to: (ms) => timestampAt(sql`${ms} + 0.999`),
  }),
  text: (time) => sql`to_char(${time} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`,
}

/** Texts in SQLite such as `2026-11-27T22:30:33.123Z`, whose order is that of the times. */
export const isoTexts: TimeText = {
  ms: (time) => sql`cast(round(unixepoch(${time}, 'subsec') * 1000) as integer)`,
  startsIn: (column) => ({ column, from: isoTextAt, to: isoTextAt }),
  text: (time) => time,
}
