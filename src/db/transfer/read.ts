import { type SQL, getTableColumns, sql } from 'drizzle-orm'
import type { Scalar } from '../sql/scope.ts'
import { as } from '../sql/select.ts'
import { type Statement, statement } from '../sql/statement.ts'
import type { TransferTable } from './records.ts'

export type Row = Readonly<Record<string, Scalar>>

/** Reads a store as it was at one moment, while others write it. */
export interface Snapshot {
  read<Found>(
    statement: Statement<Found>,
    values: Readonly<Record<string, Scalar>>,
  ): Promise<readonly Found[]>
  close(): Promise<void>
}

/** Rows of a page, and bytes of their texts: the last one may have more. */
const mostRows = 500
const mostBytes = 2 * 1024 * 1024

/** A page of a table, beyond a key whose columns are bound as `after0` and so on. */
export function pageOf(name: TransferTable, key: readonly string[]): Statement<Row> {
  return statement(`transfer.${name}`, ({ tables }) => {
    const table = tables[name]
    const columns = Object.entries(getTableColumns(table)).filter(
      ([column, { generated }]) => !generated && column !== 'changed',
    )
    const known = new Map(columns)
    const keys = key.map((column) => sql`${known.get(column)}`)
    const names = key.map((column) => sql.identifier(known.get(column)!.name))
    const texts = columns.filter(([, { dataType }]) => dataType === 'custom' || dataType === 'string')
    const sizes = texts.map(([, column]) => sql`coalesce(octet_length(${column}), 0)`)
    const after = key.map((_, place) => sql`${sql.placeholder(`after${place}`)}`)
    const isSame = keys.map((column, place) => sql`${column} = page.${names[place]!}`)
    // Keys and sizes are found first: long texts are read only of those rows that are returned.
    return sql`
      select ${list(columns.map(([column, value]) => as(value, column)))}
      from (
        select ${list(names)}, sum(size) over (order by ${list(names)} rows unbounded preceding) - size as beforehand
        from (
          select ${list(keys)}, ${sql.join(sizes, sql` + `)} as size
          from ${table}
          where (${list(keys)}) > (${list(after)})
          order by ${list(keys)}
          limit ${sql.raw(String(mostRows))}
        ) as sizes
      ) as page
      join ${table} on ${sql.join(isSame, sql` and `)}
      where page.beforehand < ${sql.raw(String(mostBytes))}
      order by ${list(keys)}
    `
  })
}

const list = (parts: readonly SQL[] | readonly ReturnType<typeof sql.identifier>[]): SQL =>
  sql.join([...parts], sql`, `)

/** How many executions there are. */
export const countExecutions = statement<{ count: number }>(
  'transfer.count',
  ({ tables: { executions } }) => sql`select count(*) as count from ${executions}`,
)
