import { type Column, type SQL, type SQLWrapper, type Table, getTableColumns, sql } from 'drizzle-orm'

/** `column as "key"` for the columns of a table, so that rows have the names of the code. */
export function fields<T extends Table>(table: T, ...omit: (keyof T['_']['columns'] & string)[]): SQL {
  const columns = Object.entries(getTableColumns(table)).filter(([key]) => !omit.includes(key))
  return sql.join(
    columns.map(([key, column]) => as(column, key)),
    sql`, `,
  )
}

export const as = (value: Column | SQL, key: string): SQL => sql`${value} as ${sql.identifier(key)}`

/** `readIf` of most dialects. A condition on the rows does not ensure that none is read. */
export const readIf = (condition: SQL, most: SQL) => ({
  limit: sql`case when ${condition} then ${most} else 0 end`,
})

/** Replaces a text in a list that is too long for it. A caller that meets it reads the text apart, even if the text is this one. */
export const leftOut = '…'

/** A text, or `leftOut` if it has more than `each` bytes. */
export const unlessLong = (text: SQLWrapper): SQL =>
  sql`case when octet_length(${text}) > ${sql.placeholder('each')} then ${sql.raw(`'${leftOut}'`)} else ${text} end`

/** A text that is read apart, whatever its length. */
export const leftOutOf = (text: SQLWrapper): SQL =>
  sql`case when ${text} is not null then ${sql.raw(`'${leftOut}'`)} end`

/** Most bytes of all texts of a list, before their sizes are counted. */
const mostBytes = 8 * 1024 * 1024

/** How many bytes a text may have in a list of at most this many rows. */
export const eachOf = (rows: number): number =>
  Math.max(1_024, Math.min(16_384, Math.floor(mostBytes / Math.max(1, rows))))

/** A row whose text is `null` if it is larger than the limit. */
export interface Sized {
  /** The bytes of its texts as they are stored; 0 if they are not read whole. */
  readonly size: number
}

/** The size of a text, and the text, or `null` if it has more than `each` bytes. */
export const sized = (text: Column, name: string): SQL =>
  sql`octet_length(${text}) as size,
    case when octet_length(${text}) <= ${sql.placeholder('each')} then ${text} end as ${sql.identifier(name)}`

/** The columns of a table without some, and computed values in place of columns or beside them. */
export function shownOf<T extends Table>(
  table: T,
  omit: readonly (keyof T['_']['columns'] & string)[],
  computed: Readonly<Record<string, SQL>>,
): SQL {
  const names = Object.keys(computed)
  const stored = fields(table, ...omit, ...(names as typeof omit))
  return sql.join([stored, ...names.map((name) => as(computed[name]!, name))], sql`, `)
}
