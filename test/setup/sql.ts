import Database from 'better-sqlite3'
import postgres from 'postgres'
import type { Place } from './stores.ts'

/** A test's own connection to a store, beside those of the server. */
export interface Sql {
  readonly dialect: 'sqlite' | 'postgres'
  run(text: string, parameters?: readonly unknown[]): Promise<Record<string, unknown>[]>
  close(): Promise<void>
}

export function openSql({ url }: Place): Sql {
  if (!url.startsWith('sqlite:')) {
    const sql = postgres(url.replace(/^metaflow\+/, ''), { max: 1, onnotice: () => {} })
    return {
      dialect: 'postgres',
      run: async (text, parameters = []) => sql.unsafe(text, parameters as never[]),
      close: () => sql.end(),
    }
  }
  const db = new Database(url.slice('sqlite:'.length), { timeout: 5_000 })
  return {
    dialect: 'sqlite',
    async run(text, parameters = []) {
      const prepared = db.prepare<unknown[], Record<string, unknown>>(text)
      if (prepared.reader) return prepared.all(...parameters)
      prepared.run(...parameters)
      return []
    },
    close: async () => void db.close(),
  }
}
