import Database from 'better-sqlite3'
import type { Backend, Transaction } from '../../backend.ts'
import { counting } from '../../meter.ts'
import { migrate } from '../migrate.ts'
import type { Reporter } from '../../watching/report.ts'
import { classify } from '../sqlite/errors.ts'
import { inTime, plain, preparer } from '../sqlite/prepared.ts'
import { createMutex } from '../sqlite/mutex.ts'
import { sqliteScope } from '../sqlite/scope.ts'
import { inTurn, inTurns } from '../sqlite/stretch.ts'
import { inTransaction, until } from '../sqlite/transaction.ts'
import { noteChanges } from './changes.ts'
import { evict, victims } from './evict.ts'
import { createRecency } from './recency.ts'
import type { Thresholds } from '../../sql/scope.ts'

/**
 * A store in this process with room for `max` executions and as many runs. It has one connection, so reads stand in
 * the same queue as writes: none sees a transaction that is under way.
 */
export async function openMemory(
  name: string,
  max: number,
  thresholds: Thresholds,
  report: Reporter,
): Promise<Backend> {
  const db = new Database(':memory:')
  await migrate('sqlite', (text) => plain(db, text))
  const newChanges = noteChanges(db)
  const identity = { name, kind: 'memory' as const }
  const run = preparer(db, sqliteScope(thresholds), identity, report)
  const read = inTime(run, name)
  const queue = createMutex()
  const recency = createRecency(max)
  let [runs, evicted] = [0, 0]

  async function write<T>(
    work: (transaction: Transaction) => Promise<T>,
    transaction: Transaction,
    count: (text: string, ms: number) => void,
  ): Promise<T> {
    const changes = newChanges()
    let executions: readonly string[] = []
    const whole = async () => {
      const result = await work(transaction)
      const excess = recency.excess(changes.executions)
      executions = await victims(transaction, recency.leastRecent(changes.executions), excess, name)
      await evict(transaction, { executions, runs: runs + changes.runs - max }, changes)
      return result
    }
    const result = await inTransaction(db, until(), whole, count)
    // Only what is committed counts.
    recency.apply(changes.executions)
    runs += changes.runs
    evicted += executions.length
    return result
  }

  return {
    ...identity,
    bound: { max, evicted: () => evicted, touch: recency.touch },
    async read(statement, values, reading) {
      reading.meter.beforeRead(identity)
      try {
        return await queue(reading, () => inTurn(reading, () => read(statement, values, reading)))
      } catch (error) {
        throw classify(name, error)
      }
    },
    async write(meter, work) {
      const transaction = inTurns((statement, values) => run(statement, values, meter))
      try {
        return await queue(transaction, () => write(work, transaction, counting(identity, meter, report)))
      } catch (error) {
        throw classify(name, error)
      }
    },
    async close() {
      await queue.idle()
      db.close()
    },
  }
}
