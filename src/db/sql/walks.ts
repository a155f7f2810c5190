import { type SQL, and, sql } from 'drizzle-orm'
import { type Starts, type Stretch, reachOf, roughly, within } from './starts.ts'

/** A walk along an index in the order of a list. Together, the walks of a list meet each of its rows once. */
export interface IndexWalk {
  readonly from: SQL
  readonly where: readonly (SQL | undefined)[]
  /** The order of the index. */
  readonly orderBy: readonly SQL[]
  /** The order of the list is only almost that of an index. */
  readonly near?: Near | undefined
}

/** The part of an index by start in which a list lies. */
export interface Near {
  readonly starts: Starts
  readonly stretch: Stretch
}

interface Taken {
  /** The name of the table expression. */
  readonly table: 'runs' | 'executions'
  readonly columns: SQL
  readonly joined: SQL
  readonly down: boolean
  /** Written into the statement, so that a plan for all parameters knows that few rows are wanted. */
  readonly most: number
}

/** A table expression: the first rows of each walk, which include the first of all. */
export function firstOfWalks(
  walks: readonly IndexWalk[],
  { table, columns, joined, down, most }: Taken,
): SQL {
  const parts = walks.map(({ from, where, orderBy, near }, place) => {
    const time = orderBy[0]!
    const rows = sql`${from} ${joined} where ${and(...(near ? roughly(near.starts, near.stretch) : []), ...where) ?? sql`true`}`
    const reached = near ? within(near.starts, reachOf({ ...near, time, rows, down, most })) : []
    const part = sql`
      select ${columns}
      from ${from} ${joined}
      where ${and(...reached, ...where) ?? sql`true`}
      order by ${directed(orderBy, down)}
      limit ${sql.raw(String(most))}
    `
    return sql`select * from (${part}) as ${sql.raw(`part${place}`)}`
  })
  return sql`(${sql.join(parts, sql` union all `)}) as ${sql.raw(table)}`
}

export const directed = (columns: readonly SQL[], down: boolean): SQL =>
  sql.join(
    columns.map((column) => sql`${column} ${sql.raw(down ? 'desc' : 'asc')}`),
    sql`, `,
  )
