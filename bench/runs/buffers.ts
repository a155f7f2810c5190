import type postgres from 'postgres'
import type { Backend } from '../../src/db/backend.ts'
import { type Case, unfiltered } from './cases.ts'

/** How many buffer pages the server touched for the floor and for each case: a figure without noise. */
export async function buffersOf(
  sql: postgres.Sql,
  backend: Backend,
  cases: readonly Case[],
): Promise<number[]> {
  await sql`create extension if not exists pg_stat_statements`
  const buffers: number[] = []
  for (const { ask } of [unfiltered, ...cases]) {
    await ask(backend)
    await sql`select pg_stat_statements_reset()`
    await ask(backend)
    const [row] = await sql`
      select sum(shared_blks_hit + shared_blks_read)::int as touched from pg_stat_statements
      where dbid = (select oid from pg_database where datname = current_database()) and query not like '%pg_stat_statements%'`
    buffers.push(Number(row?.['touched'] ?? 0))
  }
  return buffers
}
