import Database from 'better-sqlite3'
import type { Backend } from '../../backend.ts'
import { unavailable } from '../../failure.ts'
import { counting } from '../../meter.ts'
import type { Reporter } from '../../watching/report.ts'
import { type Prepare, createConnection } from './connection.ts'
import { classify, isBusy } from './errors.ts'
import { inTime, preparer } from './prepared.ts'
import { createMutex } from './mutex.ts'
import { sqliteScope } from './scope.ts'
import { inTurn, inTurns } from './stretch.ts'
import { createThreads } from './threads.ts'
import { inTransaction, until } from './transaction.ts'
import { openWriter } from './writer.ts'
import type { Thresholds } from '../../sql/scope.ts'

/**
 * A store in one file. One connection writes, in `begin immediate`; another, read-only, reads by keys and pages along
 * an index. Scans run in threads.
 */
export async function openSqlite(
  name: string,
  file: string,
  thresholds: Thresholds,
  report: Reporter,
): Promise<Backend> {
  // An acknowledged write survives a power loss: each commit waits for the disk.
  const writer = await openWriter(file, 'full')
  const reader = createConnection(() => new Database(file, { readonly: true, timeout: 1_000 }))
  const scope = sqliteScope(thresholds)
  const identity = { name, kind: 'sqlite' as const }
  const preparing = (prepare: Prepare) => preparer(prepare, scope, identity, report)
  const read = inTime(preparing(reader.prepare), name)
  const run = preparing((text) => writer.prepare(text))
  const threads = createThreads(identity, scope, file, report)
  const queue = createMutex()

  return {
    ...identity,
    async read(statement, values, reading) {
      reading.meter.beforeRead(identity)
      try {
        if (statement.scans) return await threads.read(statement, values, reading)
        return await inTurn(reading, () => read(statement, values, reading))
      } catch (error) {
        throw isBusy(error) ? unavailable(name, error) : classify(name, error)
      }
    },
    async write(meter, work) {
      const transaction = inTurns((statement, values) => run(statement, values, meter))
      const count = counting(identity, meter, report)
      const end = until()
      try {
        return await queue(transaction, () => inTransaction(writer, end, () => work(transaction), count))
      } catch (error) {
        throw classify(name, error)
      }
    },
    async close() {
      reader.close()
      await threads.close()
      await queue.idle()
      writer.close()
    },
  }
}
