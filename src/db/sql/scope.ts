import type { Tables } from '../tables/tables.ts'
import type { Column, Query, SQL, SQLWrapper } from 'drizzle-orm'
import type { ExecutionStatus, RunStatus } from '../statuses.ts'

/** Seconds after which a heartbeat counts as lost, by kind of record. */
export interface Thresholds {
  readonly runHeartbeat: number
  readonly taskHeartbeat: number
  readonly oldTask: number
}

/** What a statement is built with: the tables, the dialect, the sources and the backend's thresholds. */
export interface Scope {
  readonly tables: Tables
  readonly dialect: Dialect
  readonly runs: RunSource
  readonly executions: ExecutionSource
  readonly thresholds: Thresholds
  /** Builds a statement over the flows that may be seen alone. Without it, such statements fail. */
  readonly narrow?: Narrow
}

/**
 * `isSeen`: the condition that a column has a flow that may be seen. `inBytes`: the same column in byte order, if it is
 * in another one.
 */
export type Narrow = (
  build: (scope: Scope) => SQLWrapper | undefined,
  isSeen: (flow: SQLWrapper, inBytes?: SQL) => SQL,
  scope: Scope,
) => SQLWrapper | undefined

export type Scalar = string | number | null

/** A scalar, a list (one array parameter) or rows (one array parameter per column). */
export type Value = Scalar | readonly Scalar[] | readonly Readonly<Record<string, Scalar>>[]

export type Values = Readonly<Record<string, Value>>

/** Reads a column of a row of parameters. */
export type ColumnOf = (row: Readonly<Record<string, Scalar>> | Scalar, column: string) => Scalar

/** The column types of rows of parameters. */
export type RowTypes = Readonly<Record<string, 'text' | 'bigint' | 'double precision'>>

/** SQL that differs between the dialects, as named pieces. Everything else is one text for both. */
export interface Dialect {
  toQuery(query: SQL): Query
  /** `column` is one of the list bound to `name`. */
  isIn(column: SQLWrapper, name: string): SQL
  /** The rows bound to `name` as a table of the same name. */
  rows(name: string, types: RowTypes): SQL
  /** What a table of the store is called where another one of its name is made of it, and what of it is not among its columns. */
  own(name: string): SQL
  readonly ownColumns: SQL
  /** The condition, with the planner told that many rows meet it. */
  isCommon(condition: SQL): SQL
  /** Appended to a query in a transaction: its rows are locked until the transaction ends. */
  readonly forUpdate: SQL
  /** Like `forUpdate`, without the rows that another transaction has locked. */
  readonly forUpdateIfFree: SQL
  /** Like `forUpdate`, but skips rows that another transaction has locked. */
  readonly skipLocked: SQL
  /** The value of a column `changed`: the number of the transaction that writes the row. */
  readonly changed: SQL
  /**
   * Whether an update that changes no indexed column writes to no index. It leaves `changed` alone then, which has one,
   * and the row is noted in `touched`.
   */
  readonly sparesIndexes: boolean
  /** Where a reader of changes stands after this statement, as a text. */
  readonly position: SQL
  /** The rows of a table written since the position bound to `position`, in parts, each by ranges of the column. */
  changedSince(table: SQLWrapper, column: SQLWrapper): readonly { readonly from: SQL; readonly where: SQL }[]
  /** Left-joins `listed`: the values of a JSON list of texts. None if it is null. */
  joinListed(list: SQLWrapper): SQL
  /** Left-joins at most one row of a table, which an index finds whatever the planner expects. */
  leftJoinOne(table: SQLWrapper, on: SQL): SQL
  /** The condition that no other transaction is where this one is. It holds until the transaction ends. */
  readonly isAlone: SQL
  /** For each parent, the first rows of a table that match it, joined to the parents under the table's own name. */
  topPerParent(page: TopPerParent): SQL
}

export interface TopPerParent {
  /** A table expression, such as rows of parameters. */
  readonly parents: SQL
  /** The columns of the parents by which they differ. */
  readonly by?: readonly string[]
  readonly table: SQLWrapper
  /** The table expression that rows are chosen from, if it is more than the table. */
  readonly from?: SQL
  readonly where: SQL
  readonly orderBy: SQL
  readonly limit: SQL
  /** A column of the parents with the number of rows for each, if rows are locked. */
  readonly share?: SQL
  /** Appended to the query that chooses the rows. */
  readonly lock?: SQL
}

/** A status and its reason, as SQL. */
export interface Rule<Status extends string = string> {
  readonly status: SQL
  readonly reason: SQL
  /**
   * The rule as a condition. It is a `case` of its own, not a comparison with one: for that, Postgres would estimate
   * that one row in two hundred passes, and sort a whole range rather than walk it.
   */
  isOneOf(statuses: readonly Status[]): SQL
}

