import Database from 'better-sqlite3'
import { sql as text } from 'drizzle-orm'
import postgres from 'postgres'
import type { Backend } from '../../../src/db/backend.ts'
import { createMeter } from '../../../src/db/meter.ts'
import { endUnwanted } from '../../../src/db/stores/sqlite/unwanted.ts'
import { statement } from '../../../src/db/sql/statement.ts'
import type { Api } from './api.ts'
import type { Place } from './stores.ts'

/** A test's own connection to a store, beside those of the server. */
export interface Sql {
  readonly dialect: 'sqlite' | 'postgres'
  run(text: string, parameters?: readonly unknown[]): Promise<Record<string, unknown>[]>
  /** The same as a thread of the server reads it, where the store has such threads. */
  scan?(text: string, parameters: readonly unknown[]): Promise<Record<string, unknown>[]>
  close(): Promise<void>
}

export function openSql({ url }: Place): Sql {
  if (!url.startsWith('sqlite:')) {
    const sql = postgres(url.replace(/^[a-z]+\+/, ''), { max: 1, onnotice: () => {} })
    return {
      dialect: 'postgres',
      run: async (text, parameters = []) => sql.unsafe(text, parameters as never[]),
      close: () => sql.end(),
    }
  }
  const file = url.slice('sqlite:'.length)
  const db = new Database(file, { timeout: 5_000 })
  let thread: Database.Database | undefined
  return {
    dialect: 'sqlite',
    async run(text, parameters = []) {
      const prepared = db.prepare<unknown[], Record<string, unknown>>(text)
      if (prepared.reader) return prepared.all(...parameters)
      prepared.run(...parameters)
      return []
    },
    async scan(text, parameters) {
      if (!thread) endUnwanted((thread = new Database(file, { readonly: true })), () => true)
      return thread.prepare<unknown[], Record<string, unknown>>(text).all(...parameters)
    },
    async close() {
      db.close()
      thread?.close()
    },
  }
}

/** The same to each store of a server. What is kept in memory has no other connection than that of its backend. */
export const openStores = ({ backends, places }: Pick<Api, 'backends' | 'places'>): Sql[] =>
  backends.map((backend, index) => (backend.kind === 'memory' ? through(backend) : openSql(places[index]!)))

/** By the backend's own connection, so that nobody waits for a transaction of this process without letting it go on. */
export function through(backend: Backend): Sql {
  return {
    dialect: 'sqlite',
    run: (query, parameters = []) => {
      const parts = query
        .split('?')
        .map((part, index) =>
          index === 0 ? text.raw(part) : text`${text.param(parameters[index - 1])}${text.raw(part)}`,
        )
      const once = statement<Record<string, unknown>>('test.sql', () => text.join(parts))
      return backend.write(createMeter(), (transaction) => transaction.run(once, {}))
    },
    close: async () => {},
  }
}
