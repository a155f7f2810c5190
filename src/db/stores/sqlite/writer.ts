import Database from 'better-sqlite3'
import { migrate } from '../migrate.ts'
import { plain } from './run.ts'
import { inSqliteTransaction, whenUnlocked, until } from './transaction.ts'

/** Opens the connection that writes, with the schema up to date. `waits`: whether a commit waits for the disk. */
export async function openWriter(file: string, waits: 'full' | 'off'): Promise<Database.Database> {
  // Waiting for another process happens between attempts: within one, it would block all readers.
  const writer = new Database(file, { timeout: 1 })
  try {
    await whenUnlocked(until(), () => writer.pragma('journal_mode = wal'))
    writer.pragma(`synchronous = ${waits}`)
    await inSqliteTransaction(writer, until(), () => migrate('sqlite', (text) => plain(writer, text)))
  } catch (error) {
    writer.close()
    throw error
  }
  return writer
}
