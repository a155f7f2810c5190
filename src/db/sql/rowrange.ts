import { type SQL, sql } from 'drizzle-orm'

export interface RowRange {
  readonly where: readonly SQL[]
  readonly orderBy: readonly SQL[]
}

/** A column of an index that rows share the value of. */
export type Shared = readonly [column: SQL, value: SQL]

/** Where a range begins and stops, and in which direction it is read. */
export interface RangeEnds {
  readonly position: readonly SQL[] | undefined
  readonly down: boolean
  readonly stop?: SQL | undefined
}

/**
 * The rows of an index that share the values of its first columns, in the order of `key`, and only those beyond a
 * position. The last of these columns is bounded on both sides: for an equality, Postgres walks another index that has
 * the order, too, and leaves it late or never if few rows share the values. The others are equalities: with a bound
 * over several columns, Postgres before 18 ends a walk by the first of them only.
 */
export function rowRange(
  shared: readonly Shared[],
  key: readonly SQL[],
  { position, down, stop }: RangeEnds,
): RowRange {
  const equal = shared.slice(0, -1).map(([column, value]) => sql`${column} = ${value}`)
  const last = shared.slice(-1)
  const values = last.map(([, value]) => value)
  const [begin, end] = down ? (['<=', '>='] as const) : (['>=', '<='] as const)
  // A position bounds its own side. With a plainer bound beside it, SQLite would walk from that to the position.
  const signs = [...(position ? [] : [begin]), ...(stop ? [] : [end])]
  const bounds = last.flatMap(([column, value]) =>
    signs.map((sign) => sql`${column} ${sql.raw(sign)} ${value}`),
  )
  const along = [...last.map(([column]) => column), ...key]
  const beyond = position && [
    sql`${row(along)} ${sql.raw(down ? '<' : '>')} ${row([...values, ...position])}`,
  ]
  const until = stop && [
    sql`${row(along.slice(0, values.length + 1))} ${sql.raw(end)} ${row([...values, stop])}`,
  ]
  const orderBy = [...shared.map(([column]) => column), ...key]
  return { where: [...equal, ...bounds, ...(beyond ?? []), ...(until ?? [])], orderBy }
}

const row = (parts: readonly SQL[]) => sql`(${sql.join([...parts], sql`, `)})`
