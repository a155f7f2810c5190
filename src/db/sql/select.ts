import { type Column, type SQL, type SQLWrapper, type Table, getTableColumns, sql } from 'drizzle-orm'

/** `column as "key"` for the columns of a table, so that a row arrives under the names of the code. */
export function fields<T extends Table>(table: T, ...omit: (keyof T['_']['columns'] & string)[]): SQL {
  const columns = Object.entries(getTableColumns(table)).filter(([key]) => !omit.includes(key))
  return sql.join(
    columns.map(([key, column]) => as(column, key)),
    sql`, `,
  )
}

export const as = (value: Column | SQL, key: string): SQL => sql`${value} as ${sql.identifier(key)}`

/** What a list has in place of a text that is too long for it. Who asks for that reads it apart, even if it is this one. */
export const leftOut = '…'

/** A text, if it has no more than `each` bytes. */
export const unlessLong = (text: SQLWrapper): SQL =>
  sql`case when octet_length(${text}) > ${sql.placeholder('each')} then ${sql.raw(`'${leftOut}'`)} else ${text} end`

/** All texts of a list may come to so many bytes, before their sizes are counted. */
const mostBytes = 8 * 1024 * 1024

/** How many bytes a text may have in a list of at most so many rows. */
export const eachOf = (rows: number): number =>
  Math.max(1_024, Math.min(16_384, Math.floor(mostBytes / Math.max(1, rows))))

/** A row with a text that is `null` where it is larger than was asked for. */
export interface Sized {
  /** The bytes of its texts as they are stored; 0 where they are not to be read whole. */
  readonly size: number
}

/** A text with its size, if it has no more bytes than `each`. */
export const sized = (text: Column, name: string): SQL =>
  sql`octet_length(${text}) as size,
    case when octet_length(${text}) <= ${sql.placeholder('each')} then ${text} end as ${sql.identifier(name)}`

/** What a row shows: the columns of a table apart from some, and what is computed, in place of a column or beside them. */
export function shownOf<T extends Table>(
  table: T,
  omit: readonly (keyof T['_']['columns'] & string)[],
  computed: Readonly<Record<string, SQL>>,
): SQL {
  const names = Object.keys(computed)
  const stored = fields(table, ...omit, ...(names as typeof omit))
  return sql.join([stored, ...names.map((name) => as(computed[name]!, name))], sql`, `)
}
