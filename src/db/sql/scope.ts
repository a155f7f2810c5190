import type { Tables } from '../tables/tables.ts'
import type { Column, SQL, SQLWrapper } from 'drizzle-orm'
import type { Dialect, RowTypes } from './dialect.ts'
import type { Lanes } from './lanes.ts'
import type { AskedRanges, EngineRange, NodeResultSource, OfRun } from './enginewords.ts'
import type { Starts } from './starts.ts'
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
  /** How an index has them by start, if not by the column `started_at`. */
  readonly starts?: Starts
  /** The same as of executions: `runs` that started when the row called `keys` `began`, or before. */
  readonly earlier?: SQL
  /** The condition that a run is of a flow, in the words of an index, if that has not the column `flow_id`. */
  readonly isOfFlow?: (flow: SQL) => SQL
  /** The condition that a run is the one that a row of `keys` names by its `ref`, where executions know their run by one. */
  readonly isNamed?: SQL
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
  readonly nodeResults?: NodeResultSource
  /** The queue's actions that are not done. */
  readonly openActions?: SQL
  /** What was started in the queue and has not completed. */
  readonly queued?: SQL
  readonly dags?: SQL
  readonly tags?: SQL
  /** The condition that the execution has one of the tags bound to this name, or all of them. */
  readonly hasTags: (list: 'anyTags' | 'allTags') => SQL
  /** `execution_tags` joined to `executions`, if an index has the executions of a tag by start. */
  readonly byTag?: SQL
  /** How an index has them by start, if not by the column `sort_at`. */
  readonly starts?: Starts
  /** How executions belong to runs, if not by the columns `flow_id` and `run_number`. */
  readonly ofRun?: OfRun
  /** Rows of `status` and `n` from an index: how many executions have it, each counted up to a bound. */
  readonly counted?: (most: SQL) => SQL
  /** Whether `standing`, `stale_at` and the other columns of a filter have indexes. */
  readonly indexed: boolean
  /** How they lie in an index by start, if it is apart for each flow. */
  readonly lanes?: Lanes
  /**
   * `executions` with its joins, restricted to the children of the row called `parents`, which has the columns of the
   * key. Not given: the column `parent_id` finds them.
   */
  readonly children?: SQL
  /** `executions` that have a parent, where an index finds them by `parent_id` in this table expression alone. */
  readonly withParents?: SQL
  /** Inputs and outputs: joined to `keys`, the keys of executions with a `kind`. */
  readonly payloads?: SQL
  /**
   * Payloads, errors, and the values of nodes and facts are what the engine stores: each of these table expressions has a
   * further column, `encoding`, with the name that the engine has for how, and they are decoded after they are read.
   */
  readonly encoded?: true
  /** Rows have long values before other columns, and whoever reads one of these reads past them. */
  readonly longRows?: true
  /** A table expression called `executions` with the errors, if no other has them whole. Lists show `leftOut` for each. */
  readonly errors?: SQL
  /**
   * Where no column is indexed as Execgraph's own are: conditions in the words of the engine's indexes. Together they
   * meet whatever is asked, each row once, and may meet more. `undefined`: no index has it, all are looked through.
   */
  readonly rangesOf?: (asked: AskedRanges) => readonly EngineRange[] | undefined
  /**
   * `executions` that started when the row called `keys` `began`, or before: the newest ones that an index leads to, with
   * all or most of its `flow`, and so few that many rows can be asked for. Not given: no index leads to them.
   */
  readonly earlier?: SQL
  /** What the engine has no index for, as a sentence, of a list that took too long. By the fields of its filter. */
  readonly lacks?: (fields: readonly string[]) => string | undefined
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
