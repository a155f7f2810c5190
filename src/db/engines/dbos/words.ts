import { type SQL, sql } from 'drizzle-orm'

/** What the dialects say differently of DBOS's tables. */
export interface DbosWords {
  /** A text in the order of its bytes. */
  readonly inBytes: (text: SQL) => SQL
  /** Joined to a row: the rows of a query that reads its columns. */
  readonly each: (query: SQL, name: string, columns: readonly string[]) => Each
  /** The number at the beginning of the id of a node. */
  readonly number: (nodeId: SQL) => SQL
  /** Rows of `field` and `value`. */
  readonly list: (values: Readonly<Record<string, SQL>>) => SQL
  /** Rows of `tag` for the entries of an object. */
  readonly attributeTags: (attributes: SQL) => SQL
  /** The condition that attributes have the one that is written in a tag, in the words of an index, if there is one. */
  readonly hasAttribute?: (attributes: SQL, tag: SQL) => SQL
}

interface Each {
  readonly join: SQL
  readonly column: (name: string) => SQL
}

export const postgresWords: DbosWords = {
  inBytes: (text) => sql`(${text}) collate "C"`,
  each: (query, name) => ({
    join: sql`cross join lateral (${query}) as ${sql.identifier(name)}`,
    column: (column) => sql`${sql.identifier(name)}.${sql.identifier(column)}`,
  }),
  number: (nodeId) => sql`cast(substring(cast(${nodeId} as text) from '^[0-9]{1,9}') as integer)`,
  list(values) {
    const rows = Object.entries(values).map(([field, value]) => sql`(${word(field)}, cast(${value} as text))`)
    return sql`(values ${sql.join(rows, sql`, `)}) as listed(field, value)`
  },
  attributeTags: (attributes) => sql`
    select one.key || '=' || case jsonb_typeof(one.value) when 'string' then one.value #>> '{}'
      else one.value::text end as tag
    from jsonb_each(case jsonb_typeof(${attributes}) when 'object' then ${attributes} else '{}' end) as one
  `,
  hasAttribute(attributes, tag) {
    const key = sql`split_part(${tag}, '=', 1)`
    const value = sql`split_part(${tag}, '=', 2)`
    const holds = (json: SQL) => sql`${attributes} @> jsonb_build_object(${key}, ${json})`
    // A tag does not tell a text from a number, true, false or null.
    const scalar = sql`case when ${value} ~ ${word(scalarPattern)} then ${value}::jsonb else to_jsonb(${value}) end`
    // With the key beside it, Postgres expects few: of a value that it does not know it expects one row in a hundred.
    return sql`${attributes} ? ${key} and (${holds(value)} or ${holds(scalar)})`
  },
}

const scalarPattern = '^(-?(0|[1-9][0-9]{0,30})(\\.[0-9]{1,30})?|true|false|null)$'

export const sqliteWords: DbosWords = {
  inBytes: (text) => text,
  each(query, name, columns) {
    const list = sql.join(
      columns.map((column) => sql`listed.${sql.identifier(column)}`),
      sql`, `,
    )
    const rows = sql`select json_group_array(json_array(${list})) from (${query}) as listed`
    return {
      join: sql`cross join json_each((${rows})) as ${sql.identifier(name)}`,
      column: (column) =>
        sql`(${sql.identifier(name)}.value ->> ${sql.raw(String(columns.indexOf(column)))})`,
    }
  },
  number: (nodeId) => sql`cast(${nodeId} as integer)`,
  list(values) {
    const rows = Object.entries(values).map(
      ([field, value]) => sql`select ${word(field)} as field, cast(${value} as text) as value`,
    )
    return sql`(${sql.join(rows, sql` union all `)}) as listed`
  },
  attributeTags: (attributes) => sql`
    select one.key || '=' || case when one.type in ('true', 'false', 'null') then one.type
      else cast(one.value as text) end as tag
    from json_each(case when json_valid(${attributes}) then
      case json_type(${attributes}) when 'object' then ${attributes} else '{}' end else '{}' end) as one
  `,
}

export const word = (text: string): SQL => sql.raw(`'${text.replaceAll("'", "''")}'`)
