import { type SQL, sql } from 'drizzle-orm'
import { postgresDialect } from '../../stores/postgres/dialect.ts'
import { postgresTables } from '../../tables/postgres.ts'
import type { AgentStore, AgentWords } from './store.ts'
import { firstTime, lastTime } from './times.ts'

/** A time in so many parts of a second; `null` if it is none that is read. */
const partsOf = (time: SQL, second: number) => sql`
  case
    when ${time} >= timestamptz '0001-01-01 00:00:00+00' and ${time} < timestamptz '10000-01-01 00:00:00+00'
      then cast(floor(extract(epoch from ${time}) * ${sql.raw(String(second))}) as bigint)
  end
`

const ms = (time: SQL) => partsOf(time, 1_000)

/** A time in milliseconds as the column has it, and beyond all times what no time of the column is beyond. */
const instant = (time: SQL, beyond: { readonly first: SQL; readonly last: SQL }) => sql`
  case
    when ${time} <= ${firstTime} then ${beyond.first}
    when ${time} >= ${lastTime} then ${beyond.last}
    else timestamptz 'epoch' + (${time}) * interval '1 millisecond'
  end
`

const [infinite, negative] = [sql`timestamptz 'infinity'`, sql`timestamptz '-infinity'`]

/** A string in JSON, escapes and all. */
const string = String.raw`"(?:[^"\\]|\\.)*"`
const quoted = (pattern: string) => sql.raw(`'${pattern}'`)

/** The bytes of UTF-8 in hexadecimal, without the one that no text of Postgres has. */
const utf8 = [
  ...['0[1-9a-f]', '[1-7].', '(?:c[2-9a-f]|d.)[89ab].', 'e0[ab].[89ab].', 'e[1-9a-cef](?:[89ab].){2}'],
  ...['ed[89].[89ab].', 'f0[9ab].(?:[89ab].){2}', 'f[1-3](?:[89ab].){3}', 'f48.(?:[89ab].){2}'],
].join('|')

/** Of a larger text only its size would be known before it was read. */
const mostMetadata = 65_536

/** Bytes as a text; `null` if they are none, or too many. */
const textOf = (bytes: SQL) => sql`
  case
    when octet_length(${bytes}) <= ${sql.raw(String(mostMetadata))}
      and encode(${bytes}, 'hex') ~ ${quoted(`^(?:${utf8})*$`)}
      then convert_from(${bytes}, 'UTF8')
  end
`

const labels = String.raw`"run":\s*\{(?:${string}|[^"{}\[\]])*?"labels":\s*\[((?:${string}|[,\s])*)\]`

/** What Postgres reads as a string without an error. */
const readable = String.raw`^"(?:[^"\\\x01-\x1f]|\\["\\/bfnrt]|\\u[0-9a-fA-F]{4})*"$`
const unreadable = String.raw`\\u(?:0000|[dD][89a-fA-F])`

/** By the text alone: a cast of what is no JSON would fail the statement. */
const unquoted = (text: SQL) => sql`
  case
    when ${text} ~ ${quoted(readable)} and ${text} !~ ${quoted(unreadable)} then cast(${text} as json) #>> '{}'
    else substr(${text}, 2, length(${text}) - 2)
  end
`

const days = [
  '(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])',
  '(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)',
  '02-(?:0[1-9]|1[0-9]|2[0-8])',
].join('|')
const rfc3339 = String.raw`^[12][0-9]{3}-(?:${days})T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:\.[0-9]{1,9})?(?:Z|[+-](?:0[0-9]|1[0-3]):[0-5][0-9])$`

/** A time in a text, in milliseconds; `null` if a cast would fail. That of the 29th of February is not read. */
const timeOf = (text: SQL) =>
  sql`case when ${text} ~ ${quoted(rfc3339)} then ${ms(sql`cast(${text} as timestamptz)`)} end`

const object = String.raw`\{(?:${string}|[^"{}])*\}`

const words = (schema: string): AgentWords => ({
  table: (name) => sql`${sql.identifier(schema)}.${sql.identifier(name)}`,
  inBytes: (text) => sql`(${text}) collate "C"`,
  ms,
  order: (time) => sql`
    coalesce(
      ${ms(time)},
      case when ${time} > timestamptz '2000-01-01 00:00:00+00' then ${lastTime} else ${firstTime} end
    )
  `,
  version: (time) => sql`coalesce(cast(${partsOf(time, 1_000_000)} as text), '0')`,
  starts: {
    from: (time) => instant(time, { first: negative, last: sql`timestamptz '10000-01-01 00:00:00+00'` }),
    to: (time) =>
      instant(sql`${time} + 1`, { first: sql`timestamptz '0001-01-01 00:00:00+00'`, last: infinite }),
  },
  text: (column) => column,
  agentOf: (flow) => sql`split_part(cast(${flow} as text), '.', 1)`,
  reasonerOf: (flow) => sql`
    substr(cast(${flow} as text), strpos(cast(${flow} as text), '.') + 1)
  `,
  rowsOf: (query) => ({
    joined: sql`cross join lateral (${query}) as each`,
    column: (name) => sql`each.${sql.identifier(name)}`,
  }),
  objectsIn: (list) => ({
    from: sql`regexp_matches(${list}, ${quoted(object)}, 'g') with ordinality as note(found, place)`,
    place: sql`note.place`,
    json: sql`note.found[1]`,
    at: timeOf(sql`substring(note.found[1] from ${quoted(String.raw`"timestamp":\s*"([^"\\]*)"`)})`),
  }),
  labelsIn: (metadata) => sql`
    select ${unquoted(sql`label.found[1]`)} as tag
    from regexp_matches(
      substring(${textOf(metadata)} from ${quoted(labels)}), ${quoted(string)}, 'g'
    ) as label(found)
  `,
  digits: (number, width) => sql`lpad(cast(greatest(${number}, 0) as text), ${sql.raw(String(width))}, '0')`,
  object(members) {
    const parts = Object.entries(members).map(
      ([name, value]) => sql`${quoted(`"${name}":`)} || coalesce(cast(to_json(${value}) as text), 'null')`,
    )
    return sql`'{' || ${sql.join(parts, sql` || ',' || `)} || '}'`
  },
  behind: (list, prefix) => sql`
    select substr(each, ${sql.raw(String(prefix.length + 1))})
    from unnest(cast(${sql.placeholder(list)} as text[])) as each
    where starts_with(each, ${quoted(prefix)})
  `,
  otherThan: (list, prefixes) => sql`
    select each as tag
    from unnest(cast(${sql.placeholder(list)} as text[])) as each
    where not (${sql.join(
      prefixes.map((prefix) => sql`starts_with(each, ${quoted(prefix)})`),
      sql` or `,
    )})
  `,
})

/** What is read of a schema of Postgres. */
export const postgresAgentStore = (
  schema: string,
  { has, hasFlowIndex }: Pick<AgentStore, 'has' | 'hasFlowIndex'>,
): AgentStore => ({
  tables: postgresTables,
  dialect: postgresDialect,
  has,
  hasFlowIndex,
  words: words(schema),
})
