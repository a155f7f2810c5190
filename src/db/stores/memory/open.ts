import { join } from 'node:path'
import type { Backend, Transaction } from '../../backend.ts'
import { createBell } from '../../bell.ts'
import { createListeners } from '../../changes.ts'
import { counting } from '../../meter.ts'
import { createTouching } from '../../recording/touching.ts'
import { type Said, collectSaid } from '../../said.ts'
import type { Reporter } from '../../watching/report.ts'
import { lasting } from '../sqlite/connection.ts'
import { sqliteFailure } from '../sqlite/errors.ts'
import { createRun } from '../sqlite/run.ts'
import { createMutex } from '../sqlite/mutex.ts'
import { openReads } from '../sqlite/reads.ts'
import { sqliteScope } from '../sqlite/scope.ts'
import { inTurns } from '../sqlite/stretch.ts'
import { type Ending, inSqliteTransaction, until } from '../sqlite/transaction.ts'
import { openWriter } from '../sqlite/writer.ts'
import { noteChanges } from './changes.ts'
import { evict, victims } from './evict.ts'
import { newFolder } from './folder.ts'
import { createRecency } from './recency.ts'
import type { Thresholds } from '../../sql/scope.ts'

const identityOf = (name: string, { runHeartbeat }: Thresholds) => ({
  name,
  kind: 'memory' as const,
  changes: 'range' as const,
  runHeartbeatMs: runHeartbeat * 1000,
})

/**
 * A store that ends with this process and holds at most `max` executions and as many runs. It is a SQLite
 * file whose commits do not wait for the disk. It is read in the same way as a SQLite store.
 */
export async function openMemory(
  name: string,
  max: number,
  thresholds: Thresholds,
  report: Reporter,
): Promise<Backend> {
  const identity = identityOf(name, thresholds)
  const { db, newChanges, run, reads, touching, remove } = await openFile(identity, thresholds, report)
  const queue = createMutex()
  const recency = createRecency(max)
  const { onChange, follow, tell } = createHearing(report)
  let [runs, evicted] = [0, 0]

  async function write<T>(
    work: (transaction: Transaction) => Promise<T>,
    transaction: Transaction,
    { touched, noted, ...ending }: Ending & Pick<Said, 'touched' | 'noted'>,
  ): Promise<T> {
    const changes = newChanges()
    let executions: readonly string[] = []
    const all = async () => {
      const result = await work(transaction)
      const excess = recency.excess(changes.executions)
      executions = await victims(transaction, recency.leastRecent(changes.executions), excess, name)
      await evict(transaction, { executions, runs: runs + changes.runs - max }, changes)
      return result
    }
    const whole = () => touching(transaction, { touched, noted }, all)
    const result = await inSqliteTransaction(db, until(), whole, ending)
    // Only committed changes count.
    recency.apply(changes.executions)
    runs += changes.runs
    evicted += executions.length
    return result
  }

  return {
    ...identity,
    onChange,
    follow,
    bound: { max, evicted: () => evicted, touch: recency.touch },
    read: reads.read,
    pools: () => [reads.scans(), { pool: 'writes', ...queue.use() }],
    async write(meter, work) {
      const { changes, changed, ...said } = collectSaid()
      const transaction = inTurns((statement, values) => run(statement, values, meter), changed)
      try {
        return await queue(transaction, async () => {
          const result = await write(work, transaction, { ...said, count: counting(identity, meter, report) })
          tell(changes)
          return result
        })
      } catch (error) {
        throw sqliteFailure(name, error)
      }
    },
    async close() {
      await reads.close()
      await queue.idle()
      remove()
    },
  }
}

/** Who hears of changes: listeners, and those who follow. */
function createHearing(report: Reporter) {
  const { onChange, tell } = createListeners(report)
  const { follow, ring } = createBell()
  onChange(() => ring())
  return { onChange, follow, tell }
}

/** Opens the file, with the schema up to date, and what reads it. */
async function openFile(
  identity: { readonly name: string; readonly kind: 'memory' },
  thresholds: Thresholds,
  report: Reporter,
) {
  const { path, remove } = await newFolder()
  const file = join(path, 'store.db')
  const db = await openWriter(file, 'off')
  const newChanges = noteChanges(db)
  const scope = sqliteScope(thresholds)
  const run = createRun(lasting(db), scope, identity, report)
  const reads = openReads(identity, file, scope, report)
  const removeAll = () => {
    db.close()
    remove()
  }
  return { db, newChanges, run, reads, touching: createTouching(), remove: removeAll }
}
