import { sql } from 'drizzle-orm'
import { LRUCache } from 'lru-cache'
import type { Transaction } from '../backend.ts'
import { insertAll } from '../recording/writes.ts'
import { upsertRows } from '../sql/insert.ts'
import { statement } from '../sql/statement.ts'
import type { Claim } from './shares.ts'

/** A worker is noted at most this often. */
const everyMs = 10_000
/** A worker that has not been seen for this long is deleted. */
const forgottenMs = 7 * 86_400_000

const addWorkers = statement('queue.addWorkers', ({ tables: { workers: w }, dialect }) =>
  upsertRows(w, [w.id], dialect),
)
const forget = statement(
  'queue.forget',
  () => sql`delete from workers where seen_at < ${sql.placeholder('before')}`,
)

/** Notes from time to time which workers claim. */
export function createRoll() {
  const noted = new LRUCache<string, number>({ max: 1_000 })
  return async (transaction: Transaction, claims: readonly Claim[], now: number): Promise<void> => {
    const due = claims.filter(({ worker, kinds }) => (noted.get(keyOf(worker, kinds)) ?? 0) <= now - everyMs)
    if (due.length === 0) return
    for (const { worker, kinds } of due) noted.set(keyOf(worker, kinds), now)
    const rows = new Map(
      due.map(({ worker, kinds }) => [worker, { id: worker, kinds: JSON.stringify(kinds), seenAt: now }]),
    )
    await insertAll(
      transaction,
      addWorkers,
      [...rows.values()].toSorted((a, b) => (a.id < b.id ? -1 : 1)),
    )
    await transaction.run(forget, { before: now - forgottenMs })
  }
}

const keyOf = (worker: string, kinds: readonly string[]) => JSON.stringify([worker, kinds])
