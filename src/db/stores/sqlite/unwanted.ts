import type Database from 'better-sqlite3'

/** One row in this many is checked, since a call into JavaScript is expensive. A prime, so that no client's pattern falls in step. */
const every = 509

/** The one integer without an absolute value: `abs` of it is an error, and SQLite has no function that only fails. */
const overflow = '-9223372036854775808'

/**
 * Ends a statement of this connection by an error, soon after its answer is no longer wanted. Views with the names of
 * the tables check this while rows are read. SQLite flattens them before it makes a plan.
 */
export function endUnwanted(db: Database.Database, isWanted: () => boolean): void {
  // In a thread that is being ended, a function that throws goes unnoticed: its result is null, and so it is here.
  db.function('is_wanted', () => (isWanted() ? 1 : null))
  const tables = db.prepare<[], string>(
    `select name from sqlite_schema where type = 'table' and name not like 'sqlite%'`,
  )
  for (const table of tables.pluck().all()) {
    // Tells the planner that every row passes, so that it plans as it would without the condition.
    const condition = `likelihood(rowid % ${every} or abs(ifnull(is_wanted(), ${overflow})), 1.0)`
    db.exec(`create temp view "${table}" as select rowid as rowid, * from main."${table}" where ${condition}`)
  }
}
