import Database from 'better-sqlite3'
import postgres from 'postgres'

type Query = (text: string) => Promise<readonly Readonly<Record<string, unknown>>[]>

/** Runs `work` with a connection that reads a store through its driver alone. */
export async function withQuery<T>(url: string, work: (query: Query) => Promise<T>): Promise<T> {
  const [query, close] = url.startsWith('sqlite:') ? onSqlite(url.slice(7)) : onPostgres(url)
  try {
    return await work(query)
  } finally {
    await close()
  }
}

function onSqlite(file: string): [Query, () => Promise<void>] {
  const db = new Database(file, { readonly: true })
  return [async (text) => db.prepare(text).all() as Record<string, unknown>[], async () => void db.close()]
}

function onPostgres(url: string): [Query, () => Promise<void>] {
  const sql = postgres(url, { max: 1, onnotice: () => {} })
  return [async (text) => [...(await sql.unsafe(text))], () => sql.end()]
}
