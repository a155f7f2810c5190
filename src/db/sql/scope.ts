import type { Tables } from '../tables/tables.ts'
import type { Column, Query, SQL, SQLWrapper } from 'drizzle-orm'
import type { ExecutionStatus } from '../statuses.ts'

/** Seconds after which a heartbeat counts as lost, by kind of record. */
export interface Thresholds {
  readonly runHeartbeat: number
  readonly taskHeartbeat: number
  readonly oldTask: number
}

/** What a statement is written with: the tables, what its dialect says differently, the backend's thresholds. */
export interface Scope {
  readonly tables: Tables
  readonly dialect: Dialect
  readonly runs: RunSource
  readonly executions: ExecutionSource
  readonly thresholds: Thresholds
}

export type Scalar = string | number | null

/** A scalar, a list (one array parameter) or rows (one array parameter per column). */
export type Value = Scalar | readonly Scalar[] | readonly Readonly<Record<string, Scalar>>[]

export type Values = Readonly<Record<string, Value>>

/** A column of a row of parameters. */
export type ColumnOf = (row: Readonly<Record<string, Scalar>> | Scalar, column: string) => Scalar

/** Column types that rows of parameters can have. */
export type RowTypes = Readonly<Record<string, 'text' | 'bigint' | 'double precision'>>

/** What SQL says differently on each dialect, as named pieces. Everything else is one text for both. */
export interface Dialect {
  toQuery(query: SQL): Query
  /** `column` is one of the list bound to `name`. */
  isIn(column: Column, name: string): SQL
  /** The rows bound to `name` as a table of the same name. */
  rows(name: string, types: RowTypes): SQL
  /** Behind a query inside a transaction: its rows change for nobody else until that ends. */
  readonly forUpdate: SQL
  /** The same, without the rows that another transaction holds: nobody waits. */
  readonly forUpdateIfFree: SQL
  /** The same, but rows that another transaction holds are left out rather than waited for. */
  readonly skipLocked: SQL
  /** For each of the parents, the first rows of a table that match it: the table under its own name, joined to them. */
  topPerParent(page: TopPerParent): SQL
}

export interface TopPerParent {
  /** A table expression, such as rows of parameters. */
  readonly parents: SQL
  readonly table: SQLWrapper
  /** The table expression that its rows are chosen from, where that is more than the table. */
  readonly from?: SQL
  readonly where: SQL
  readonly orderBy: SQL
  readonly limit: SQL
  /** A column of the parents: of each of them so many rows, where rows are locked. */
  readonly share?: SQL
  /** Behind the query that chooses the rows. */
  readonly lock?: SQL
}

/** A status and why, as SQL: what a rule says of a row. */
export interface Rule<Status extends string = string> {
  readonly status: SQL
  readonly reason: SQL
  /**
   * The rule as a condition. A case of its own, not a comparison with one: of that Postgres would believe that one row
   * in two hundred passes, and sort a whole range rather than walk it.
   */
  isOneOf(statuses: readonly Status[]): SQL
}

/** What the rule of runs reads: the newest verdict and the newest attempt of the step `end`, start and heartbeat. */
export interface RunFacts {
  readonly startedAt: SQLWrapper
  readonly heartbeatAt: SQLWrapper
  readonly endOk: SQLWrapper
  readonly endOkAt: SQLWrapper
  readonly endAttemptAt: SQLWrapper
}

/** Where a backend keeps its runs. Whatever it is, statements see a table `runs` with the native columns. */
export interface RunSource {
  /** A table expression called `runs`. */
  readonly from: SQL
  /** Joined behind `runs` wherever the rule is read. */
  readonly joined: SQL
  /** What the rule reads there. */
  readonly facts: RunFacts
  /** What is shown of a run in place of a column, by its key in a row. */
  readonly shown: Readonly<Record<string, SQL>>
  /** The name of the flow, to order by: its bytes decide. */
  readonly flowOrder: SQL
  /** That a run started at a time that a calendar has. Not given where all did. */
  readonly isDated?: SQL
  /** The run has one of the tags, or all of them, that are bound to this name. */
  readonly hasTags: (list: 'anyTags' | 'allTags', scope: Scope) => SQL
  /** `run_tags` joined to `runs`, where an index has the runs of a tag by when they started. */
  readonly byTag?: SQL
  /** The tags of runs, as a table expression called `run_tags` with the native columns. */
  readonly tags: SQL
  /** The flows, as a table expression called `flows` with the native columns. */
  readonly flows: SQL
  /** Whether `outcome`, `known_finished_at` and `known_ms` are columns with indexes. */
  readonly indexed: boolean
}

/** Where a backend keeps its executions. Whatever it is, statements see a table `executions` with the native columns. */
export interface ExecutionSource {
  /** A table expression called `executions`. */
  readonly from: SQL
  /** Joined behind `executions` wherever the rule is read. */
  readonly joined?: SQL
  readonly rule: Rule<ExecutionStatus>
  /** What is shown of an execution in place of a column or beside them, by its key in a row. */
  readonly shown: Readonly<Record<string, SQL>>
  readonly key: KeyOfExecutions
  /** `executions` and what is joined behind them, narrowed down to those whose ids are bound to `ids`. */
  readonly byIds: SQL
  /** Rows of `flow`, `number`, `step`, `status`, `count`, `startedAt` and `finishedAt` for the runs called `keys`. */
  readonly steps: SQL
  readonly attempts: AttemptSource
  /** Table expressions with the native names and columns. Facts come with what orders them as they were recorded. */
  readonly metadata: { readonly from: SQL; readonly order: SQL }
  readonly runMetadata: { readonly from: SQL; readonly order: SQL }
  readonly nodeResults: SQL
  /** A table expression called `execution_tags`. */
  readonly tags: SQL
  /** The execution has one of the tags, or all of them, that are bound to this name. */
  readonly hasTags: (list: 'anyTags' | 'allTags') => SQL
  /** `execution_tags` joined to `executions`, where an index has the executions of a tag by when they started. */
  readonly byTag?: SQL
  /** Whether `standing` and `stale_at` are columns with indexes, as what else a filter asks for. */
  readonly indexed: boolean
  /** Joined behind `keys`, the keys of executions with a `kind`: a table expression called `payloads`. */
  readonly payloads: SQL
}

/** How the id of an execution finds what belongs to it. */
export interface KeyOfExecutions {
  /** What is bound of each id, as a row of parameters. */
  readonly types: RowTypes
  /** A column of what is bound, where it is not simply one of the row's. */
  readonly columnOf?: ColumnOf
  /** A row of a table expression belongs to the execution that a row of parameters names. */
  readonly isOf: (table: string, keys: string) => SQL
}

/** The attempts of the executions called `parents`. */
export interface AttemptSource {
  /** One row for each, with `execution`, `number` and whatever else its fields need. */
  readonly rows: SQL
  /** Joined behind these rows, which are called `a`. */
  readonly joined: SQL
  /** What is shown of an attempt, by its key in a row. */
  readonly shown: Readonly<Record<string, SQL>>
}