/** What a source decides of a run: its status and its times. */
export interface RunRules {
  readonly rule: Rule<RunStatus>
  /** `null`: not a date of a calendar. */
  readonly startedAt: SQLWrapper
  readonly finishedAt: SQL
  readonly durationMs: SQL
  /** 1 if the heartbeat is lost, whatever the status. */
  readonly heartbeatStale: SQL
}

/** Values that are shown in place of columns of a native table. */
export type Shown<Name extends keyof Tables> = {
  readonly [key in keyof Tables[Name]['_']['columns']]?: SQL
}

/** Where a backend keeps its runs, and its rule for them. Statements always see a table `runs` with the native columns. */
export interface RunSource extends RunRules {
  /** A table expression called `runs`. */
  readonly from: SQL
  /** Joined to `runs` wherever the rule is read. */
  readonly joined: SQL
  readonly shown: Shown<'runs'>
  /** The name of the flow to order by, in byte order. */
  readonly flowOrder: SQL
  /** The condition that the start of a run is a date of a calendar. Not given if all are. */
  readonly isDated?: SQL
  /** The condition that the run has one of the tags bound to this name, or all of them. */
  readonly hasTags: (list: 'anyTags' | 'allTags', scope: Scope) => SQL
  /** `run_tags` joined to `runs`, if an index has the runs of a tag by start. */
  readonly byTag?: SQL
  /** The tags of runs, as a table expression called `run_tags` with the native columns. */
  readonly tags: SQL
  /** The flows, as a table expression called `flows` with the native columns. */
  readonly flows: SQL
  readonly metadata?: FactSource
  /** Whether `outcome`, `known_finished_at` and `known_ms` are columns with indexes. */
  readonly indexed: boolean
  /** The store keeps counts of its runs by the hour. */
  readonly hours?: true
}

/** A table expression with the native name and columns, and the order in which its facts were recorded. */
export interface FactSource {
  readonly from: SQL
  readonly order: SQL
}

/**
 * Where a backend keeps its executions, and its rule for them. Statements always see a table `executions` with the
 * native columns. What is optional is a table expression with the name and columns of the native table: a source that
 * has no such records leaves it out.
 */
export interface ExecutionSource {
  /** A table expression called `executions`. */
  readonly from: SQL
  /** Joined to `executions` wherever the rule is read. */
  readonly joined?: SQL | undefined
  readonly rule: Rule<ExecutionStatus>
  readonly finishedAt: SQL
  readonly durationMs: SQL
  readonly shown: Shown<'executions'>
  readonly key: KeyOfExecutions
  /** `executions` with its joins, restricted to the ids bound to `ids`. */
  readonly byIds: SQL
  /** Rows of `flow`, `number`, `step`, `status`, `count`, `startedAt`, `finishedAt` and the highest `attempt`, for the runs called `keys`. */
  readonly steps: SQL
  readonly attempts?: AttemptSource
  readonly metadata?: FactSource
  /** `isNewest`: a result is of the last attempt of its node. */
  readonly nodeResults?: { readonly from: SQL; readonly isNewest: SQL }
  /** The queue's actions that are not done. */
  readonly openActions?: SQL
  readonly dags?: SQL
  readonly tags?: SQL
  /** The condition that the execution has one of the tags bound to this name, or all of them. */
  readonly hasTags: (list: 'anyTags' | 'allTags') => SQL
  /** `execution_tags` joined to `executions`, if an index has the executions of a tag by start. */
  readonly byTag?: SQL
  /** Whether `standing`, `stale_at` and the other columns of a filter have indexes. */
  readonly indexed: boolean
  /** Inputs and outputs: joined to `keys`, the keys of executions with a `kind`. */
  readonly payloads?: SQL
  /** What was cut from large values. */
  readonly largeValues?: SQL
}

/** How the id of an execution finds its rows. */
export interface KeyOfExecutions {
  /** The types of the columns that are bound for each id. */
  readonly types: RowTypes
  /** Reads a bound column, if it is not simply one of the row's. */
  readonly columnOf?: ColumnOf
  /** The condition that a row of a table expression belongs to the execution of a row of parameters. */
  readonly isOf: (table: string, keys: string) => SQL
  /** The rows of a table expression that belong to the ids bound to `ids`, by the table's own column. */
  readonly rowsOf: (from: SQL, id: Column) => SQL
}

/** The attempts of the executions called `parents`. */
export interface AttemptSource {
  /** One row per attempt, with `execution`, `number` and whatever its fields need. */
  readonly rows: SQL
  /** Joined to these rows, which are called `a`. */
  readonly joined: SQL
  /** Values that are shown of an attempt, by key. */
  readonly shown: Readonly<Record<string, SQL>>
}
