import Database from 'better-sqlite3'
import type { Backend, PoolUse } from '../../backend.ts'
import { abandoned, unavailable } from '../../failure.ts'
import type { Scope } from '../../sql/scope.ts'
import type { Reporter } from '../../watching/report.ts'
import { createConnection } from './connection.ts'
import { sqliteFailure, isFileBusy } from './errors.ts'
import { createRun, inTime } from './run.ts'
import { createSlices } from './slices.ts'
import { inTurn } from './stretch.ts'
import { threadScope } from './scope.ts'
import { createThreads } from './threads.ts'

/**
 * Reads a file: a read-only connection reads by keys and pages along an index, others long texts. Scans run in threads.
 */
export function openReads(
  identity: { readonly name: string; readonly kind: string },
  file: string,
  scope: Scope,
  report: Reporter,
): Pick<Backend, 'read' | 'close'> & { readonly scans: () => PoolUse } {
  const { name } = identity
  const open = () => new Database(file, { readonly: true, timeout: 1_000 })
  const reader = createConnection(open)
  const read = inTime(createRun(reader, scope, identity, report), name)
  const slices = createSlices(open, scope, identity, report)
  const threads = createThreads(identity, threadScope(scope), file, report)
  return {
    async read(statement, values, reading) {
      reading.meter.beforeRead(identity)
      if (reading.interest?.isOver()) throw abandoned(name)
      try {
        if (statement.scans) return await threads.read(statement, values, reading)
        if (statement.inParts) return await slices.read(statement, values, reading)
        return await inTurn(reading, () => read(statement, values, reading))
      } catch (error) {
        throw isFileBusy(error) ? unavailable(name, error) : sqliteFailure(name, error)
      }
    },
    scans: () => ({ pool: 'scans', ...threads.use() }),
    async close() {
      reader.close()
      slices.close()
      await threads.close()
    },
  }
}
