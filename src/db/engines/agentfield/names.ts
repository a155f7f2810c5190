import type { SQL } from 'drizzle-orm'
import type { Dialect } from '../../sql/dialect.ts'
import type { Starts } from '../../sql/starts.ts'
import type { Tables } from '../../tables/tables.ts'

/** The columns that statements read: those that every version has, and those that came later. */
const columns = {
  executions: {
    needed: [
      ...['id', 'execution_id', 'run_id', 'parent_execution_id', 'agent_node_id', 'reasoner_id', 'status'],
      ...['input_payload', 'result_payload', 'error_message', 'session_id', 'actor_id'],
      ...['started_at', 'completed_at', 'duration_ms', 'updated_at'],
    ],
    later: ['status_reason', 'notes'],
  },
  workflow_executions: { needed: ['execution_id', 'retry_count', 'notes'], later: [] },
  workflow_execution_events: {
    needed: ['execution_id', 'sequence', 'event_type', 'payload', 'emitted_at'],
    later: ['status', 'status_reason'],
  },
  workflow_runs: { needed: ['run_id', 'metadata'], later: [] },
  execution_usage: {
    needed: ['execution_id', 'provider', 'model', 'input_tokens', 'output_tokens', 'created_at'],
    later: ['cost_usd'],
  },
} as const

export type AgentTable = keyof typeof columns

/** The tables without which nothing can be read. */
const neededTables: readonly AgentTable[] = [
  'executions',
  'workflow_executions',
  'workflow_execution_events',
  'workflow_runs',
]

/** Columns that are there, as `table.column`. */
export type KnownColumns = ReadonlySet<string>

/** What is missing first, as a part of a sentence. */
export function firstMissing(known: KnownColumns): string | undefined {
  for (const table of neededTables) {
    if (![...known].some((name) => name.startsWith(`${table}.`))) return `no table "${table}"`
    const missing = columns[table].needed.find((column) => !known.has(`${table}.${column}`))
    if (missing !== undefined) return `no column "${missing}" in the table "${table}"`
  }
  return undefined
}

/** Whether all columns of a table are there that are needed of it. */
export const hasTable = (known: KnownColumns, table: AgentTable): boolean =>
  columns[table].needed.every((column) => known.has(`${table}.${column}`))

/** All tables that are read if they are there. */
export const agentTables = Object.keys(columns) as readonly AgentTable[]

/** What statements over the tables of AgentField depend on. */
export interface AgentStore {
  readonly tables: Tables
  readonly dialect: Dialect
  readonly known: KnownColumns
  readonly words: AgentWords
}

/** What differs between the dialects of its tables, in SQL. */
export interface AgentWords {
  readonly table: (name: AgentTable) => SQL
  /** Ordered by its bytes. */
  readonly inBytes: (text: SQL) => SQL
  /** A time in milliseconds; `null` if it is none. */
  readonly ms: (time: SQL) => SQL
  /** The same to order by, never `null`. */
  readonly order: (time: SQL) => SQL
  /** A number that grows, or a text that changes, with each later time. */
  readonly version: (time: SQL) => SQL
  readonly starts: Pick<Starts, 'from' | 'to'>
  /** A column as a text, of whatever type it is stored as. */
  readonly text: (column: SQL) => SQL
  /** A flow before and behind its first dot. */
  readonly agentOf: (flow: SQL) => SQL
  readonly reasonerOf: (flow: SQL) => SQL
  /** Joined to a row: the rows of a query over what stands in that row. */
  readonly rowsOf: (query: SQL, columns: readonly string[]) => Joined
  /** The objects in a text that should be a list in JSON, and whatever it is, does no harm. */
  readonly objectsIn: (list: SQL) => Objects
  /** The labels in the metadata of a run, as a query of `tag`. */
  readonly labelsIn: (metadata: SQL) => SQL
  /** A number that is not negative, as a text of so many digits. */
  readonly digits: (number: SQL, width: number) => SQL
  /** An object in JSON, as a text. */
  readonly object: (members: Readonly<Record<string, SQL>>) => SQL
  /** The texts of a list bound to a name that begin with a prefix, without it, as a query. */
  readonly behind: (list: string, prefix: string) => SQL
}

interface Joined {
  readonly joined: SQL
  readonly column: (name: string) => SQL
}

interface Objects {
  readonly from: SQL
  /** Their places in the list. */
  readonly place: SQL
  readonly json: SQL
  /** The member `timestamp` in milliseconds; `null` if it is no time. */
  readonly at: SQL
}
