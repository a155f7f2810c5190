import Database from 'better-sqlite3'
import postgres from 'postgres'

/** Runs inserts whose rows come `from numbers`, which has an `i` from 1 to `count`. */
export async function fillStore(url: string, count: number, texts: readonly string[]): Promise<void> {
  if (url.startsWith('sqlite:')) fillSqlite(url.slice('sqlite:'.length), count, texts)
  else await fillPostgres(url, count, texts)
}

async function fillPostgres(url: string, count: number, texts: readonly string[]) {
  const sql = postgres(url, { max: 1, onnotice: () => {} })
  const numbers = `(select i from generate_series(1, ${count}) as i) as numbers`
  for (const text of texts) await sql.unsafe(text.replace('from numbers', `from ${numbers}`))
  await sql.unsafe('vacuum analyze')
  await sql.end()
}

/** Indexes are made after the rows, which takes a third of the time. */
function fillSqlite(file: string, count: number, texts: readonly string[]) {
  const db = new Database(file)
  for (const pragma of ['synchronous = off', 'cache_size = -500000', 'temp_store = memory']) db.pragma(pragma)
  const indexes = db
    .prepare(
      `select name, sql from sqlite_master where type = 'index' and sql is not null and tbl_name like 'execution%'`,
    )
    .all() as { name: string; sql: string }[]
  for (const { name } of indexes) db.exec(`drop index ${name}`)
  const numbers = `(
    with recursive numbers(i) as (select 1 union all select i + 1 from numbers where i < ${count})
    select i from numbers
  ) as numbers`
  for (const text of texts) db.exec(text.replace('from numbers', `from ${numbers}`))
  for (const { sql } of indexes) db.exec(sql)
  db.pragma('wal_checkpoint(truncate)')
  db.close()
}
