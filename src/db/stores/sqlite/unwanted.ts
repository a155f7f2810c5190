import type Database from 'better-sqlite3'

/** One row in this many is checked, since a call into JavaScript is expensive. A prime, so that no client's pattern falls in step. */
const every = 509

/**
 * Ends a statement of this connection by an error, soon after its answer is no longer wanted. Views with the names of
 * the tables check this while rows are read. SQLite flattens them before it makes a plan.
 */
export function endUnwanted(db: Database.Database, isWanted: () => boolean): void {
  db.function('is_wanted', () => {
    if (!isWanted()) throw new Error('The answer is no longer wanted.')
    return 1
  })
  const tables = db.prepare<[], string>(
    `select name from sqlite_schema where type = 'table' and name not like 'sqlite%'`,
  )
  for (const table of tables.pluck().all()) {
    // Tells the planner that every row passes, so that it plans as it would without the condition.
    const condition = `likelihood(rowid % ${every} or is_wanted(), 1.0)`
    db.exec(`create temp view "${table}" as select rowid as rowid, * from main."${table}" where ${condition}`)
  }
}
