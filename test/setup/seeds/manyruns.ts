import type { Sql } from '../servers/sql.ts'

/** `insert into table (columns) select values` for n from 0 to count - 1. */
export async function insertMany(sql: Sql, into: string, values: string, count: number): Promise<void> {
  const numbers =
    sql.dialect === 'postgres'
      ? `generate_series(0::bigint, ${count - 1}) as numbers(n)`
      : `(with recursive numbers(n) as (select 0 union all select n + 1 from numbers where n < ${count - 1}) select n from numbers)`
  await sql.run(`insert into ${into} select ${values} from ${numbers}`)
}

export const runColumns =
  'runs (flow_id, number, user_name, started_at, heartbeat_at, version, end_ok, end_ok_at, end_ok_id, end_attempt_at, end_attempt_id)'

/** The other columns of a run that ended well, badly, or has not. */
export const ending = (ok: 1 | 0 | null, at: string) =>
  ok === null ? 'null, null, null, null, null' : `${ok}, ${at}, '', null, null`

/** As Postgres does by itself, and nobody does to a SQLite store. */
export const analyze = async (sql: Sql) =>
  void (sql.dialect === 'postgres' && (await sql.run('vacuum analyze')))
