import type Database from 'better-sqlite3'

/** Asked of one row in so many: a call into JavaScript is dear. A prime, so that no habit of a client's falls in step. */
const every = 509

/**
 * Ends a statement of this connection, by an error, soon after nobody wants its answer any more: SQLite is read through
 * views that have the names of the tables and ask while rows are looked at. They are taken apart before a plan is made.
 */
export function endUnwanted(db: Database.Database, isWanted: () => boolean): void {
  db.function('is_wanted', () => {
    if (!isWanted()) throw new Error('Nobody waits for the answer.')
    return 1
  })
  const tables = db.prepare<[], string>(
    `select name from sqlite_schema where type = 'table' and name not like 'sqlite%'`,
  )
  for (const table of tables.pluck().all()) {
    // The planner is told that every row meets it, and plans as it would without.
    const condition = `likelihood(rowid % ${every} or is_wanted(), 1.0)`
    db.exec(`create temp view "${table}" as select rowid as rowid, * from main."${table}" where ${condition}`)
  }
}
