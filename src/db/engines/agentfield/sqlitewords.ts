import { type SQL, sql } from 'drizzle-orm'
import { foreignDialect } from '../../stores/sqlite/dialect.ts'
import { sqliteTables } from '../../tables/sqlite.ts'
import type { AgentStore, AgentWords } from './store.ts'
import { firstTime, lastTime } from './times.ts'

/** Reads every form that AgentField's drivers have written, with whatever offset from UTC. A number alone would be a day. */
const parsed = (time: SQL) => sql`
  case
    when ${time} like '____-__-__%'
      then cast(round((julianday(${time}) - 2440587.5) * 86400000) as integer)
  end
`

/** Go's own words for a time (`… +0000 UTC`) are read to the second, as if they were of UTC. */
const ms = (time: SQL) => sql`coalesce(${parsed(time)}, ${parsed(sql`substr(${time}, 1, 19)`)})`

/** As the driver writes a time of UTC. */
const written = (time: SQL) => sql`strftime('%Y-%m-%d %H:%M:%f', (${time}) / 1000.0, 'unixepoch')`

/** The farthest from UTC that a place on Earth is, in milliseconds, and a second. */
const farthest = 14 * 3_600_000 + 1_000

/**
 * Texts are ordered by the time of a place: those of one offset from UTC exactly, but for zeros that are not written.
 * `isMixed`: there are several offsets, or other forms, in which the letter T may stand before the hour.
 */
function starts(isMixed: boolean): AgentWords['starts'] {
  const about = sql.raw(String(isMixed ? farthest : 1))
  const later = (time: SQL) => (isMixed ? sql`replace(${written(time)}, ' ', 'T')` : written(time))
  return {
    from: (time) => sql`
      case
        when ${time} <= ${firstTime} then -9e99
        else ${written(sql`max(min(${time}, ${lastTime} - 1) - ${about}, ${firstTime} + 1)`)}
      end
    `,
    // A greater text than any, and any blob.
    to: (time) => sql`
      case
        when ${time} >= ${lastTime} then x'ff'
        else ${later(sql`min(max(${time}, ${firstTime} + 1) + ${about}, ${lastTime} - 1)`)}
      end
    `,
  }
}

const text = (column: SQL) => sql`cast(${column} as text)`
const literal = (value: string) => sql.raw(`'${value}'`)
const valid = (json: SQL, otherwise: string) =>
  sql`case when json_valid(${json}) then ${json} else ${literal(otherwise)} end`

const begins = (prefix: string) =>
  sql`substr(value, 1, ${sql.raw(String(prefix.length))}) = ${literal(prefix)}`

const words = (isMixed: boolean): AgentWords => ({
  table: (name) => sql.identifier(name).getSQL(),
  inBytes: (column) => column,
  ms,
  order: (time) => sql`
    coalesce(${ms(time)}, case when ${time} >= ':' then ${lastTime} else ${firstTime} end)
  `,
  version: (time) => sql`coalesce(cast(${time} as text), '')`,
  starts: starts(isMixed),
  text,
  agentOf: (flow) => sql`substr(${flow}, 1, instr(${flow}, '.') - 1)`,
  reasonerOf: (flow) => sql`substr(${flow}, instr(${flow}, '.') + 1)`,
  // A table that depends on a row is made of JSON only.
  rowsOf(query, columns) {
    const list = sql.join(
      columns.map((name) => sql.identifier(name)),
      sql`, `,
    )
    return {
      joined: sql`join json_each((select json_group_array(json_array(${list})) from (${query}))) as each`,
      column: (name) => sql`each.value ->> ${sql.raw(String(columns.indexOf(name)))}`,
    }
  },
  objectsIn(list) {
    const json = sql`case when note.type = 'object' then note.value end`
    return {
      from: sql`json_each(${valid(text(list), '[]')}) as note`,
      place: sql`note.key + 1`,
      json,
      at: parsed(sql`(${json}) ->> '$.timestamp'`),
    }
  },
  labelsIn: (metadata) => sql`
    select label.value as tag
    from json_each(${valid(text(metadata), '{}')}, '$.run.labels') as label
    where label.type = 'text'
  `,
  digits: (number, width) => sql`printf(${literal(`%0${width}d`)}, max(${number}, 0))`,
  object: (members) =>
    sql`json_object(${sql.join(
      Object.entries(members).flatMap(([name, value]) => [literal(name), value]),
      sql`, `,
    )})`,
  behind: (list, prefix) => sql`
    select substr(value, ${sql.raw(String(prefix.length + 1))})
    from json_each(${sql.placeholder(list)})
    where ${begins(prefix)}
  `,
  otherThan: (list, prefixes) => sql`
    select value as tag
    from json_each(${sql.placeholder(list)})
    where not (${sql.join(prefixes.map(begins), sql` or `)})
  `,
})

/** What is read of a SQLite file. */
export const sqliteAgentStore = (
  isMixed: boolean,
  { has, hasFlowIndex }: Pick<AgentStore, 'has' | 'hasFlowIndex'>,
): AgentStore => ({
  tables: sqliteTables,
  dialect: foreignDialect,
  has,
  hasFlowIndex,
  words: words(isMixed),
})
