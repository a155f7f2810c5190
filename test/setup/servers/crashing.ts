import { isMainThread } from 'node:worker_threads'
import Database from 'better-sqlite3'

// Loaded by a server before anything else: its reading threads end when they are asked for certain words.
if (!isMainThread) {
  const db = new Database(':memory:')
  const statements = Object.getPrototypeOf(db.prepare('select 1')) as { all: (...args: unknown[]) => unknown }
  db.close()
  const { all } = statements
  statements.all = function orCrash(...args) {
    const text = JSON.stringify(args)
    if (text.includes('end now')) process.exit(1)
    if (text.includes('fail later')) setImmediate(fail)
    return Reflect.apply(all, this, args)
  }
}

function fail() {
  throw new Error('the-payload-of-a-client')
}
