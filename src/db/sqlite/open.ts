import Database from 'better-sqlite3'
import type { Backend, Transaction } from '../backend.ts'
import { unavailable } from '../failure.ts'
import { migrate } from '../migrate.ts'
import { nativeExecutions } from '../executionsource.ts'
import { nativeRuns } from '../runsource.ts'
import { type Statement, type Scope, type Thresholds, type Values, bind, compile } from '../statement.ts'
import { classify, isBusy } from './errors.ts'
import { sqliteDialect } from './dialect.ts'
import { tables } from './tables.ts'

/** How long a writer waits for another process's transaction before the write is given up. */
const busyFor = 5_000

/** A store in one file. One connection writes, in `begin immediate`; another, read-only, reads. */
export async function openSqlite(name: string, file: string, thresholds: Thresholds): Promise<Backend> {
  const { writer, exclusive } = await openWriter(file)
  const reader = new Database(file, { readonly: true, timeout: 1_000 })
  const scope: Scope = {
    tables,
    dialect: sqliteDialect,
    runs: nativeRuns,
    executions: nativeExecutions(tables, sqliteDialect),
    thresholds,
  }
  const identity = { name, kind: 'sqlite' as const }
  const [read, write] = [preparer(reader, scope), preparer(writer, scope)]

  return {
    ...identity,
    async read(statement, values, { meter }) {
      const began = performance.now()
      let rows = 0
      try {
        const found = read(statement, values)
        rows = found.length
        return found
      } catch (error) {
        throw isBusy(error) ? unavailable(name, error) : classify(name, error)
      } finally {
        meter.count(identity, rows, performance.now() - began)
      }
    },
    async write(meter, work) {
      const transaction: Transaction = {
        async run(statement, values) {
          const began = performance.now()
          const rows = write(statement, values)
          meter.count(identity, rows.length, performance.now() - began)
          return rows
        },
      }
      try {
        return await exclusive(
          () => work(transaction),
          (ms) => meter.count(identity, 0, ms),
        )
      } catch (error) {
        throw classify(name, error)
      }
    },
    async close() {
      reader.close()
      await exclusive.idle()
      writer.close()
    },
  }
}

/** The connection that writes, with the schema up to date. */
async function openWriter(file: string) {
  // Waiting for another process is done between attempts, not inside of them: there it would hold up all readers.
  const writer = new Database(file, { timeout: 1 })
  const exclusive = transactions(writer)
  try {
    await patiently(until(), () => writer.pragma('journal_mode = wal'))
    // An acknowledged write survives a power loss: each commit waits for the disk.
    writer.pragma('synchronous = full')
    await exclusive(async () => migrate('sqlite', (text) => plain(writer, text)))
  } catch (error) {
    writer.close()
    throw error
  }
  return { writer, exclusive }
}

function plain(db: Database.Database, text: string): unknown[] {
  const prepared = db.prepare(text)
  if (prepared.reader) return prepared.all()
  prepared.run()
  return []
}

/** Runs a statement, prepared at its first use and kept for the life of the connection. */
function preparer(db: Database.Database, scope: Scope) {
  const prepared = new Map<Statement<unknown>, (values: Values) => unknown[]>()
  const prepare = (statement: Statement<unknown>) => {
    const { text, slots } = compile(scope, statement)
    const query = db.prepare(text)
    return (values: Values) => {
      const parameters = bind(slots, values, JSON.stringify)
      if (query.reader) return query.all(parameters)
      query.run(parameters)
      return []
    }
  }
  return <Row>(statement: Statement<Row>, values: Values): Row[] => {
    let run = prepared.get(statement)
    if (!run) prepared.set(statement, (run = prepare(statement)))
    return run(values) as Row[]
  }
}

/** Transactions on one connection, one after another. Waiting for another process never blocks this one's readers. */
function transactions(db: Database.Database) {
  let last: Promise<unknown> = Promise.resolve()
  const timed = (text: string, count?: (ms: number) => void) => {
    const began = performance.now()
    db.exec(text)
    count?.(performance.now() - began)
  }
  const run = async <T>(end: number, work: () => Promise<T>, count?: (ms: number) => void): Promise<T> => {
    await patiently(end, () => timed('begin immediate', count))
    try {
      const result = await work()
      timed('commit', count)
      return result
    } catch (error) {
      if (db.inTransaction) timed('rollback', count)
      throw error
    }
  }
  const next = <T>(work: () => Promise<T>, count?: (ms: number) => void): Promise<T> => {
    const end = until()
    const mine = last.then(() => run(end, work, count))
    last = mine.catch(() => undefined)
    return mine
  }
  return Object.assign(next, { idle: () => last })
}

const until = () => performance.now() + busyFor

/** Tries again while another process holds the file. */
async function patiently(end: number, attempt: () => void): Promise<void> {
  for (;;) {
    try {
      return attempt()
    } catch (error) {
      if (!isBusy(error) || performance.now() > end) throw error
      await new Promise((resolve) => setTimeout(resolve, 2 + Math.random() * 20))
    }
  }
}
