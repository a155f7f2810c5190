import type { Row } from './floorrows.ts'

const whole = new Set([
  ...[
    'created_at',
    'next_run',
    'run_number',
    'number',
    'sort_at',
    'started_at',
    'finished_at',
    'duration_ms',
  ],
  ...['attempt', 'attempt_at', 'verdict', 'verdict_at', 'heartbeat_at', 'heartbeat_timeout_ms', 'ts'],
  ...['node_count', 'version', 'bytes'],
])

/** The Postgres type of a column's parameter. */
const typeOf = (column: string) =>
  whole.has(column) ? 'bigint' : column === 'sample_rate' ? 'double precision' : 'text'

/** What happens to existing rows of these tables. In other tables all rows are new. */
const known: Readonly<Record<string, string>> = {
  flows:
    'on conflict (flow_id) do update set next_run = excluded.next_run where flows.next_run < excluded.next_run',
  runs: 'on conflict (flow_id, number) do update set heartbeat_at = excluded.heartbeat_at, version = runs.version + 1 where runs.heartbeat_at + 10000 <= excluded.heartbeat_at',
}
/**
 * A row that would change nothing is not even locked, so writers of one flow do not wait for each other. Rows are
 * sorted.
 */
const news: Readonly<Record<string, string>> = {
  flows:
    'where not exists (select from flows where flow_id = new.flow_id and flows.next_run >= new.next_run) order by 1',
  runs: 'where not exists (select from runs where flow_id = new.flow_id and number = new.number and runs.heartbeat_at + 10000 > new.heartbeat_at) order by 1, 2',
}

const changes = 'changes'
const key = 'execution_id'
const isChanged = (column: string) => column !== key

/** Row by row, for SQLite. The parameters are the columns of a row. */
export function rowStatement(table: string, row: Row): string {
  const columns = Object.keys(row)
  if (table === changes) {
    const set = columns.filter(isChanged).map((column) => `${column} = @${column}`)
    return `update executions set ${set.join(', ')} where ${key} = @${key}`
  }
  const values = columns.map((column) => `@${column}`)
  return `insert into ${table} (${columns.join(', ')}) values (${values.join(', ')}) ${known[table] ?? ''}`
}

/** All rows at once, for Postgres. The parameters are one list per column. */
export function unnestStatement(table: string, row: Row): string {
  const columns = Object.keys(row)
  const lists = columns.map((column, index) => `$${index + 1}::${typeOf(column)}[]`)
  const rows = `unnest(${lists.join(', ')}) as new(${columns.join(', ')})`
  if (table === changes) {
    const set = columns.filter(isChanged).map((column) => `${column} = new.${column}`)
    return `update executions set ${set.join(', ')} from ${rows} where executions.${key} = new.${key}`
  }
  return `insert into ${table} (${columns.join(', ')}) select * from ${rows} ${news[table] ?? ''} ${known[table] ?? ''}`
}
