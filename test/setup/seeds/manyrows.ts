import type { Sql } from '../servers/sql.ts'
import { insertMany } from './manyruns.ts'

/** When the first of many executions began. */
const firstAt = 1_700_000_000_000

/**
 * Fills a store with that many executions, each with a payload, a node result and a DAG, that are steps of as many
 * runs. The first hundred are the parents of all, the first quarter has four facts each.
 */
export async function fill(sql: Sql, count: number): Promise<void> {
  const insert = (into: string, values: string) => insertMany(sql, into, values, count)
  // Two of each instant.
  const sortAt = `${firstAt} + n / 2 * 1000`
  await insert(
    'executions (execution_id, flow_id, run_number, step, parent_id, sample_rate, sort_at, started_at, attempt, attempt_at, verdict, node_count, dag_hash, version)',
    `'e-' || n, 'flow-' || (n % 50), n, 'fit', 'e-' || (n % 100), 1, ${sortAt}, ${sortAt}, 1, ${sortAt}, n % 5, 1, 'hash-' || n, 1`,
  )
  await insert(
    'execution_metadata (execution_id, id, attempt, field, value, ts)',
    `'e-' || (n / 4), 'fact-' || (n % 4), 1, 'attempt', '1', ${sortAt}`,
  )
  await insert('payloads (execution_id, kind, json, bytes)', `'e-' || n, 'in', '[1]', 3`)
  await insert(
    'node_results (execution_id, node_id, attempt, status, bytes, value)',
    `'e-' || n, 'fit', 1, 'COMPLETED', 1, '1'`,
  )
  await insert(
    'dags (dag_hash, json, node_count, last_used_at)',
    `'hash-' || n, '{"nodes":[],"edges":[],"groups":[]}', 0, ${sortAt}`,
  )
  await insert('runs (flow_id, number, started_at, version)', `'flow-' || (n % 50), n, ${sortAt}, 1`)
  // As Postgres does by itself, and nobody does to a SQLite store.
  if (sql.dialect === 'postgres') await sql.run('analyze')
}
