import { type SQL, sql } from 'drizzle-orm'
import { falseWords, trueWords } from '../../sql/booleantext.ts'
import type { ValueType } from './names.ts'

/** The last date of JavaScript's calendar, in milliseconds. */
const lastInstant = 8_640_000_000_000_000

const range = (least: number, most: number) => sql.raw(`between ${least} and ${most}`)
export const isInstant = (time: SQL): SQL => sql`${time} ${range(-lastInstant, lastInstant)}`

/** An epoch in milliseconds; null if it is no date of a calendar. */
export const instant = (time: SQL): SQL => sql`case when ${isInstant(time)} then ${time} end`

/** An epoch in milliseconds to order by: one outside the calendar is moved to just beyond it. */
export const bounded = (time: SQL): SQL =>
  sql`greatest(least(${time}, ${sql.raw(String(lastInstant + 1))}), ${sql.raw(String(-lastInstant - 1))})`

/** Converts an epoch from seconds to milliseconds. It is multiplied only if the product is a bigint. */
export const instantOfSeconds = (time: SQL): SQL =>
  sql`case when ${time} ${range(-lastInstant / 1000, lastInstant / 1000)} then ${time} * 1000 end`

/** Trimmed as Postgres does before it reads a boolean or a number. */
const trimmed = (text: SQL) => sql`btrim(${text}, E' \\t\\n\\r\\f\\x0b')`

const list = (words: readonly string[]) => sql.raw(`(${words.map((word) => `'${word}'`).join(', ')})`)

/** 1 for a text that Postgres reads as true, 0 for false, null for any other, where a cast would fail. */
export const booleanOf = (text: SQL): SQL => {
  const word = sql`lower(${trimmed(text)} collate "C")`
  return sql`case when ${word} in ${list(trueWords)} then 1 when ${word} in ${list(falseWords)} then 0 end`
}

/** The attempt number in a text; null for any other text. */
export const wholeOf = (text: SQL): SQL =>
  sql`case when ${trimmed(text)} ~ '^[+-]?0*[0-9]{1,9}$' then cast(${trimmed(text)} as integer) end`

/** The attempt of a fact, from the first of its tags that names one. */
export const attemptOfTags = (tags: SQL): SQL =>
  wholeOf(sql`substring(${tags}::text from 'attempt_id:([0-9]+)')`)

/** How the column `value` is read. */
export interface ValueTexts {
  /** For a verdict, or the number of an attempt that began. */
  readonly fact: (value: SQL) => SQL
  /** For the number of an attempt that is done: Metaflow reads a JSON scalar as nothing here. */
  readonly done: (value: SQL) => SQL
  /** For display. */
  readonly shown: (value: SQL) => SQL
}

export const valueTexts: Readonly<Record<ValueType, ValueTexts>> = {
  text: { fact: (value) => value, done: (value) => value, shown: (value) => value },
  jsonb: {
    fact: (value) => sql`(${value} ->> 0)`,
    done: (value) => sql`(${value}::json ->> 0)`,
    shown: (value) => sql`coalesce(${value} #>> '{}', 'null')`,
  },
}
