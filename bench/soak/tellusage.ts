// Imported by the process of the server before all else.
import { readdirSync } from 'node:fs'
import Database from 'better-sqlite3'

/** What the process holds after a garbage collection. */
export interface Usage {
  readonly rss: number
  readonly heap: number
  /** What keeps Node's event loop informed: sockets, timers, threads. */
  readonly handles: number
  readonly files: number
  /** Statements of SQLite that are prepared in the main thread. */
  readonly statements: number
}

let statements = 0
const freed = new FinalizationRegistry<undefined>(() => (statements -= 1))
const { prepare } = Database.prototype
Database.prototype.prepare = function (this: Database.Database, text: string) {
  const statement = prepare.call(this, text)
  statements += 1
  freed.register(statement, undefined)
  return statement
} as typeof prepare

process.on('message', (asked) => {
  if (asked !== 'usage') return
  for (let times = 0; times < 2; times += 1)
    globalThis.gc?.({ type: 'major', execution: 'sync', flavor: 'last-resort' })
  // What was freed is told in the next turn.
  setTimeout(() => {
    const { rss, heapUsed, external } = process.memoryUsage()
    const usage: Usage = {
      rss,
      heap: heapUsed + external,
      handles: process.getActiveResourcesInfo().length,
      files: readdirSync('/proc/self/fd').length,
      statements,
    }
    process.send?.(usage)
  }, 100)
})
process.channel?.unref()
