import type Database from 'better-sqlite3'

/** Prepares a statement. `forget` is called before statements that were prepared earlier become invalid. */
export type Prepare = (text: string, forget: () => void) => Database.Statement<unknown[], object>

/**
 * A prepared statement is freed when JavaScript collects its object, which may be long after its last use. Closing its
 * connection frees it at once, so a connection that has prepared this many is replaced. Most servers never reach it.
 */
const mostPrepared = 1_000

/** A connection that reads, opened when first needed, and replaced after many statements. */
export function createConnection(open: () => Database.Database) {
  let db: Database.Database | undefined
  let prepared = 0
  const close = () => db?.close()
  const prepare: Prepare = (text, forget) => {
    if (prepared === mostPrepared) {
      forget()
      close()
      db = undefined
      prepared = 0
    }
    db ??= open()
    prepared += 1
    return db.prepare<unknown[], object>(text)
  }
  return { prepare, close }
}
