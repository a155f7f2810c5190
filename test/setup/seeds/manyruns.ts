import type { Sql } from '../servers/sql.ts'

/** So many rows are stored faster while a table has no indexes. */
const many = 10_000

/** `insert into table (columns) select values` for n from 0 to count - 1. */
export async function insertMany(sql: Sql, into: string, values: string, count: number): Promise<void> {
  const numbers =
    sql.dialect === 'postgres'
      ? `generate_series(0::bigint, ${count - 1}) as numbers(n)`
      : `(with recursive numbers(n) as (select 0 union all select n + 1 from numbers where n < ${count - 1}) select n from numbers)`
  const [table] = into.split(' ') as [string]
  const insert = () => sql.run(`insert into ${into} select ${values} from ${numbers}`)
  await (count < many ? insert() : withoutIndexes(sql, table, insert))
}

/** A table has its indexes again when the work is done: once, whatever was inserted. */
export async function withoutIndexes(sql: Sql, table: string, work: () => Promise<unknown>): Promise<void> {
  const indexes = await indexesOf(sql, table)
  for (const { name } of indexes) await sql.run(`drop index ${name}`)
  await work()
  for (const { made } of indexes) await sql.run(made)
}

/** On Postgres, no trigger sees the work. On SQLite they are fast. */
export async function withoutTriggers({ dialect, run }: Sql, work: () => Promise<unknown>): Promise<void> {
  if (dialect === 'postgres') await run('set session_replication_role = replica')
  await work()
  if (dialect === 'postgres') await run('reset session_replication_role')
}

/** The indexes of a table but for those of its keys, each with the statement that makes it. */
const indexesOf = (sql: Sql, table: string) =>
  sql.run(
    sql.dialect === 'postgres'
      ? `select indexname as name, indexdef as made from pg_indexes
         where tablename = '${table}' and indexname not in (select conname from pg_constraint)`
      : `select name, sql as made from sqlite_master where type = 'index' and tbl_name = '${table}' and sql is not null`,
  ) as Promise<{ name: string; made: string }[]>

export const runColumns =
  'runs (flow_id, number, user_name, started_at, heartbeat_at, version, end_ok, end_ok_at, end_ok_id, end_attempt_at, end_attempt_id)'

/** The other columns of a run that ended well, badly, or has not. */
export const ending = (ok: 1 | 0 | null, at: string) =>
  ok === null ? 'null, null, null, null, null' : `${ok}, ${at}, '', null, null`

/** As Postgres does by itself, and nobody does to a SQLite store. */
export const analyze = async (sql: Sql) =>
  void (sql.dialect === 'postgres' && (await sql.run('vacuum analyze')))
