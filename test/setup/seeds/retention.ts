import type { Sql } from '../servers/sql.ts'

/** An execution as it lies in the store. What is left out is of one that ended well. */
export interface Lying {
  readonly id: string
  readonly flow?: string
  /** When it began. */
  readonly sortAt: number
  readonly finishedAt?: number | null
  readonly attempt?: number
  /** 0 open, 1 ok, 2 failed, 3 cancelled, 4 timed out. */
  readonly verdict?: number
  readonly state?: 'WAITING' | 'PAUSED' | null
  readonly heartbeatAt?: number | null
  readonly heartbeatTimeoutMs?: number | null
  readonly dag?: string | null
}

/** Puts executions into a store, and their flows. */
export async function lay(sql: Sql, all: readonly Lying[]): Promise<void> {
  if (all.length === 0) return
  const rows = all.map((one) => {
    const { id, flow = 'Train', sortAt, finishedAt = sortAt + 1, attempt = 1, verdict = 1 } = one
    const { state = null, heartbeatAt = null, heartbeatTimeoutMs = null, dag = null } = one
    const end = verdict === 0 ? null : finishedAt
    // A failure is in its group: a server would look for it meanwhile, and hold rows that retention then leaves.
    const failureBytes = verdict === 2 || verdict === 4 ? 0 : null
    return `(${[id, flow, 1, sortAt, sortAt, end, attempt, sortAt, verdict, state, heartbeatAt, heartbeatTimeoutMs, 0, dag, 1, failureBytes].map(literal).join()})`
  })
  const flows = [...new Set(all.map(({ flow = 'Train' }) => flow))]
  await sql.run(
    `insert into flows (flow_id, created_at, next_run) values ${flows.map((flow) => `(${literal(flow)}, 0, 1)`).join()} on conflict do nothing`,
  )
  await sql.run(
    `insert into executions (execution_id, flow_id, sample_rate, sort_at, started_at, finished_at, attempt, attempt_at, verdict, state, heartbeat_at, heartbeat_timeout_ms, node_count, dag_hash, version, failure_bytes) values ${rows.join()}`,
  )
}

const literal = (value: string | number | null) =>
  typeof value === 'string' ? `'${value.replaceAll("'", "''")}'` : String(value)

/** What a row of each table needs beside the execution it hangs on. */
const hanging: Readonly<Record<string, string>> = {
  execution_tags: `tag, sort_at) select execution_id, 'tag', sort_at`,
  execution_metadata: `id, attempt, field, value, ts) select execution_id, 'fact', 1, 'note', 'text', sort_at`,
  payloads: `kind, json, bytes) select execution_id, 'in', '[1]', 3`,
  large_values: `kind, name, json, bytes) select execution_id, 'in', 'name', '[1]', 3`,
  node_results: `node_id, attempt, status) select execution_id, 'node', 1, 'COMPLETED'`,
  queue_executions: `flow_id, dag_hash, attempt, state, rank, order_at, open_nodes, next_seq) select execution_id, flow_id, 'dag', 1, 4, 0, sort_at, 0, 0`,
  actions: `node_id, seq, kind, state, rank, order_at, attempt, first_attempt) select execution_id, 'node', 0, 'kind', 0, 0, sort_at, 1, 1`,
  joins: `node_id, settled, total, skipped) select execution_id, 'node', 1, 2, 0`,
  queue_values: `kind, node_id, json) select execution_id, 'out', 'node', '1'`,
}

/** Hangs a row of every table on each execution. */
export async function hangOn(sql: Sql): Promise<void> {
  for (const [table, rest] of Object.entries(hanging))
    await sql.run(`insert into ${table} (execution_id, ${rest} from executions where true`)
}

/** Every table of the store that says which execution a row belongs to, with the ids it knows. */
export async function idsByTable(sql: Sql): Promise<Record<string, string[]>> {
  const tables = await sql.run(
    sql.dialect === 'postgres'
      ? `select table_name as name from information_schema.columns where column_name = 'execution_id' and table_schema = 'public'`
      : `select m.name as name from sqlite_master as m join pragma_table_info(m.name) as c on c.name = 'execution_id' where m.type = 'table'`,
  )
  const found: Record<string, string[]> = {}
  for (const { name } of tables) {
    const rows = await sql.run(`select distinct execution_id as id from ${String(name)}`)
    found[String(name)] = rows.map(({ id }) => String(id)).toSorted()
  }
  return found
}

/** Without the tables of the queue, which has nothing to do with what is recorded. */
export const ofHistory = (tables: Record<string, string[]>): Record<string, string[]> =>
  Object.fromEntries(Object.entries(tables).filter(([name]) => !/^(queue_\w+|actions|joins)$/.test(name)))

export const storedIds = async (sql: Sql): Promise<string[]> =>
  (await sql.run('select execution_id as id from executions')).map(({ id }) => String(id)).toSorted()
