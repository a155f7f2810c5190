import type { Backend } from '../../backend.ts'
import { collectChanges, createListeners } from '../../changes.ts'
import { counting } from '../../meter.ts'
import type { Reporter } from '../../watching/report.ts'
import { lasting } from './connection.ts'
import { sqliteFailure } from './errors.ts'
import { createRun } from './run.ts'
import { createMutex } from './mutex.ts'
import { sqliteScope } from './scope.ts'
import { openReads } from './reads.ts'
import { inTurns } from './stretch.ts'
import { inSqliteTransaction, until } from './transaction.ts'
import { openWriter } from './writer.ts'
import type { Thresholds } from '../../sql/scope.ts'

/** A store in one file. One connection writes, in `begin immediate`. */
export async function openSqlite(
  name: string,
  file: string,
  thresholds: Thresholds,
  report: Reporter,
): Promise<Backend> {
  // An acknowledged write survives a power loss: each commit waits for the disk.
  const writer = await openWriter(file, 'full')
  const scope = sqliteScope(thresholds)
  const identity = { name, kind: 'sqlite' as const }
  const reads = openReads(identity, file, scope, report)
  const run = createRun(lasting(writer), scope, identity, report)
  const queue = createMutex()
  const { onChange, tell } = createListeners(report)

  return {
    ...identity,
    onChange,
    read: reads.read,
    async write(meter, work) {
      const { changes, changed } = collectChanges()
      const transaction = inTurns((statement, values) => run(statement, values, meter), changed)
      const count = counting(identity, meter, report)
      const end = until()
      try {
        return await queue(transaction, async () => {
          const result = await inSqliteTransaction(writer, end, () => work(transaction), count)
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
      writer.close()
    },
  }
}
