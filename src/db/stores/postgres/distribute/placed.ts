import { getTableName } from 'drizzle-orm'
import { type Placement, placements } from '../../../tables/placement.ts'
import { postgresTables } from '../../../tables/postgres.ts'

/** A table that does not stay on the coordinator alone. */
export interface Placed {
  readonly table: string
  /** The column by whose hash its rows are spread. `undefined`: all nodes have all of it. */
  readonly by: string | undefined
  /** The first table by the same column, unless it is this one. */
  readonly as: string | undefined
}

const nameOf = (key: string) => getTableName(postgresTables[key as keyof typeof postgresTables])

function* placedTables(): Iterable<Placed> {
  const leaders = new Map<Placement, string>()
  for (const [key, placement] of Object.entries<Placement>(placements)) {
    if (placement === 'coordinator') continue
    const table = nameOf(key)
    const by = placement === 'everywhere' ? undefined : placement
    yield { table, by, as: by === undefined ? undefined : leaders.get(placement) }
    if (!leaders.has(placement)) leaders.set(placement, table)
  }
}

/** The tables of history, in the order in which they are spread. */
export const placed: readonly Placed[] = [...placedTables()]
