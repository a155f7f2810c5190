import { sql } from 'drizzle-orm'
import type { Dialect } from '../../../sql/dialect.ts'
import { postgresDialect } from '../dialect.ts'

/** SQL that runs on several servers. */
export const citusDialect: Dialect = {
  ...postgresDialect,
  implied: (condition) => condition,
  ofOneRow,
  // It takes no query as a limit. It asks the condition first, and knows it when it reads.
  readIf: (where, limit) => ({ where, limit }),
  looksUpFound: false,
  // Each server has transaction numbers of its own: nobody reads changes by them.
  changed: sql`null::xid8`,
  sparesIndexes: false,
}

/** The rows of parameters as `rows` of the dialect of Postgres writes them: their arrays, and their columns. */
const listed = (rows: string) => new RegExp(`unnest\\(([^()]*)\\) as "${rows}"\\(([^()]*)\\)`)

/**
 * Citus takes no sub-select that is limited for each row of a list. For a list of one row it is one sub-select, whose
 * values are parameters.
 */
function ofOneRow(text: string, rows: string): string {
  const [, arrays = '', names = ''] = listed(rows).exec(text) ?? []
  const columns = names.split(', ').map((name) => name.slice(1, -1))
  const values = new Map(arrays.split(', ').map((array, place) => [columns[place], `(${array})[1]`]))
  return text.replaceAll(
    new RegExp(`(?<![\\w".])${rows}\\."?(\\w+)"?`, 'g'),
    (whole, column: string) => values.get(column) ?? whole,
  )
}
