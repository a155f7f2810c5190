import Database from 'better-sqlite3'
import { createMeter } from '../../meter.ts'
import type { Thresholds } from '../../sql/scope.ts'
import type { Snapshot } from '../../transfer/read.ts'
import { lasting } from './connection.ts'
import { createRun } from './run.ts'
import { sqliteScope } from './scope.ts'

/** What is committed from now on is not in it. Others write meanwhile, into the log beside the file. */
export function snapshotOfSqlite(name: string, file: string, thresholds: Thresholds): Snapshot {
  const db = new Database(file, { readonly: true, fileMustExist: true, timeout: 5_000 })
  db.exec('begin')
  // A transaction sees the store as it is at its first read.
  db.prepare('select count(*) from sqlite_schema').get()
  const run = createRun(lasting(db), sqliteScope(thresholds), { name, kind: 'sqlite' }, () => {})
  const meter = createMeter()
  return {
    read: async (statement, values) => run(statement, values, meter),
    async close() {
      db.close()
    },
  }
}
