import { type SQL, sql } from 'drizzle-orm'
import type { Backend, Transaction } from '../backend.ts'
import type { Meter } from '../meter.ts'
import { as } from '../sql/select.ts'
import { apart, statement } from '../sql/statement.ts'
import type { Scope } from '../sql/scope.ts'

/** An unused DAG is kept for a day, plus an hour because its use is noted at most hourly. */
export const unusedFor = 25 * 3_600_000

export interface OldDag {
  readonly hash: string
  readonly lastUsedAt: number
}

/** DAGs that nobody has recorded for long, from a position on. */
export const nextOldDags = statement<OldDag>('recording.nextOldDags', ({ tables: { dags } }) => {
  const { hash, lastUsedAt } = dags
  const key = sql`${lastUsedAt}, ${hash}`
  return sql`
    select ${as(hash, 'hash')}, ${as(lastUsedAt, 'lastUsedAt')}
    from ${dags}
    where (${key}) > (${sql.placeholder('lastUsedAt')}, ${sql.placeholder('hash')})
      and ${lastUsedAt} <= ${sql.placeholder('unusedSince')}
    order by ${key}
    limit ${sql.placeholder('limit')}
  `
})

/** An execution or a run refers to the DAG. The sub-selects read one row each: for a join, Postgres would read all executions. */
export function isUsed(hash: SQL, { tables: { executions, runs } }: Scope): SQL {
  const [ofExecution, ofRun] = [executions, runs].map(
    (table) => sql`(select 1 from ${table} where ${table.dagHash} = ${hash} limit 1) is not null`,
  )
  return sql`(${ofExecution} or ${ofRun})`
}

const usedAmong = apart(
  { each: 'keys' },
  statement<{ hash: string }>(
    'recording.usedDags',
    (scope) => sql`
      select keys.hash as hash
      from ${scope.dialect.rows('keys', { hash: 'text' })}
      where ${isUsed(sql`keys.hash`, scope)}
    `,
  ),
)

/** Those of the DAGs that no execution and no run refers to. */
export async function unusedAmong(read: Transaction['run'], hashes: readonly string[]): Promise<string[]> {
  if (hashes.length === 0) return []
  const rows = await read(usedAmong, { keys: hashes.map((hash) => ({ hash })) })
  const used = new Set(rows.map(({ hash }) => hash))
  return hashes.filter((hash) => !used.has(hash))
}

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

const deleteDags = statement(
  'recording.deleteDags',
  ({ tables: { dags }, dialect }) => sql`delete from ${dags} where ${dialect.isIn(dags.hash, 'hashes')}`,
)

/** Deletes those of the DAGs that are still old and unused. Returns how many. */
export function removeDags(backend: Backend, hashes: readonly string[], unusedSince: number, meter: Meter) {
  return backend.write(meter, async (transaction) => {
    const locked = await transaction.run(lockOld, { hashes, unusedSince })
    // What used one of them before it was locked is committed, and seen by a statement after the lock.
    const unused = await unusedAmong(
      transaction.run,
      locked.map(({ hash }) => hash),
    )
    if (unused.length > 0) await transaction.run(deleteDags, { hashes: unused })
    return unused.length
  })
}
