import { type SQL, sql } from 'drizzle-orm'
import type { Backend } from '../backend.ts'
import type { Meter } from '../meter.ts'
import { as } from '../sql/select.ts'
import { statement } from '../sql/statement.ts'
import type { Scope } from '../sql/scope.ts'

/** An unused DAG is kept for a day, plus an hour because its use is noted at most hourly. */
export const unusedFor = 25 * 3_600_000

/** No execution and no run refers to the DAG. The sub-selects read one row each: for a join, Postgres would read all executions. */
export function isUnused({ tables: { dags, executions, runs } }: Scope): SQL {
  const [ofExecution, ofRun] = [executions, runs].map(
    (table) => sql`(select 1 from ${table} where ${table.dagHash} = ${dags.hash} limit 1) is null`,
  )
  return sql`${ofExecution} and ${ofRun}`
}

/** DAGs that have not been used for long, from a position on, each with whether it is `unused`. */
export function oldDags(scope: Scope, from: boolean): SQL {
  const { hash, lastUsedAt } = scope.tables.dags
  const beyond = sql`
    (${lastUsedAt}, ${hash}) > (${sql.placeholder('lastUsedAt')}, ${sql.placeholder('hash')}) and
  `
  return sql`
    select ${as(hash, 'hash')}, ${as(lastUsedAt, 'lastUsedAt')}, case
      when ${isUnused(scope)} then 1
      else 0
    end as unused
    from ${scope.tables.dags}
    where ${from ? beyond : sql``} ${lastUsedAt} <= ${sql.placeholder('unusedSince')}
    order by ${lastUsedAt}, ${hash}
    limit ${sql.placeholder('limit')}
  `
}

export interface OldDag {
  readonly hash: string
  readonly lastUsedAt: number
  readonly unused: number
}

export const nextOldDags = statement<OldDag>('recording.nextOldDags', (scope) => oldDags(scope, true))

const isOld = ({ tables: { dags }, dialect }: Scope) =>
  sql`${dialect.isIn(dags.hash, 'hashes')} and ${dags.lastUsedAt} <= ${sql.placeholder('unusedSince')}`

/** A transaction that records an execution marks its DAG as used: it holds the row's lock, or finds the row deleted and inserts it again. */
const lockOld = statement<{ hash: string }>(
  'recording.lockOld',
  (scope) =>
    sql`
      select ${as(scope.tables.dags.hash, 'hash')}
      from ${scope.tables.dags}
      where ${isOld(scope)}
      order by ${scope.tables.dags.hash} ${scope.dialect.forUpdateIfFree}
    `,
)

const deleteUnused = statement<{ hash: string }>(
  'recording.deleteUnused',
  (scope) =>
    sql`
      delete from ${scope.tables.dags}
      where ${isOld(scope)} and ${isUnused(scope)}
      returning dag_hash as hash
    `,
)

/** Deletes those of the DAGs that are still old and unused. Returns how many. */
export function removeDags(backend: Backend, hashes: readonly string[], unusedSince: number, meter: Meter) {
  return backend.write(meter, async (transaction) => {
    const locked = await transaction.run(lockOld, { hashes, unusedSince })
    if (locked.length === 0) return 0
    const free = locked.map(({ hash }) => hash)
    return (await transaction.run(deleteUnused, { hashes: free, unusedSince })).length
  })
}
