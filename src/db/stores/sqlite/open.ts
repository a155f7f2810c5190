import type { Backend } from '../../backend.ts'
import { createListeners } from '../../changes.ts'
import { counting } from '../../meter.ts'
import { createTouching } from '../../recording/touching.ts'
import { collectSaid } from '../../said.ts'
import type { Reporter } from '../../watching/report.ts'
import { createFileBell } from './bell.ts'
import { lasting } from './connection.ts'
import { sqliteFailure } from './errors.ts'
import { createRun } from './run.ts'
import { createMutex } from './mutex.ts'
import { createPresence } from './presence.ts'
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
  const identity = { name, kind: 'sqlite' as const, runHeartbeatMs: thresholds.runHeartbeat * 1000 }
  const checkPresence = createPresence(name, file)
  const reads = openReads(identity, file, scope, report)
  const run = createRun(lasting(writer), scope, identity, report)
  const queue = createMutex()
  const { onChange, tell } = createListeners(report)
  const touching = createTouching()
  const bell = createFileBell(file, checkPresence)
  onChange(() => bell.ring())

  return {
    ...identity,
    onChange,
    follow: bell.follow,
    changes: 'range',
    async read(...asked) {
      checkPresence()
      return reads.read(...asked)
    },
    pools: () => [reads.scans(), { pool: 'writes', ...queue.use() }],
    async write(meter, work) {
      const { changes, changed, isSaid, ...said } = collectSaid()
      const transaction = inTurns((statement, values) => run(statement, values, meter), changed)
      const count = counting(identity, meter, report)
      const end = until()
      try {
        return await queue(transaction, async () => {
          checkPresence()
          const whole = () => touching(transaction, said, () => work(transaction))
          const result = await inSqliteTransaction(writer, end, whole, { count, isSaid })
          bell.committed(isSaid())
          tell(changes)
          return result
        })
      } catch (error) {
        throw sqliteFailure(name, error)
      }
    },
    async close() {
      bell.close()
      await reads.close()
      await queue.idle()
      writer.close()
    },
  }
}
