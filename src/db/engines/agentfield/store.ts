import type { SQL } from 'drizzle-orm'
import type { Dialect } from '../../sql/dialect.ts'
import type { Starts } from '../../sql/starts.ts'
import type { Tables } from '../../tables/tables.ts'
import type { AgentTable, HasAgentColumn } from './columns.ts'

/** What statements over the tables of AgentField depend on. */
export interface AgentStore {
  readonly tables: Tables
  readonly dialect: Dialect
  readonly has: HasAgentColumn
  /** An index that AgentField does not make has the executions of each flow by start. */
  readonly hasFlowIndex: boolean
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
  /** Those that begin with none of some prefixes, as a query of `tag`. */
  readonly otherThan: (list: string, prefixes: readonly string[]) => SQL
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
