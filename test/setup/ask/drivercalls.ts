import { getEnvironmentData, isMainThread, setEnvironmentData } from 'node:worker_threads'
import Database from 'better-sqlite3'

const key = 'calls of the SQLite driver'
// One number for the process: threads are given the same memory.
const count = (getEnvironmentData(key) as Int32Array | undefined) ?? new Int32Array(new SharedArrayBuffer(4))
setEnvironmentData(key, count)

export const driverCalls = () => Atomics.load(count, 0)

/** Counts from now on every call of this thread that runs a statement. */
export function countCalls() {
  const db = new Database(':memory:')
  const statements = Object.getPrototypeOf(db.prepare('select 1')) as Record<string, Method>
  const databases = Database.prototype as unknown as Record<string, Method>
  for (const name of ['run', 'get', 'all', 'iterate']) counted(statements, name)
  for (const name of ['exec', 'pragma']) counted(databases, name)
  db.close()
}

/** What a thread sets up once is part of no request, and nobody asks for the look at a file that others may have changed. */
const isApart = (text: unknown) =>
  typeof text === 'string' && /temp view|sqlite_schema|mmap_size|data_version/.test(text)

type Method = (this: unknown, ...args: unknown[]) => unknown

function counted(prototype: Record<string, Method>, name: string) {
  const method = prototype[name]!
  prototype[name] = function andCount(...args) {
    if (!isApart((this as { source?: string }).source ?? args[0])) Atomics.add(count, 0, 1)
    return Reflect.apply(method, this, args)
  }
}

// A thread loads this before anything else.
if (!isMainThread) countCalls()
