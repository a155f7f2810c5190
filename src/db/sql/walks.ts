import { type SQL, and, sql } from 'drizzle-orm'
import { type Along, firstInLanes } from './lanes.ts'
import { directed } from './orders.ts'
import { type Starts, type TimeStretch, latest, reachOf, roughly, withinStretch } from './starts.ts'

/** A walk along an index in the order of a list. Together, the walks of a list meet each of its rows once. */
export interface IndexWalk {
  readonly from: SQL
  readonly where: readonly (SQL | undefined)[]
  /** The order of the index. */
  readonly orderBy: readonly SQL[]
  /** The index has an order of its own in each of these. */
  readonly along?: Along | undefined
  /** The order of the list is only almost that of an index. */
  readonly near?: Near | undefined
}

/** The part of an index by start in which a list lies. */
export interface Near {
  readonly starts: Starts
  readonly stretch: TimeStretch
  /** If it is true, the walk is over before it begins. */
  readonly unless?: SQL
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
  const parts = walks.map(({ along, ...walk }, place) => {
    const part = along ? firstInLanes(along, walk, taken) : firstAlong(walk, taken)
    return sql`select * from (${part}) as ${sql.raw(`part${place}`)}`
  })
  return sql`(${sql.join(parts, sql` union all `)}) as ${sql.raw(taken.table)}`
}

function firstAlong({ from, where, orderBy, near }: IndexWalk, { columns, joined, down, most }: Taken): SQL {
  const reached = near ? reachedWithin(near, { from, where, orderBy }, { joined, down, most }) : []
  return sql`
    select ${columns}
    from ${from} ${joined}
    where ${and(...reached, ...where) ?? sql`true`}
    order by ${directed(orderBy, down)}
    limit ${sql.raw(String(most))}
  `
}

function reachedWithin(
  { starts, stretch, unless }: Near,
  { from, where, orderBy: [time] }: IndexWalk,
  { joined, down, most }: Pick<Taken, 'joined' | 'down' | 'most'>,
): SQL[] {
  // A bound that matches nothing is known before the first row, and then there is no reach either.
  const open = unless && sql`${starts.column} <= case when not (${unless}) then ${latest(starts)} end`
  const conditions = and(...roughly(starts, stretch), open, ...where) ?? sql`true`
  const rows = sql`${from} ${joined} where ${conditions}`
  return withinStretch(starts, reachOf({ starts, stretch, time: time!, rows, down, most }))
}
