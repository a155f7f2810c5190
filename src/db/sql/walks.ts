import { type SQL, and, sql } from 'drizzle-orm'
import { type Along, firstInLanes } from './lanes.ts'
import { directed } from './rowrange.ts'

/** A walk along an index in the order of a list. Together, the walks of a list meet each of its rows once. */
export interface IndexWalk {
  readonly from: SQL
  readonly where: readonly (SQL | undefined)[]
  /** The order of the index. */
  readonly orderBy: readonly SQL[]
  /** The index has an order of its own in each of these. */
  readonly along?: Along | undefined
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
export function firstOfWalks(walks: readonly IndexWalk[], taken: Taken): SQL {
  const { table, columns, joined, down, most } = taken
  const parts = walks.map(({ along, ...walk }, place) => {
    const { from, where, orderBy } = walk
    const part = along
      ? firstInLanes(along, walk, taken)
      : sql`
          select ${columns}
          from ${from} ${joined}
          where ${and(...where) ?? sql`true`}
          order by ${directed(orderBy, down)}
          limit ${sql.raw(String(most))}
        `
    return sql`select * from (${part}) as ${sql.raw(`part${place}`)}`
  })
  return sql`(${sql.join(parts, sql` union all `)}) as ${sql.raw(table)}`
}
