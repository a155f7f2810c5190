import { sql } from 'drizzle-orm'
import type { Transaction } from '../../backend.ts'
import { StoreFailure } from '../../failure.ts'
import { lockQueuedAmong, removeExecutions } from '../../recording/remove.ts'
import { removeRuns } from '../../recording/removeruns.ts'
import { statement } from '../../sql/statement.ts'
import { isUsed } from '../../recording/dags.ts'
import type { BoundedChanges } from './changes.ts'

/** What a transaction must evict before it commits. */
interface Excess {
  readonly executions: readonly string[]
  readonly runs: number
}

/** Deletes the excess executions and runs with their details, and DAGs that are no longer used. */
export async function evict(
  transaction: Transaction,
  { executions, runs }: Excess,
  { dags }: BoundedChanges,
) {
  await removeExecutions(transaction, executions)
  if (runs > 0) await removeRuns(transaction, await transaction.run(runsToGo, { excess: runs }))
  if (dags.size > 0) await transaction.run(removeUnused, { hashes: [...dags] })
}

/** The first `count` executions that are not queued. Queued executions are never evicted: a store full of them refuses the write. */
export async function victims(
  transaction: Transaction,
  candidates: Iterator<string>,
  count: number,
  backend: string,
): Promise<string[]> {
  const chosen: string[] = []
  while (chosen.length < count) {
    const some: string[] = []
    for (let next = candidates.next(); !next.done; next = candidates.next())
      if (some.push(next.value) >= count - chosen.length) break
    if (some.length === 0) throw full(backend)
    const queued = await lockQueuedAmong(transaction, some)
    chosen.push(...some.filter((id) => !queued.has(id)))
  }
  return chosen
}

const full = (backend: string) =>
  new StoreFailure(
    'TOO_LARGE',
    backend,
    `Backend "${backend}" is full of unfinished executions of the queue. Nothing was stored: send it again when some are finished.`,
  )

const outcomes = [
  { outcome: 0, open: 1 },
  { outcome: 1, open: 0 },
  { outcome: 2, open: 0 },
  { outcome: 3, open: 1 },
] as const

/** Finished runs before open ones, each in the order of their start: one index range per outcome. */
const runsToGo = statement<{ flow: string; number: number }>('memory.runsToGo', () => {
  const limit = sql`limit ${sql.placeholder('excess')}`
  const first = outcomes.map(
    ({ outcome, open }) =>
      sql`
        select *
        from (
          select ${sql.raw(String(open))} as open, flow_id, number, started_at
          from runs
          where outcome = ${sql.raw(String(outcome))}
          order by started_at, flow_id, number ${limit}
        )
      `,
  )
  return sql`
    select flow_id as flow, number
    from (${sql.join(first, sql` union all `)}) as first
    order by open, started_at, flow_id, number ${limit}
  `
})

const removeUnused = statement(
  'memory.removeUnused',
  (scope) =>
    sql`
      delete from dags where ${scope.dialect.isIn(scope.tables.dags.hash, 'hashes')} and not ${isUsed(sql`${scope.tables.dags.hash}`, scope)}
    `,
)
