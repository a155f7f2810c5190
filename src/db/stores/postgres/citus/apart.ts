import type { Backend, Transaction } from '../../../backend.ts'
import type { Scalar, Values } from '../../../sql/scope.ts'
import type { Apart, Statement } from '../../../sql/statement.ts'
import { type Shard, type Shards, shardOf } from './shards.ts'

/** The values of each statement that is sent in place of a whole one, in the order of the shards. */
export type PartsOf = (statement: Statement<unknown>, values: Values) => readonly Values[]

/** Where the history of a store lies. */
export interface ShardLayout {
  /** The parts in which a statement is sent. */
  readonly parts: PartsOf
  /** Does the work, once more if it failed since shards have been made or split meanwhile. */
  retried<T>(work: () => Promise<T>): Promise<T>
}

export const partsBy =
  (shards: Shards): PartsOf =>
  ({ apart }, values) =>
    apart ? partsOf(apart, values, shards) : [values]

type Row = Readonly<Record<string, Scalar>>

function partsOf(apart: Apart, values: Values, shards: Shards): Values[] {
  const [list, column] = ('each' in apart ? apart.each : apart.keys).split('.') as [string, string?]
  const all = values[list] as readonly (Scalar | Row)[]
  if ('each' in apart) return all.map((one) => ({ ...values, [list]: [one] }) as Values)
  const keyOf = (one: Scalar | Row) => (column === undefined ? one : (one as Row)[column]) as string
  const groups = grouped(all, keyOf, shards[apart.of])
  return groups.map((some) => ({ ...values, [list]: some }) as Values)
}

/** In the order of the shards: all transactions lock the rows of several shards in it. */
function grouped<One>(all: readonly One[], keyOf: (one: One) => string, shards: readonly Shard[]) {
  if (shards.length < 2) return [all]
  const groups = Map.groupBy(all, (one) => shardOf(keyOf(one), shards))
  return [...groups].toSorted(([one], [other]) => one - other).map(([, some]) => some)
}

/** So many parts count as one read of those that a query may make. */
const partsOfRead = 10

/** Reads the parts of a statement at once. */
export const readApart =
  (read: Backend['read'], { parts, retried }: ShardLayout): Backend['read'] =>
  (statement, values, reading) => {
    const uncounted = { ...reading, meter: { ...reading.meter, beforeRead: () => {} } }
    return retried(async () => {
      const rows = await Promise.all(
        parts(statement, values).map((part, place) =>
          read(statement, part, place % partsOfRead === 0 ? reading : uncounted),
        ),
      )
      return rows.length === 1 ? rows[0]! : rows.flat()
    })
  }

/** Runs the parts of a statement one after another. */
export const runApart =
  (run: Transaction['run'], parts: PartsOf): Transaction['run'] =>
  async (statement, values) => {
    const rows = []
    for (const part of parts(statement, values)) rows.push(await run(statement, part))
    return rows.length === 1 ? rows[0]! : rows.flat()
  }
